/** Messages of errors from the shell part. Each says what happened, where, and what to do. */
export const shellMessages = {} as const;
