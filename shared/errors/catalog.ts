import { groupedFingerprint } from '../ground/fingerprint-groups.ts';
import { packageKind, packageKindTitles } from '../ground/package-kinds.ts';
import { campaignMessages } from './campaign-messages.ts';
import { generalMessages } from './general-messages.ts';
import { inboxMessages } from './inbox-messages.ts';
import { paperMessages } from './paper-messages.ts';
import { readingMessages } from './reading-messages.ts';
import { sealMessages } from './seal-messages.ts';
import { shellMessages } from './shell-messages.ts';
import { storeMessages } from './store-messages.ts';

/** Every message of the program, once: CLI, windows, office and tests all read it from here. */
export const messages = {
  ...generalMessages,
  ...storeMessages,
  ...sealMessages,
  ...inboxMessages,
  ...campaignMessages,
  ...paperMessages,
  ...readingMessages,
  ...shellMessages,
} as const;

export type ErrorCode = keyof typeof messages;

/** True for a code that this program knows; one written by a newer may be another. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(messages, code);
}

/** What an action is called that came without its Chinese title: no name of a method reaches a sentence. */
const untitledAction = '这一步';

/** A blank's value as people read it: kinds of packages by their Chinese names, everything else as it is. */
function readable(key: string, value: string | number): string {
  if (key === 'method') return /\p{sc=Han}/u.test(String(value)) ? String(value) : untitledAction;
  // In groups of four, as it stands on the stamped paper that it is compared with.
  if (key === 'fingerprint') return groupedFingerprint(String(value));
  const kind = key === 'kind' ? packageKind.safeParse(value) : undefined;
  return kind?.success === true ? packageKindTitles[kind.data] : String(value);
}

/**
 * The Chinese sentence for a code, its blanks filled: `{name}` in the text is replaced by `params.name`.
 * A blank without a value stays visible as `{name}`, so that a test finds it.
 */
export function messageFor(code: ErrorCode, params: Readonly<Record<string, string | number>>): string {
  return messages[code].replace(/\{(\w+)\}/g, (blank: string, key: string) => {
    const value = params[key];
    return value === undefined ? blank : readable(key, value);
  });
}

/** What a code is about, in half a sentence: for lists that keep codes and not what filled their blanks. */
export function gistFor(code: ErrorCode): string {
  return (messages[code].split(/[，。；：]/u)[0] ?? '').replace(/ ?\{\w+\} ?/g, '…');
}
