/** Messages of errors from the seal part. Each says what happened, where, and what to do. */
export const sealMessages = {} as const;
