/** Messages of errors from the paper part. Each says what happened, where, and what to do. */
export const paperMessages = {} as const;
