import { type ErrorRecord, JianbiaoError } from '../errors/jianbiao-error.ts';
import { parseQrText, type QrPayload } from './qr-payload.ts';
import type { ScanPage, ScanPageState, ScanPaper, ScanPaperState, ScanResult } from './scan-result.ts';

/** A paper as it would be printed now. */
export interface PaperFact {
  readonly formId: string;
  readonly subjectId: string;
  readonly code: string;
}

/** What a scan is compared with. */
export interface ScanFacts {
  readonly campaign: string;
  readonly submission: string;
  /** The papers that the round asks for, in order; those that no scan names may be left out. */
  readonly due: readonly PaperFact[];
  /** Those of the other rounds. */
  readonly others: readonly PaperFact[];
  readonly titles: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** What was read off one file. */
export interface ReadFile {
  readonly name: string;
  readonly problem: ErrorRecord | null;
  readonly pages: readonly {
    readonly page: number;
    readonly texts: readonly string[];
    readonly problem: ErrorRecord | null;
  }[];
}

interface Mark {
  readonly file: number;
  readonly page: number;
  readonly state: ScanPageState;
  readonly problem: ErrorRecord | null;
  readonly payload: QrPayload | null;
}

function payloadOf(text: string): QrPayload | null {
  try {
    return parseQrText(text);
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) return null;
    throw thrown;
  }
}

/** One name for a form and its subject. */
export function paperKey(formId: string, subjectId: string): string {
  return `${formId}*${subjectId}`;
}

/** The papers that the codes on these files speak of, whosever they are: facts of no others are needed. */
export function papersNamed(files: readonly ReadFile[]): ReadonlySet<string> {
  const payloads = files.flatMap(({ pages }) => pages.flatMap(({ texts }) => texts)).map(payloadOf);
  return new Set(payloads.flatMap((one) => (one === null ? [] : [paperKey(one.form, one.subject)])));
}

const markKey = ({ campaign, submission, form, subject }: QrPayload): string =>
  `${campaign}*${submission}*${form}*${subject}`;

type Codes = ReadonlyMap<string, string>;

function codesOf(papers: readonly PaperFact[]): Codes {
  return new Map(papers.map((paper) => [paperKey(paper.formId, paper.subjectId), paper.code]));
}

function stateOf(payload: QrPayload, facts: ScanFacts, due: Codes, others: Codes): ScanPageState {
  if (payload.campaign !== facts.campaign || payload.submission !== facts.submission) return 'foreign';
  const key = paperKey(payload.form, payload.subject);
  const code = due.get(key);
  if (code === payload.code) return 'match';
  // A form of both rounds has a code in each: what agrees with the other round's data is no slip, but its paper.
  return code === undefined || others.get(key) === payload.code ? 'old' : 'changed';
}

function marksOf(files: readonly ReadFile[], facts: ScanFacts): Mark[] {
  const [due, others] = [codesOf(facts.due), codesOf(facts.others)];
  return files.flatMap(({ pages }, file) =>
    pages.flatMap(({ page, texts, problem }): Mark[] => {
      const payloads = texts.flatMap((text) => payloadOf(text) ?? []);
      if (payloads.length > 0) {
        return payloads.map((payload) => ({
          file,
          page,
          state: stateOf(payload, facts, due, others),
          problem,
          payload,
        }));
      }
      return [{ file, page, state: texts.length > 0 ? 'other' : 'unread', problem, payload: null }];
    }),
  );
}

const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

function paperState(states: ReadonlySet<ScanPageState>, missing: number, outdated: number): ScanPaperState {
  if (states.has('foreign')) return 'foreign';
  if (states.has('match')) {
    if (missing === 0) return 'match';
    return outdated === 0 ? 'missing' : 'changed';
  }
  return states.has('changed') ? 'changed' : 'old';
}

/** Takes the pages of one paper together; `marks` holds at least one. */
function paperOf(
  payloads: readonly { state: ScanPageState; payload: QrPayload }[],
  facts: ScanFacts,
  due: Codes,
) {
  const agreeing = payloads.filter(({ state }) => state === 'match').map(({ payload }) => payload);
  const differing = payloads.filter(({ state }) => state !== 'match').map(({ payload }) => payload);
  const shown = agreeing.length > 0 ? agreeing : differing;
  const total = Math.max(1, ...shown.map(({ page, pages }) => Math.max(page, pages)));
  const found = sorted(agreeing.map(({ page }) => page));
  const missing = Array.from({ length: total }, (_, at) => at + 1).filter((page) => !found.includes(page));
  const outdated = sorted(differing.map(({ page }) => page)).filter((page) => !found.includes(page));
  const [newest] = [...shown].sort((a, b) => b.revision - a.revision);
  if (newest === undefined) throw new TypeError('paperOf: no page');
  const state = paperState(new Set(payloads.map((one) => one.state)), missing.length, outdated.length);
  const ours = newest.campaign === facts.campaign;
  const paper: ScanPaper = {
    formId: newest.form,
    title: ours ? (facts.titles.get(newest.form) ?? '') : '',
    subjectId: newest.subject,
    subjectName: state === 'foreign' ? '' : (facts.names.get(newest.subject) ?? ''),
    state,
    revision: newest.revision,
    printedCode: newest.code,
    currentCode: state === 'foreign' ? null : (due.get(paperKey(newest.form, newest.subject)) ?? null),
    total,
    found,
    // Pages of a paper that does not count are not asked for.
    missing:
      state === 'missing' || state === 'changed' ? missing.filter((page) => !outdated.includes(page)) : [],
    outdated,
    mixed: agreeing.length > 0 && differing.length > 0,
  };
  return paper;
}

/**
 * Compares what was read off scans with the present data (design: paper). Several files make one pile: the pages of a paper may
 * lie in any of them, in any order, more than once. Papers come in the round's order, then the others as they were met.
 */
export function compareScan(files: readonly ReadFile[], facts: ScanFacts): ScanResult {
  const marks = marksOf(files, facts);
  const due = codesOf(facts.due);
  const groups = new Map<string, { state: ScanPageState; payload: QrPayload }[]>();
  for (const { state, payload } of marks) {
    if (payload === null) continue;
    const group = groups.get(markKey(payload));
    if (group === undefined) groups.set(markKey(payload), [{ state, payload }]);
    else group.push({ state, payload });
  }
  const order = new Map(
    facts.due.map(({ formId, subjectId }, at) => [
      `${facts.campaign}*${facts.submission}*${paperKey(formId, subjectId)}`,
      at,
    ]),
  );
  const place = (key: string): number => order.get(key) ?? facts.due.length;
  const keys = [...groups.keys()].sort((a, b) => place(a) - place(b));
  const indexOf = new Map(keys.map((key, at) => [key, at]));
  return {
    files: files.map(({ name, problem, pages }) => ({ name, problem, pages: pages.length })),
    pages: marks.map(
      ({ file, page, state, problem, payload }): ScanPage => ({
        file,
        page,
        state,
        problem,
        paper: payload === null ? null : (indexOf.get(markKey(payload)) ?? null),
        printedPage: payload?.page ?? null,
      }),
    ),
    papers: keys.map((key) => paperOf(groups.get(key) ?? [], facts, due)),
  };
}
