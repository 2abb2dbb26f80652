/** Where a command's result goes: one JSON document with --json, plain Chinese lines without. */
export interface Output {
  /** True when --json was given: then nothing but the final document may reach stdout. */
  readonly json: boolean;
  /** A line for people; silent with --json. */
  line(text: string): void;
  /** Ends the command: prints the document, sets the exit code (0 good, 1 the thing examined is bad). */
  finish(document: Readonly<Record<string, unknown>>, good: boolean): void;
}

/** Output over the process's own streams (design: command line). */
export function processOutput(json: boolean): Output {
  // A reader that has seen enough (`| head`) closes the pipe: that is its right, not a fault of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    json,
    line(text) {
      if (!json) process.stdout.write(`${text}\n`);
    },
    finish(document, good) {
      if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
      process.exitCode = good ? 0 : 1;
    },
  };
}
