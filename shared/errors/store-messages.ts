/** Messages of errors from the store part. Each says what happened, where, and what to do. */
export const storeMessages = {} as const;
