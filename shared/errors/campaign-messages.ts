/** Messages of errors from the campaign part. Each says what happened, where, and what to do. */
export const campaignMessages = {} as const;
