import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageQrText, type QrPayload, qrText } from './qr-payload.ts';
import { compareScan, type ReadFile, type ScanFacts } from './scan-check.ts';
import { scanResult } from './scan-result.ts';

const [current, changed, earlier] = ['7K2F9-QXM3B', 'AAAAA-AAAAA', 'BBBBB-BBBBB'];

const facts: ScanFacts = {
  campaign: 'ggj-2021',
  submission: 's-1',
  due: [
    { formId: 'annex-3', subjectId: 'unit', code: current },
    { formId: 'annex-5', subjectId: 'p-1', code: current },
    { formId: 'annex-5', subjectId: 'p-2', code: current },
  ],
  others: [
    { formId: 'annex-3', subjectId: 'unit', code: earlier },
    { formId: 'annex-7', subjectId: 'p-1', code: current },
  ],
  titles: new Map([
    ['annex-3', '汇总表'],
    ['annex-5', '推荐登记表'],
    ['annex-7', '审批表'],
  ]),
  names: new Map([
    ['unit', '某省'],
    ['p-1', '甲某'],
    ['p-2', '乙某'],
  ]),
};

function mark(page: number, pages: number, over: Partial<QrPayload> = {}): string {
  return qrText({
    campaign: 'ggj-2021',
    submission: 's-1',
    form: 'annex-5',
    subject: 'p-1',
    revision: 1,
    code: current,
    page,
    pages,
    ...over,
  });
}

/** A file whose pages carry these codes. */
function file(...pages: readonly (readonly string[])[]): ReadFile {
  return {
    name: '扫描.pdf',
    problem: null,
    pages: pages.map((texts, index) => ({ page: index + 1, texts, problem: null })),
  };
}

const check = (...files: readonly ReadFile[]) => scanResult.parse(compareScan(files, facts));

describe('comparing a scan with the data', () => {
  it('finds a whole paper that agrees, in any order and over several files', () => {
    const { papers, pages } = check(file([mark(3, 3)], [mark(1, 3)]), file([mark(2, 3)]));
    expect(papers).toEqual([
      {
        formId: 'annex-5',
        title: '推荐登记表',
        subjectId: 'p-1',
        subjectName: '甲某',
        state: 'match',
        revision: 1,
        printedCode: current,
        currentCode: current,
        total: 3,
        found: [1, 2, 3],
        missing: [],
        outdated: [],
        mixed: false,
      },
    ]);
    expect(
      pages.map(({ file: at, page, state, paper, printedPage }) => [at, page, state, paper, printedPage]),
    ).toEqual([
      [0, 1, 'match', 0, 3],
      [0, 2, 'match', 0, 1],
      [1, 1, 'match', 0, 2],
    ]);
  });

  it('names the pages that are missing', () => {
    expect(check(file([mark(1, 4)], [mark(4, 4)])).papers[0]).toMatchObject({
      state: 'missing',
      found: [1, 4],
      missing: [2, 3],
    });
  });

  it('tells paper that the data have left behind', () => {
    const old = { code: changed, revision: 1 };
    expect(check(file([mark(1, 2, old)], [mark(2, 2, old)])).papers[0]).toMatchObject({
      state: 'changed',
      currentCode: current,
      printedCode: changed,
      outdated: [1, 2],
      found: [],
    });
    // One page printed anew, the other still the old one.
    expect(check(file([mark(1, 2, { revision: 2 })], [mark(2, 2, old)])).papers[0]).toMatchObject({
      state: 'changed',
      revision: 2,
      found: [1],
      outdated: [2],
      missing: [],
      mixed: true,
    });
    // Old paper that was left in the pile does no harm where the new one is whole.
    expect(check(file([mark(1, 1)], [mark(1, 2, old)])).papers[0]).toMatchObject({
      state: 'match',
      outdated: [],
      mixed: true,
    });
  });

  it('tells other units, other campaigns, other rounds and people off the list apart', () => {
    const { papers } = check(
      file(
        [mark(1, 1, { submission: 's-2' })],
        [mark(1, 1, { campaign: 'reading-2025' })],
        [mark(1, 1, { form: 'annex-7' })],
        [mark(1, 1, { form: 'annex-3', subject: 'unit', code: earlier })],
        [mark(1, 1, { subject: 'p-9' })],
      ),
    );
    expect(
      papers.map(({ title, subjectName, state, currentCode }) => [title, subjectName, state, currentCode]),
    ).toEqual([
      ['汇总表', '某省', 'old', current],
      ['推荐登记表', '', 'foreign', null],
      ['', '', 'foreign', null],
      ['审批表', '甲某', 'old', null],
      ['推荐登记表', '', 'old', null],
    ]);
  });

  it('says of each page without a form’s code whether it had another', () => {
    const cover = packageQrText({
      campaign: 'ggj-2021',
      submission: 's-1',
      kind: 'preliminary',
      revision: 1,
      digest: 'a'.repeat(64),
    });
    const { papers, pages } = check(
      file([], ['https://example.invalid/'], [cover], [mark(1, 1), mark(2, 2)]),
    );
    expect(pages.map(({ page, state }) => [page, state])).toEqual([
      [1, 'unread'],
      [2, 'other'],
      [3, 'other'],
      [4, 'match'],
      [4, 'match'],
    ]);
    expect(papers).toHaveLength(1);
  });

  const anyMark = fc
    .record({
      form: fc.constantFrom('annex-3', 'annex-5', 'annex-7', 'annex-99'),
      subject: fc.constantFrom('unit', 'p-1', 'p-2', 'p-9'),
      submission: fc.constantFrom('s-1', 's-1', 's-1', 's-2'),
      code: fc.constantFrom(current, current, changed, earlier),
      revision: fc.integer({ min: 1, max: 5 }),
      page: fc.integer({ min: 1, max: 6 }),
      pages: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ page, pages, ...over }) => mark(page, pages, over));
  const anyFile = fc.array(fc.array(fc.oneof(anyMark, fc.string()), { maxLength: 3 }), { maxLength: 12 });

  it('calls a paper whole only when every page of it was seen, and never loses a page', () => {
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 4 }), (given) => {
        const files = given.map((pages) => file(...pages));
        const { papers, pages } = check(...files);
        const told = new Set(pages.map(({ file: at, page }) => `${at}/${page}`));
        expect(told.size).toBe(files.reduce((sum, one) => sum + one.pages.length, 0));
        for (const [at, paper] of papers.entries()) {
          const own = pages.filter((page) => page.paper === at);
          const seen = new Set(
            own.filter(({ state }) => state === 'match').map(({ printedPage }) => printedPage),
          );
          expect(new Set(paper.found)).toEqual(seen);
          if (paper.state === 'match') {
            expect(paper.found).toEqual(Array.from({ length: paper.total }, (_, index) => index + 1));
            expect(paper.printedCode).toBe(paper.currentCode);
          }
          if (paper.state === 'missing') expect(paper.missing.length).toBeGreaterThan(0);
          if (paper.state === 'changed')
            expect(own.some(({ state }) => state === 'changed' || state === 'old')).toBe(true);
          for (const page of [...paper.missing, ...paper.outdated]) expect(paper.found).not.toContain(page);
        }
      }),
    );
  });

  it('does not mind the order of pages and files', () => {
    const summary = (files: readonly ReadFile[]) =>
      check(...files)
        .papers.map((paper) => JSON.stringify({ ...paper, revision: 0, printedCode: '' }))
        .sort();
    fc.assert(
      fc.property(fc.array(fc.array(anyMark, { maxLength: 2 }), { maxLength: 8 }), (pages) => {
        expect(summary([file(...[...pages].reverse())])).toEqual(summary([file(...pages)]));
        expect(summary(pages.map((one) => file(one)))).toEqual(summary([file(...pages)]));
      }),
    );
  });
});
