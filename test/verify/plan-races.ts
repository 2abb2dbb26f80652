import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiResult } from '../../shared/api.ts';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import { Random } from '../fuzz/random.ts';
import { DeskLoop } from '../support/desk-loop.ts';

type Plan = ApiResult<'seal.plan'>;

/** What came of many sealings during which something else happened. */
export interface RaceFigures {
  readonly rounds: number;
  readonly sealed: number;
  readonly encrypted: number;
  readonly plain: number;
  /** Refused since the plan was not the one that was shown. */
  readonly refused: number;
  /** Refused since nobody was there to encrypt for. */
  readonly missing: number;
  /** Everything that must not be; empty when the program is right. */
  readonly faults: readonly string[];
}

const reason = '收件单位来函要求';

/**
 * Seals `count` times in a host unit's workspace while another window changes records, choices and keys before and during
 * the sealing, or seals the same plan. Whatever is written must be what the plan said: its name, number and encryption,
 * readable for its recipient, recorded; and a plan that had changed before must be refused. Same seed, same course.
 */
export async function planRaces(count: number, seed: number): Promise<RaceFigures> {
  const loop = new DeskLoop();
  const source = new Random(seed);
  const pick = (limit: number): number => source.below(limit);
  const faults: string[] = [];
  const figures = { sealed: 0, encrypted: 0, plain: 0, refused: 0, missing: 0 };
  try {
    const office = await loop.office();
    const uppers = [
      await loop.unit('示例省机关事务管理局', 'recommender', office, null),
      await loop.unit('另一省机关事务管理局', 'recommender', office, null),
    ];
    const host = await loop.unit('云麓市机关事务服务中心', 'host', office, 'enterprise-leader');
    const { client } = host;
    const [nominee = ''] = host.ids.values();
    const save = async (id: string, changes: Record<string, string>): Promise<void> => {
      const { revision } = await client.call('record.get', { id });
      await client.call('record.save', { id, baseRevision: revision, changes });
    };
    for (const upper of uppers) {
      await loop.take(client, upper.enrolment);
      await loop.take(upper.client, host.enrolment);
      await upper.client.call('signers.enrol', { fingerprint: host.fingerprint, typed: host.fingerprint });
    }
    let edits = 0;
    const enrolled = new Set<string>();
    const changes = [
      () => {
        edits += 1;
        return save(nominee, { 'unitNotice.scope': `公告栏${edits}` });
      },
      async () => {
        const fingerprint = uppers[pick(uppers.length)]?.fingerprint ?? '';
        if (enrolled.has(fingerprint)) return;
        enrolled.add(fingerprint);
        await client.call('signers.enrol', { fingerprint, typed: fingerprint });
      },
      async () => {
        const [warning] = await client.call('findings.list', { round: 'preliminary' });
        edits += 1;
        if (warning !== undefined)
          await client.call('findings.explain', { key: warning.key, text: `另作说明 ${edits}。` });
      },
    ];
    const change = () => changes[pick(changes.length)]?.() ?? Promise.resolve();
    const look = (recipient: string | undefined, plain: boolean): Promise<Plan> =>
      client.call('seal.plan', {
        round: 'preliminary',
        plain,
        ...(recipient === undefined ? {} : { recipient }),
      });

    for (let round = 0; round < count; round += 1) {
      const recipient = uppers[pick(uppers.length)]?.fingerprint;
      const plain = pick(4) === 0;
      const seen = await look(recipient, plain);
      if (pick(3) === 0) await change();
      const stale = (await look(recipient, plain)).planDigest !== seen.planDigest;
      const seal = (jobId: string) =>
        client
          .call('seal.run', {
            round: 'preliminary',
            target: loop.folder(client),
            jobId,
            planDigest: seen.planDigest,
            ...(recipient === undefined ? {} : { recipient }),
            ...(plain ? { plain: { reason } } : {}),
          })
          .catch((thrown: unknown) => (thrown instanceof JianbiaoError ? thrown.code : String(thrown)));
      const running = [seal(`a${round}`), ...(pick(4) === 0 ? [seal(`b${round}`)] : [])];
      const during = (async () => {
        for (let turn = pick(30); turn > 0; turn -= 1) await new Promise((next) => setImmediate(next));
        if (pick(2) === 0) await change();
      })();
      const answers = await Promise.all(running);
      await during;
      const done = answers.filter((answer) => typeof answer !== 'string');
      if (done.length > 1) faults.push(`round ${round}: one plan was sealed twice`);
      if (done.length > 0 && stale) faults.push(`round ${round}: a changed plan was sealed`);
      for (const answer of answers) {
        if (answer === 'seal-plan-changed') figures.refused += 1;
        else if (answer === 'seal-recipient-missing' || answer === 'seal-recipient-choose')
          figures.missing += 1;
        else if (typeof answer === 'string') faults.push(`round ${round}: ${answer}`);
        else {
          const age = readFileSync(join(loop.stick, answer.fileName)).subarray(0, 4).toString() === 'age-';
          figures.sealed += 1;
          figures[age ? 'encrypted' : 'plain'] += 1;
          if (age !== (seen.encryption === 'encrypted') || age !== answer.encrypted)
            faults.push(`round ${round}: planned ${seen.encryption}, written ${age ? 'encrypted' : 'plain'}`);
          if (answer.fileName !== seen.fileName || answer.revision !== seen.revision)
            faults.push(`round ${round}: planned ${seen.fileName}, written ${answer.fileName}`);
          if (age) {
            const reader = uppers.find(({ fingerprint }) => fingerprint === seen.recipient?.fingerprint);
            const [came] = reader === undefined ? [] : await loop.take(reader.client, answer.fileName);
            if (came?.outcome !== 'imported')
              faults.push(`round ${round}: its recipient says ${came?.problems[0]?.code ?? 'nothing'}`);
          }
        }
      }
      const history = await client.call('seal.history', {});
      if (history.length !== figures.sealed) faults.push(`round ${round}: sealed and recorded differ`);
      if (new Set(history.map(({ revision }) => revision)).size !== history.length)
        faults.push(`round ${round}: a number was used twice`);
      const known = new Set(history.map(({ fileName }) => fileName));
      const stray = readdirSync(loop.stick).filter(
        (name) => name.includes('-preliminary-') && !known.has(name),
      );
      if (stray.length > 0) faults.push(`round ${round}: ${stray.join()} is not on record`);
    }
    return { rounds: count, ...figures, faults };
  } finally {
    await loop.close();
  }
}
