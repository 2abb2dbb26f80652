import { join } from 'node:path';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import { loadSample } from '../../electron/engine/pack/load-sample.ts';
import { idCheckCharacter } from '../../shared/identifiers/id-number.ts';
import { photoFileName } from '../../shared/identifiers/person-name.ts';
import { checkSubject } from '../../shared/rules/check-subject.ts';
import { checkSubmission } from '../../shared/rules/engine.ts';
import { attachmentRef, type Content } from '../../shared/words/content.ts';
import type { Submission } from '../../shared/words/submission-schema.ts';
import { type Bench, type BenchRow, medianMs } from './bench.ts';

const packDir = join(import.meta.dirname, '../../resources/campaigns/ggj-2021');

/** A person of their own: another name, ID number and photo name, so that nothing but the work itself is measured. */
function person(model: Content, at: number): Content {
  const name = `陈${String.fromCodePoint(0x4e00 + at)}`;
  const first = `${String(model.idNumber).slice(0, 14)}${String(at * 2 + 1).padStart(3, '0')}`;
  const photo = { ...attachmentRef.parse(model.photo), name: photoFileName(name, String(model.birth)) };
  return { ...structuredClone(model), name, idNumber: first + idCheckCharacter(first), photo };
}

/** A formal submission of 120 collectives and 120 individuals, each with its full deeds (design: budgets). */
async function fullSubmission(): Promise<Submission> {
  const { submission } = await loadSample(packDir, 'province-formal');
  const kinds = ['collective', 'individual'] as const;
  const nominees = kinds.flatMap((kind) => {
    const models = submission.nominees.filter((nominee) => nominee.kind === kind);
    return Array.from({ length: 120 }, (_, at) => {
      const model = models[at % models.length];
      if (model === undefined) throw new Error(`sample has no ${kind}`);
      const content =
        kind === 'individual' ? person(model.content, at) : { ...model.content, name: `第${at + 1}集体` };
      return { id: `${kind[0]}${at + 1}`, kind, order: at + 1, content };
    });
  });
  return { ...submission, nominees, preliminary: { digest: '', nominees } };
}

/** Checking a whole submission of 240 nominees, and one nominee while typing. */
export const bench: Bench = async () => {
  const pack = await loadPack(packDir);
  const submission = await fullSubmission();
  const whole = await medianMs(() => void checkSubmission(pack, submission));
  const one = await medianMs(() => void checkSubject(pack, submission, 'i60'), 21);
  const row = (what: string, ms: number, limit: number): BenchRow => ({
    what,
    measured: `${ms.toFixed(1)} ms`,
    against: `limit ${limit} ms`,
    ratio: ms / limit,
    allowed: 1,
  });
  return [
    row(`${pack.rules.length} rules on ${submission.nominees.length} nominees`, whole, 200),
    row('all rules on one nominee while typing', one, 16),
  ];
};
