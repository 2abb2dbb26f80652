import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';

/** What a reader says of a file that it cannot read. The file's name is added where it is known. */
export type Refusal =
  | { readonly code: 'reading-too-large'; readonly what: string }
  | { readonly code: 'reading-damaged'; readonly what: string }
  | { readonly code: 'reading-encrypted' }
  | { readonly code: 'reading-old-format'; readonly what: string }
  | { readonly code: 'reading-other-format'; readonly what: string }
  | { readonly code: 'reading-not-cadre-form'; readonly what: string };

/** Thrown by readers. Its message never leaves the reading room. */
export class ReadingRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.code, options);
    this.name = 'ReadingRefused';
    this.refusal = refusal;
  }
}

export function tooLarge(what: string): ReadingRefused {
  return new ReadingRefused({ code: 'reading-too-large', what });
}

export function damaged(what: string, cause?: unknown): ReadingRefused {
  return new ReadingRefused({ code: 'reading-damaged', what }, { cause });
}

/** The sentence for the clerk. */
export function refusalError(file: string, refusal: Refusal): JianbiaoError {
  switch (refusal.code) {
    case 'reading-encrypted':
      return new JianbiaoError(refusal.code, { file });
    case 'reading-too-large':
    case 'reading-damaged':
    case 'reading-old-format':
    case 'reading-other-format':
    case 'reading-not-cadre-form':
      return new JianbiaoError(refusal.code, { file, what: refusal.what });
  }
}
