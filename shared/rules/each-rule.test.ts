import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { listSamples, loadSample } from '../../electron/engine/pack/load-sample.ts';
import { ruleBreaks } from '../../test/fixtures/rules/all-breaks.ts';
import { badPhoto } from '../../test/fixtures/rules/same-breaks.ts';
import type { Finding } from '../words/rule-schema.ts';
import type { Submission } from '../words/submission-schema.ts';
import { checkSubject } from './check-subject.ts';
import { checkSubmission } from './engine.ts';
import type { RuledPack } from './ruled-pack.ts';

const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');
const samples = new Map<string, Submission>();
const badPictures = new Map([[badPhoto, '文件不完整']]);
let pack: RuledPack;

beforeAll(async () => {
  pack = await loadPack(packDir);
  for (const id of await listSamples(packDir)) samples.set(id, (await loadSample(packDir, id)).submission);
});

function sample(id: string): Submission {
  const found = samples.get(id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return structuredClone(found);
}

/** What a change adds to a sample's own findings. */
function added(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.map((finding) => finding.key));
  return after.filter((finding) => !known.has(finding.key));
}

describe('every rule of the campaign', () => {
  it('has a break here, and every break has a rule', () => {
    expect(Object.keys(ruleBreaks).sort()).toEqual(pack.rules.map((rule) => rule.id).sort());
  });

  it.each(Object.entries(ruleBreaks))('%s: broken, it alone speaks', (id, how) => {
    const used = structuredClone(pack);
    how.pack?.(used);
    const submission = sample(how.base);
    const clock = { badPictures, ...(how.today === undefined ? {} : { today: how.today }) };
    const before = checkSubmission(pack, submission, clock);
    how.fail(submission);
    const findings = added(before, checkSubmission(used, submission, clock));
    const allowed = new Set([id, ...(how.also ?? [])]);
    expect(findings.filter((finding) => !allowed.has(finding.ruleId))).toEqual([]);
    const own = findings.filter((finding) => finding.ruleId === id);
    const rule = pack.rules.find((item) => item.id === id);
    const found = own.find((finding) => finding.subjectId === how.subjectId);
    expect(found).toMatchObject({
      severity: how.severity ?? rule?.severity,
      clause: rule?.clause,
      ...(how.fieldId === undefined ? {} : { fieldId: how.fieldId }),
    });
    // A finding names the form that holds the field, and leaves no blank of its sentences open.
    if (how.fieldId !== undefined) {
      const form = pack.forms.find((item) => item.id === found?.formId);
      expect(form?.sections.flatMap((section) => section.fields)).toContain(how.fieldId);
    }
    expect(`${found?.message}${found?.fix}`).not.toMatch(/[{}]|undefined|null/);
    expect(found?.message.length).toBeGreaterThan(8);
  });

  const edges = Object.entries(ruleBreaks).flatMap(([id, how]) =>
    how.edge === undefined ? [] : [[id, how.base, how.edge, how.pack, how.today] as const],
  );
  it.each(edges)('%s: at the edge it keeps silent', (id, base, edge, change, today) => {
    const used = structuredClone(pack);
    change?.(used);
    const submission = sample(base);
    const clock = { badPictures, ...(today === undefined ? {} : { today }) };
    const before = checkSubmission(pack, submission, clock);
    edge(submission);
    const findings = added(before, checkSubmission(used, submission, clock));
    expect(findings.filter((finding) => finding.ruleId === id)).toEqual([]);
  });
});

describe('the shipped samples', () => {
  it('cover every type of unit and pass without an error or an unexplained warning', () => {
    expect([...samples.keys()]).toEqual([
      'central-organ',
      'corps',
      'enterprise-collective',
      'enterprise-leader',
      'province',
      'province-formal',
    ]);
    for (const submission of samples.values()) {
      const findings = checkSubmission(pack, submission);
      expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
      expect(findings.filter((item) => item.severity === 'warning' && !item.explanation)).toEqual([]);
    }
  });

  it('give the same findings for one nominee alone', () => {
    for (const submission of samples.values()) {
      const whole = checkSubmission(pack, submission);
      for (const { id } of submission.nominees) {
        const alone = checkSubject(pack, submission, id);
        expect(whole).toEqual(expect.arrayContaining(alone));
      }
    }
  });
});

describe('messages', () => {
  it('never show a whole ID number or telephone number', () => {
    for (const [id, how] of Object.entries(ruleBreaks)) {
      const submission = sample(how.base);
      how.fail(submission);
      for (const finding of checkSubmission(pack, submission))
        expect(`${id} ${finding.message}${finding.fix}`).not.toMatch(/\d{17}[\dX]|1[3-9]\d{9}|\d{15}/);
    }
  });
});
