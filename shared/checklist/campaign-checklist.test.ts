import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficeFacts, RoundFacts, UnitFacts } from '../api/checklist-methods.ts';
import { type CampaignPack, campaignSchema } from '../words/pack-schema.ts';
import { campaignChecklist, campaignOverSince } from './campaign-checklist.ts';
import type { Checklist, StepId } from './checklist-types.ts';

const campaign = campaignSchema.parse(
  JSON.parse(
    readFileSync(new URL('../../resources/campaigns/ggj-2021/campaign.json', import.meta.url), 'utf8'),
  ),
);
const pack: CampaignPack = {
  campaign,
  clauses: {},
  fields: { unit: [], collective: [], individual: [] },
  forms: [],
  rules: [],
  codes: {},
  quota: [],
};
const settings = { level: 'recommender', dueInclusive: true };
const day = '2021-09-15';

function round(over: Partial<RoundFacts> = {}): RoundFacts {
  return {
    round: 'preliminary',
    nominees: [{ id: 'n-1', name: '李𬱟', missing: 0, formId: 'annex-5' }],
    unitForms: [
      { formId: 'annex-3', title: '推荐对象汇总表', part: 'facts', missing: 0 },
      { formId: 'report-preliminary', title: '初审推荐工作报告', part: 'report', missing: 0 },
    ],
    quotas: [{ title: '先进个人', used: 1, quota: 1 }],
    quotaPlace: { formId: 'annex-11', fieldId: 'quotaIndividual' },
    errors: 0,
    unexplained: 0,
    notices: [
      {
        subjectId: 'n-1',
        name: '李𬱟',
        title: '本单位公示',
        start: '2021-09-06',
        end: '2021-09-10',
        workdays: 5,
        due: '2021-09-20',
        objections: false,
        handled: false,
        missing: 0,
        formId: 'annex-5',
      },
    ],
    consultations: [],
    stampDates: 0,
    papers: { due: 3, exported: 3, printed: 3, verified: 3, about: 'papers' },
    sent: null,
    answer: null,
    unsent: [],
    unaccepted: [],
    ...over,
  };
}

const later = round({
  round: 'formal',
  nominees: [],
  quotas: [],
  notices: [],
  papers: { due: 0, exported: 0, printed: 0, verified: 0, about: 'none' },
});

function unit(over: Partial<UnitFacts> = {}): UnitFacts {
  return {
    desk: 'recommender',
    paperOnly: false,
    packVersion: 3,
    packIssued: true,
    fingerprint: 'SHA256:x',
    enrolmentMade: true,
    keySheet: { formId: 'annex-11', title: '评选工作联系表', missing: 0, exported: true, printed: true },
    received: 0,
    untaken: 0,
    pendingSigners: 0,
    kinds: ['collective', 'individual'],
    rounds: [round(), later],
    hand: [{ round: 'campaign', step: 'enrolled', at: '2021-09-08T00:00:00.000Z', proof: null }],
    ownDeadlines: {},
    ...over,
  };
}

const list = (facts: UnitFacts | OfficeFacts, today = day): Checklist =>
  campaignChecklist({ facts, pack, settings, today });
const nextId = (facts: UnitFacts | OfficeFacts, today = day) => list(facts, today).next.step?.id;
const step = (made: Checklist, id: StepId) => made.steps.find((one) => one.id === id);

const sent = { digest: 'd', revision: 1, at: '2021-09-16T00:00:00.000Z', sameAsNow: true };
const accepted = { accepted: 1, rejected: 0, returned: [], unitToCorrect: false, unitChanged: false };
const fresh = unit({
  fingerprint: null,
  enrolmentMade: false,
  hand: [],
  keySheet: { formId: 'annex-11', title: '评选工作联系表', missing: 9, exported: false, printed: false },
  rounds: [
    round({
      nominees: [],
      notices: [],
      quotas: [{ title: '先进个人', used: 0, quota: null }],
      papers: { due: 1, exported: 0, printed: 0, verified: 0, about: 'none' },
    }),
    later,
  ],
});

describe('the five wrong moments of the first clerk (finding 7)', () => {
  it('a: begins with the sheet that is due first, not with a nominee, and asks for the quota before one', () => {
    expect(nextId(fresh, '2021-09-03')).toBe('enrol');
    const enrolled = { ...fresh, ...unit({ rounds: fresh.rounds }) };
    const { next } = list(enrolled, '2021-09-03');
    expect(next.step?.place).toEqual({
      page: 'form',
      subjectId: 'unit',
      formId: 'annex-11',
      fieldId: 'quotaIndividual',
    });
  });

  it('b: with one of three and none of three does not go on to the report, unless the clerk says that is all', () => {
    const few = round({
      quotas: [
        { title: '先进集体', used: 1, quota: 3 },
        { title: '先进个人', used: 0, quota: 3 },
      ],
      unitForms: [{ formId: 'report', title: '初审推荐工作报告', part: 'report', missing: 5 }],
    });
    expect(list(unit({ rounds: [few, later] })).next.step).toMatchObject({
      id: 'fill',
      place: { page: 'add' },
    });
    const said = {
      round: 'preliminary',
      step: 'listed',
      at: '2021-09-10T00:00:00.000Z',
      proof: null,
    } as const;
    expect(nextId(unit({ rounds: [few, later], hand: [...unit().hand, said] }))).toBe('report');
  });

  it('c: pack, key, sheet and enrolment come before all else, the key before the sheet that carries its print', () => {
    const ids = list(fresh).steps.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['pack', 'enrol', 'receive']);
    expect(nextId({ ...fresh, packIssued: false })).toBe('pack');
    expect(list(fresh).next.step).toMatchObject({ action: '生成密钥', place: { page: 'enrolment' } });
    const keyed = { ...fresh, fingerprint: 'SHA256:x' };
    expect(list(keyed).next.step?.action).toBe('填评选工作联系表');
    const filled = {
      ...keyed,
      keySheet: {
        ...unit().keySheet,
        formId: 'annex-11',
        title: '评选工作联系表',
        missing: 0,
        exported: true,
        printed: false,
      },
    };
    expect(list(filled).next.step?.action).toBe('去打印页');
    const printed = { ...filled, keySheet: { ...filled.keySheet, printed: true } };
    expect(list(printed).next.step?.action).toBe('导出登记包');
    expect(list({ ...printed, enrolmentMade: true }).next.step?.tick?.label).toBe('已盖章报送');
  });

  it('d: names the nominee that was taken over after the acceptance and never sent', () => {
    const late = round({
      sent: { ...sent, sameAsNow: false },
      answer: accepted,
      unsent: [{ id: 'n-2', name: '阿依古丽·买买提' }],
    });
    const { next } = list(unit({ rounds: [late, later] }));
    expect(next.step).toMatchObject({ id: 'seal', round: 'preliminary' });
    expect(next.why).toContain('阿依古丽·买买提');
    // Without it the next round begins.
    expect(nextId(unit({ rounds: [{ ...late, unsent: [] }, later] }))).toBe('choose');
    const refused = round({ round: 'formal', unaccepted: [{ id: 'n-3', name: '没有通过' }] });
    expect(nextId(unit({ rounds: [{ ...late, unsent: [] }, refused] }))).toBe('choose');
  });

  it('e: asks for the dates of the stamps before the package is made, and for nothing to be changed after', () => {
    const stamped = round({ stampDates: 3, papers: { ...round().papers, verified: 0 } });
    const before = list(unit({ rounds: [stamped, later] }));
    expect(before.next.step).toMatchObject({ id: 'compare' });
    expect(before.next.step?.words).toContain('3 处盖章日期没有补填');
    expect(step(before, 'seal')?.state).toBe('blocked');
    expect(nextId(unit({ rounds: [{ ...stamped, sent }, later] }))).toBe('deliver');
  });
});

describe('the way of a unit', () => {
  it('goes through notice, report, check, print, scan, package, delivery, answer', () => {
    const at = (over: Partial<RoundFacts>, hand: UnitFacts['hand'] = []) =>
      nextId(unit({ rounds: [round(over), later], hand: [...unit().hand, ...hand] }));
    expect(at({ nominees: [{ id: 'n-1', name: '李', missing: 3, formId: 'annex-5' }] })).toBe('fill');
    const notice = round().notices.map((one) => ({ ...one, start: null, end: null }));
    expect(at({ notices: notice })).toBe('notice');
    expect(at({ errors: 1 })).toBe('check');
    expect(at({ unexplained: 1 })).toBe('check');
    const papers = { due: 3, exported: 3, printed: 2, verified: 0, about: 'papers' };
    expect(at({ papers })).toBe('print');
    expect(at({ papers: { ...papers, printed: 3 } })).toBe('compare');
    const by = (name: 'compared' | 'delivered') =>
      ({ round: 'preliminary', step: name, at: '2021-09-16T00:00:00.000Z', proof: null }) as const;
    expect(at({ papers: { ...papers, printed: 3 } }, [by('compared')])).toBe('seal');
    expect(at({})).toBe('seal');
    expect(at({ sent })).toBe('deliver');
    expect(at({ sent }, [by('delivered')])).toBe('answer');
  });

  it('waits for a notice that runs, and says until when', () => {
    const running = round().notices.map((one) => ({ ...one, objections: null }));
    const { next } = list(unit({ rounds: [round({ notices: running, errors: 2 }), later] }), '2021-09-08');
    expect(next.step).toMatchObject({ id: 'notice', state: 'waiting', words: '公示中，到9月10日' });
    expect(nextId(unit({ rounds: [round({ notices: running }), later] }), '2021-09-11')).toBe('notice');
  });

  it('corrects what was sent back first, and hands in again when all of it was changed', () => {
    const back = { ...accepted, accepted: 0, returned: [{ id: 'n-1', name: '李𬱟', changed: false }] };
    expect(nextId(unit({ rounds: [round({ sent, answer: back }), later] }))).toBe('correct');
    const changed = { ...back, returned: [{ id: 'n-1', name: '李𬱟', changed: true }] };
    const resent = { ...sent, sameAsNow: false };
    expect(nextId(unit({ rounds: [round({ sent: resent, answer: changed, errors: 1 }), later] }))).toBe(
      'check',
    );
    expect(nextId(unit({ rounds: [round({ sent: resent, answer: changed }), later] }))).toBe('seal');
  });

  it('begins with what host units sent in, and with those that wait to be enrolled', () => {
    expect(nextId(unit({ received: 2, untaken: 2 }))).toBe('receive');
    expect(list(unit({ pendingSigners: 1 })).next.step?.place).toEqual({ page: 'signers' });
  });

  it('asks for consultations and the wider notice in the second round, and ends when it was accepted', () => {
    const formal = (over: Partial<RoundFacts>) =>
      unit({
        rounds: [round({ sent, answer: accepted }), round({ round: 'formal', quotas: [], ...over })],
      });
    const asked = { subjectId: 'n-1', name: '李𬱟', department: '纪检监察', state: 'missing' } as const;
    expect(nextId(formal({ consultations: [asked] }))).toBe('consult');
    expect(nextId(formal({ consultations: [{ ...asked, state: 'waiting' }] }))).toBe('consult');
    expect(nextId(formal({ consultations: [{ ...asked, state: 'refused' }] }))).toBe('consult');
    expect(nextId(formal({ sent, answer: accepted }))).toBeUndefined();
  });

  it('turns deadlines to what was reached, and counts by the day that the province has set', () => {
    const made = list(
      unit({ rounds: [round({ sent, answer: accepted }), later], ownDeadlines: { formalDue: '2021-11-01' } }),
    );
    expect(made.deadlines.map(({ id, reached }) => [id, reached])).toEqual([
      ['contact', '已报送'],
      ['preliminaryDue', '已报送'],
      ['formalDue', null],
    ]);
    expect(made.deadlines.at(-1)?.until).toEqual({
      date: '2021-11-01',
      lastWorkday: '2021-11-01',
      own: true,
    });
    expect(list(unit()).deadlines[1]?.reached).toBe('已打印');
    expect(
      list(unit({ rounds: [round({ papers: { ...round().papers, printed: 0 } }), later] })).deadlines[1]
        ?.reached,
    ).toBe('已填');
    expect(campaignOverSince(made.deadlines, '2021-12-01')).toBeNull();
    expect(campaignOverSince(made.deadlines, '2026-11-27')).toBe('2021-11-10');
  });

  it('of a host goes from the pack to the answer of its recommending unit', () => {
    const host = unit({ desk: 'host', rounds: [round({ unitForms: [], quotas: [] })] });
    expect(list(host).steps.map(({ id }) => id)).toEqual([
      'pack',
      'enrol',
      'fill',
      'notice',
      'check',
      'print',
      'compare',
      'seal',
      'deliver',
      'answer',
      'correct',
    ]);
    expect(step(list(host), 'deliver')?.title).toBe('交给推荐单位');
  });

  it('leaves out key, enrolment and package where the office takes paper only', () => {
    const paper = list(
      unit({ paperOnly: true, packIssued: false, fingerprint: null, enrolmentMade: false, hand: [] }),
    );
    expect(paper.steps.map(({ id }) => id)).not.toContain('pack');
    const words = JSON.stringify(paper);
    for (const gone of ['密钥', '登记包', '报送包', '反馈']) expect(words).not.toContain(gone);
    expect(paper.next.step).toMatchObject({ id: 'enrol', tick: { label: '已报送' } });
    const host = list(unit({ desk: 'host', paperOnly: true, keySheet: null, hand: [] }));
    expect(host.steps.map(({ id }) => id)[0]).toBe('fill');
  });
});

describe('the way of the office', () => {
  const office: OfficeFacts = {
    desk: 'office',
    packVersion: 3,
    hasKey: true,
    packIssued: true,
    enrolled: 2,
    pendingSigners: 0,
    quarantined: 0,
    rounds: [
      { round: 'preliminary', packages: 0, undecided: 0, unanswered: 0, accepted: 0 },
      { round: 'formal', packages: 0, undecided: 0, unanswered: 0, accepted: 0 },
    ],
    ownDeadlines: {},
  };
  it('issues, enrols, receives, reviews and answers', () => {
    const [preliminary, formal] = office.rounds;
    if (preliminary === undefined || formal === undefined) throw new Error('two rounds');
    const came = { ...preliminary, packages: 2, undecided: 3 };
    const at = (over: Partial<OfficeFacts>) => nextId({ ...office, ...over });
    expect(at({ packIssued: false, pendingSigners: 1 })).toBe('pack');
    expect(at({ pendingSigners: 1 })).toBe('enrol');
    expect(list(office).next.step).toMatchObject({ id: 'receive', state: 'waiting' });
    expect(at({ rounds: [came, formal] })).toBe('review');
    expect(at({ rounds: [{ ...came, undecided: 0, unanswered: 1 }, formal] })).toBe('reply');
    const second = { ...formal, packages: 1, undecided: 1 };
    expect(list({ ...office, rounds: [{ ...came, undecided: 0 }, second] }).next.step).toMatchObject({
      id: 'review',
      title: '复审',
    });
  });
});

/** Any state at all, likely or not. */
const anyRound = (id: RoundFacts['round']): fc.Arbitrary<RoundFacts> =>
  fc
    .record({
      people: fc.array(
        fc.record({
          missing: fc.nat(2),
          noticed: fc.constantFrom('no', 'soon', 'now', 'open', 'done', 'short'),
          consulted: fc.constantFrom('none', 'missing', 'waiting', 'agreed', 'refused'),
        }),
        { maxLength: 3 },
      ),
      facts: fc.nat(2),
      report: fc.nat(2),
      quota: fc.option(fc.nat(4)),
      errors: fc.nat(1),
      unexplained: fc.nat(1),
      printed: fc.nat(3),
      verified: fc.nat(3),
      sent: fc.option(fc.boolean()),
      answer: fc.option(fc.record({ accepted: fc.nat(1), returned: fc.nat(2), changed: fc.boolean() })),
      unsent: fc.boolean(),
    })
    .map((any): RoundFacts => {
      const nominees = any.people.map(({ missing }, at) => ({
        id: `n-${at}`,
        name: `甲${at}`,
        missing,
        formId: 'f',
      }));
      const dates = {
        no: [null, null, null],
        soon: ['2021-09-16', '2021-09-24', null],
        now: ['2021-09-13', '2021-09-17', null],
        open: ['2021-09-06', '2021-09-10', null],
        done: ['2021-09-06', '2021-09-10', false],
        short: ['2021-09-06', '2021-09-08', false],
      } as const;
      const sentNow = any.sent === null ? null : { ...sent, sameAsNow: any.sent };
      return round({
        round: id,
        nominees,
        unitForms: [
          { formId: 'a', title: '汇总表', part: 'facts', missing: any.facts },
          { formId: 'b', title: '报告', part: 'report', missing: any.report },
        ],
        quotas: id === 'preliminary' ? [{ title: '先进个人', used: nominees.length, quota: any.quota }] : [],
        errors: any.errors,
        unexplained: any.unexplained,
        notices: any.people.map(({ noticed }, at) => ({
          subjectId: `n-${at}`,
          name: `甲${at}`,
          title: '公示',
          start: dates[noticed][0],
          end: dates[noticed][1],
          objections: dates[noticed][2],
          workdays: 5,
          due: '2021-11-10',
          handled: false,
          missing: 0,
          formId: 'f',
        })),
        consultations: any.people.flatMap(({ consulted }, at) =>
          consulted === 'none'
            ? []
            : [{ subjectId: `n-${at}`, name: `甲${at}`, department: '公安', state: consulted }],
        ),
        papers: {
          due: 3,
          exported: 3,
          printed: Math.max(any.printed, any.verified),
          verified: any.verified,
          about: 'p',
        },
        sent: sentNow,
        answer:
          sentNow === null || any.answer === null
            ? null
            : {
                ...accepted,
                accepted: any.answer.accepted,
                returned: nominees.slice(0, any.answer.returned).map(({ id: n, name }) => ({
                  id: n,
                  name,
                  changed: any.answer?.changed === true && !sentNow.sameAsNow,
                })),
              },
        unsent: sentNow !== null && !sentNow.sameAsNow && any.unsent ? [{ id: 'n-9', name: '后来' }] : [],
      });
    });

const anyUnit: fc.Arbitrary<UnitFacts> = fc
  .record({
    host: fc.boolean(),
    paperOnly: fc.boolean(),
    packIssued: fc.boolean(),
    key: fc.boolean(),
    made: fc.boolean(),
    sheet: fc.record({ missing: fc.nat(1), exported: fc.boolean(), printed: fc.boolean() }),
    untaken: fc.nat(1),
    pending: fc.nat(1),
    first: anyRound('preliminary'),
    second: anyRound('formal'),
    hand: fc.uniqueArray(
      fc.constantFrom<[UnitFacts['hand'][number]['round'], UnitFacts['hand'][number]['step']]>(
        ['campaign', 'pack'],
        ['campaign', 'enrolled'],
        ['preliminary', 'listed'],
        ['preliminary', 'compared'],
        ['preliminary', 'delivered'],
        ['preliminary', 'closed'],
        ['formal', 'compared'],
        ['formal', 'delivered'],
      ),
    ),
  })
  .map((any) =>
    unit({
      desk: any.host ? 'host' : 'recommender',
      paperOnly: any.paperOnly,
      packIssued: any.packIssued,
      fingerprint: any.key ? 'SHA256:x' : null,
      enrolmentMade: any.key && any.made,
      keySheet: { formId: 'k', title: '联系表', ...any.sheet },
      received: any.untaken,
      untaken: any.host ? 0 : any.untaken,
      pendingSigners: any.host ? 0 : any.pending,
      rounds: [any.first, any.second],
      hand: any.hand.map(([where, what]) => ({ round: where, step: what, at: sent.at, proof: null })),
    }),
  );

describe('the next step at any moment', () => {
  it('is never one already done, nor one whose precondition is not met', () => {
    fc.assert(
      fc.property(anyUnit, (facts) => {
        const made = list(facts);
        const { step: now } = made.next;
        const said = (where: string, what: string) =>
          facts.hand.some((one) => one.round === where && one.step === what);
        if (now === null) {
          expect(
            made.steps.every(({ state }) => state === 'done' || state === 'optional' || state === 'blocked'),
          ).toBe(true);
          return;
        }
        expect(made.steps.filter((one) => one === now)).toHaveLength(1);
        expect(['todo', 'waiting']).toContain(now.state);
        // Told from the facts themselves, not from the steps.
        const here = facts.rounds.find((one) => one.round === now.round);
        if (here === undefined) return;
        const filled = here.nominees.length > 0 && here.nominees.every(({ missing }) => missing === 0);
        const noticed = here.notices.every(
          ({ end, objections }) => end !== null && end < day && objections === false && end >= '2021-09-10',
        );
        const agreed = here.consultations.every(({ state }) => state === 'agreed');
        const whole = here.unitForms.every(({ missing }) => missing === 0);
        const clean = here.errors + here.unexplained === 0;
        const printed = here.papers.printed >= here.papers.due;
        const compared = here.papers.verified >= here.papers.due || said(here.round, 'compared');
        const handed = here.sent?.sameAsNow === true;
        const uncorrected = here.answer?.returned.some(({ changed }) => !changed) === true;
        if (now.round === 'formal') {
          const [first] = facts.rounds;
          const over =
            first?.answer != null &&
            first.answer.accepted > 0 &&
            first.answer.returned.length === 0 &&
            first.unsent.length === 0;
          expect(over || here.sent !== null).toBe(true);
        }
        const before: Partial<Record<StepId, boolean>> = {
          consult: filled,
          notice: filled && agreed,
          report: filled && agreed && noticed,
          check: filled && agreed && noticed && whole,
          print: filled && agreed && noticed && whole && clean,
          compare: filled && agreed && noticed && whole && clean && printed,
          seal: filled && agreed && noticed && whole && clean && printed && compared,
          deliver: handed,
          answer: handed && said(here.round, 'delivered'),
          correct: here.answer !== null,
        };
        expect(before[now.id] ?? true).toBe(true);
        if (uncorrected && now.id !== 'choose') expect(now.id).toBe('correct');
        const already: Partial<Record<StepId, boolean>> = {
          report: here.unitForms.every(({ part, missing }) => part !== 'report' || missing === 0),
          check: clean,
          print: printed,
          compare: compared,
          seal: handed,
          deliver: said(here.round, 'delivered') || (here.answer !== null && handed),
          answer: here.answer !== null && handed,
        };
        expect(already[now.id] ?? false).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
