import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCampaign, smallSubmission } from '../../test/fixtures/paper-campaign.ts';
import { checkCode } from '../ground/check-code.ts';
import { dateText, fieldText, monthText } from '../reading/field-text.ts';
import { fieldSchema } from '../words/field-schema.ts';
import { formCheckCode, formScope, printedFields } from './form-content.ts';
import { formsToPrint } from './forms-to-print.ts';
import { packageQrText, parseQrText, qrText } from './qr-payload.ts';

const identifier = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,39}$/);
const code = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
const count = fc.integer({ min: 1, max: 9999 });

describe('check code', () => {
  it('is the first 50 bits of SHA-256 over canonical JSON in Crockford base 32', () => {
    // SHA-256 of `{}` begins 44136fa355b3678a: 01000 10000 01001 10110 11111 01000 11010 10101 10110 01101.
    expect(checkCode({})).toBe('8G9PZ-8TNPD');
    expect(checkCode({ b: 1, a: '甲' })).toBe(checkCode({ a: '甲', b: 1 }));
  });

  it('has ten characters of the alphabet for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(checkCode(value)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      }),
    );
  });
});

describe('QR text', () => {
  it('comes back as it was', () => {
    const payload = fc.record({
      campaign: identifier,
      submission: identifier,
      form: identifier,
      subject: identifier,
      revision: count,
      code,
      page: count,
      pages: count,
    });
    fc.assert(
      fc.property(payload, (one) => {
        expect(parseQrText(qrText(one))).toEqual(one);
      }),
    );
    const package_ = fc.record({
      campaign: identifier,
      submission: identifier,
      kind: identifier,
      revision: count,
      digest: fc.stringMatching(/^[0-9a-f]{64}$/),
    });
    fc.assert(
      fc.property(package_, (one) => {
        const { campaign, submission, kind, revision, digest } = one;
        expect(packageQrText(one).split('*')).toEqual([
          'JBD1',
          campaign,
          submission,
          kind,
          `R${revision}`,
          digest,
        ]);
      }),
    );
  });

  it('refuses anything else with its own error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseQrText(text)).toThrow('二维码的内容不是本程序打印的表');
      }),
    );
    const good = {
      campaign: 'c',
      submission: 's',
      form: 'f',
      subject: 'unit',
      revision: 1,
      code: '8G9PZ-8TNPD',
      page: 1,
      pages: 1,
    };
    expect(() => qrText({ ...good, subject: '王建国' })).toThrow();
    expect(() => qrText({ ...good, revision: 0 })).toThrow();
  });
});

describe('values as text', () => {
  it('writes dates and months in Arabic digits', () => {
    expect(dateText('2021-09-02')).toBe('2021年9月2日');
    expect(dateText('2021-09-02', true)).toBe('2021.09.02');
    expect(monthText('1990-07')).toBe('1990年7月');
    expect(monthText('1990-07', true)).toBe('1990.07');
    expect(monthText('present')).toBe('至今');
  });

  it('answers 有无 by 有 or 无 and 是否 by 是 or 否', () => {
    const answer = (label: string, value: boolean | null): string =>
      fieldText(fieldSchema.parse({ id: 'f', certainty: 'notice', type: 'yesNo', label }), value, {
        codes: {},
      });
    expect(answer('有无异议', false)).toBe('无');
    expect(answer('是否在职', true)).toBe('是');
    expect(answer('是否在职', null)).toBe('');
  });
});

describe('what a form prints', () => {
  const pack = smallCampaign();
  const card = pack.forms[0];
  if (!card) throw new Error('no form');

  it('leaves out rows whose condition fails and takes in the blanks of seal blocks', () => {
    const submission = smallSubmission();
    const [first, second] = submission.nominees;
    if (!first || !second) throw new Error('no nominees');
    expect(printedFields(card, formScope(pack, submission, first))).toEqual([
      'person',
      'saved',
      'steps',
      'story',
      'since',
    ]);
    expect(printedFields(card, formScope(pack, submission, second))).toEqual([
      'person',
      'saved',
      'steps',
      'story',
    ]);
  });

  it('reads the settings in force, as the rules do: a submission without a level is a recommending unit’s', () => {
    const submission = smallSubmission();
    const when = { setting: 'level', equals: 'recommender' };
    const ofLevel = { ...pack, forms: pack.forms.map((form) => ({ ...form, when })) };
    const printed = (settings: Record<string, string>) =>
      formsToPrint(ofLevel, { ...submission, settings }).map(({ form }) => form.id);
    expect(printed({})).not.toEqual([]);
    expect(printed({ strange: 'x' })).toEqual(printed({}));
    expect(printed({ level: 'recommender' })).toEqual(printed({}));
    expect(printed({ level: 'host' })).toEqual([]);
  });

  it('keeps its check code when something else changes', () => {
    const before = smallSubmission();
    const after = smallSubmission({ first: false, since: null });
    const code = (submission: typeof before, index: number): string =>
      formCheckCode(pack, submission, card, submission.nominees[index] ?? null);
    expect(code(after, 1)).toBe(code(before, 1));
    expect(code(after, 0)).not.toBe(code(before, 0));
    expect(code({ ...before, revision: 9 }, 0)).toBe(code(before, 0));
  });

  it('lists every form of the round for everybody it is about', () => {
    const asked = formsToPrint(pack, smallSubmission()).map(({ form, nominee }) => [form.id, nominee?.id]);
    expect(asked).toEqual([
      ['card', 'p-2'],
      ['card', 'p-1'],
      ['list', undefined],
      ['essay', undefined],
    ]);
  });
});
