import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '../../electron/engine/pack/load-pack.ts';
import {
  packDigest,
  signKeyChange,
  type UnitKey,
  unitCode,
  verifyPackage,
} from '../../electron/engine/seal/index.ts';
import { canonicalJson } from '../../shared/ground/canonical-json.ts';
import type { PackageKind } from '../../shared/ground/package-kinds.ts';
import type { CampaignPack } from '../../shared/words/pack-schema.ts';
import { craftPackage } from '../conformance/crafted-package.ts';
import { fixedKey } from '../conformance/sample-packages.ts';
import { Random } from '../fuzz/random.ts';
import { campaignsDir, DeskLoop } from '../support/desk-loop.ts';

/** What became of one part of the matrix. */
export interface MatrixRow {
  readonly kind: PackageKind;
  readonly lineage: 'known' | 'new';
  readonly tried: number;
  readonly taken: number;
  /** Taken though not all of one unit. */
  readonly wronglyTaken: readonly string[];
  /** All of one unit, and refused. */
  readonly wronglyRefused: readonly string[];
  /** Why the others were refused, and how often. */
  readonly reasons: Readonly<Record<string, number>>;
}

const four = [0, 1, 2, 3] as const;
const unitNames = ['示例省甲局', '示例省乙局', '示例省丙厅', '示例省丁厅'] as const;

/** One choice on each axis: Source-Organization, the document's unit, the signing principal, Jianbiao-Unit. */
interface Choice {
  readonly organization: number;
  readonly form: number;
  readonly principal: number;
  readonly code: number;
}

function allChoices(): Choice[] {
  return four.flatMap((organization) =>
    four.flatMap((form) =>
      four.flatMap((principal) => four.map((code) => ({ organization, form, principal, code }))),
    ),
  );
}

/** The consistent ones, and as many others as asked for. */
function choices(sample: number | undefined, random: Random): Choice[] {
  const all = allChoices();
  if (sample === undefined) return all;
  const right = all.filter(isOne);
  const wrong = all.filter((choice) => !isOne(choice));
  // One step away from a good one is what somebody would try.
  const near = wrong.filter(({ organization, form, principal, code }) => {
    const counts = four.map(
      (unit) => [organization, form, principal, code].filter((at) => at === unit).length,
    );
    return Math.max(...counts) === 3;
  });
  const picked = Array.from({ length: sample }, (_, turn) => {
    const from = turn % 2 === 0 ? near : wrong;
    return from[random.below(from.length)] ?? from[0];
  });
  return [...new Set([...right, ...picked.flatMap((choice) => choice ?? [])])];
}

function isOne({ organization, form, principal, code }: Choice): boolean {
  return organization === form && form === principal && principal === code;
}

function described(choice: Choice): string {
  return `org ${choice.organization}, form ${choice.form}, key ${choice.principal}, code ${choice.code}`;
}

function nameAt(index: number): string {
  return unitNames[index] ?? '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Imports a batch of crafted files and holds the outcomes against what each choice deserves. */
async function judge(
  loop: DeskLoop,
  client: Parameters<DeskLoop['take']>[0],
  about: Pick<MatrixRow, 'kind' | 'lineage'>,
  files: readonly { readonly choice: Choice; readonly bytes: Buffer }[],
  deserves: (choice: Choice) => boolean = isOne,
): Promise<MatrixRow> {
  const named = files.map((file, at) => ({
    ...file,
    name: `${about.kind}-${about.lineage}-${String(at).padStart(3, '0')}.zip`,
  }));
  for (const { name, bytes } of named) writeFileSync(join(loop.stick, name), bytes);
  const outcomes = await loop.take(client, ...named.map(({ name }) => name));
  const row = { taken: 0, wronglyTaken: [] as string[], wronglyRefused: [] as string[] };
  const reasons: Record<string, number> = {};
  for (const [at, outcome] of outcomes.entries()) {
    const file = named[at];
    if (file === undefined || outcome.fileName !== file.name) throw new Error('judge: outcomes out of order');
    const taken = ['imported', 'superseded', 'duplicate'].includes(outcome.outcome);
    if (taken) row.taken += 1;
    if (taken && !deserves(file.choice)) row.wronglyTaken.push(described(file.choice));
    const reason = outcome.problems[0]?.code ?? '';
    if (!taken && deserves(file.choice)) row.wronglyRefused.push(`${described(file.choice)}: ${reason}`);
    if (!taken) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { ...about, tried: files.length, ...row, reasons };
}

/** A package that is good but for what its choice puts into it. */
function craft(
  pack: CampaignPack,
  kind: PackageKind,
  about: {
    readonly organization: string;
    readonly code: string;
    readonly signer: UnitKey;
    readonly document: unknown;
    readonly revision?: number;
    readonly recipient?: string;
  },
): Promise<Buffer> {
  const { organization, code, signer, document, revision = 1, recipient } = about;
  const head = pack.campaign.id;
  return craftPackage({
    document: canonicalJson(document),
    payload: [],
    signer,
    info: {
      kind,
      organization,
      unit: code,
      revision,
      identifier: `${head}-${code}-${kind}-r${revision}`,
      campaign: pack.campaign.id,
      packDigest: packDigest(pack),
      recipient: recipient ?? null,
    },
  });
}

function submission(pack: CampaignPack, name: string, submissionId: string, revision: number) {
  return {
    format: 'jianbiao-submission/1',
    campaign: { id: pack.campaign.id, version: pack.campaign.version },
    round: 'preliminary',
    submissionId,
    revision,
    unit: { id: 'unit', content: { [pack.campaign.unitNameField]: name } },
    nominees: [{ id: 'n1', kind: 'individual', order: 1, content: {} }],
    settings: {},
    explanations: {},
    attachments: [],
  };
}

function enrolment(pack: CampaignPack, name: string, key: UnitKey) {
  return {
    format: 'jianbiao-enrolment/1',
    campaign: { id: pack.campaign.id, version: pack.campaign.version },
    unit: { name, content: { [pack.campaign.unitNameField]: name } },
    publicKey: key.publicKey.line,
    fingerprint: key.publicKey.fingerprint,
  };
}

const keys = unitNames.map((name) => fixedKey(`matrix ${name}`));

function keyAt(index: number): UnitKey {
  const key = keys[index];
  if (key === undefined) throw new RangeError('keyAt');
  return key;
}

/** Enrols units of the matrix at a receiver. */
async function enrolUnits(
  loop: DeskLoop,
  client: Parameters<DeskLoop['take']>[0],
  pack: CampaignPack,
  units: readonly number[],
): Promise<void> {
  for (const at of units) {
    const [name, key] = [nameAt(at), keyAt(at)];
    const file = `enrol-${at}.zip`;
    const document = enrolment(pack, name, key);
    writeFileSync(
      join(loop.stick, file),
      await craft(pack, 'enrolment', { organization: name, code: unitCode(name), signer: key, document }),
    );
    await loop.take(client, file);
    const { fingerprint } = key.publicKey;
    await client.call('signers.enrol', { fingerprint, typed: fingerprint });
  }
}

/** Submissions and enrolments, as the office gets them. */
async function atOffice(sample: number | undefined, random: Random): Promise<MatrixRow[]> {
  const loop = new DeskLoop();
  try {
    const client = await loop.workspace('领导小组办公室', 'office');
    const pack = await loadPack(join(campaignsDir, 'ggj-2021'));
    await enrolUnits(loop, client, pack, four);
    const idOf = (unit: number): string => `s-${sha256(`known ${unit}`).slice(0, 12)}`;
    for (const unit of four) {
      const file = `first-${unit}.zip`;
      const name = nameAt(unit);
      const document = submission(pack, name, idOf(unit), 1);
      writeFileSync(
        join(loop.stick, file),
        await craft(pack, 'preliminary', {
          organization: name,
          code: unitCode(name),
          signer: keyAt(unit),
          document,
        }),
      );
      const [outcome] = await loop.take(client, file);
      if (outcome?.outcome !== 'imported') throw new Error(`atOffice: ${JSON.stringify(outcome?.problems)}`);
    }
    const rows: MatrixRow[] = [];
    for (const lineage of ['known', 'new'] as const) {
      const files = [];
      for (const [at, choice] of choices(sample, random).entries()) {
        const known = lineage === 'known';
        const id = known ? idOf(choice.form) : `s-${sha256(`new ${at}`).slice(0, 12)}`;
        const revision = known ? 2 : 1;
        const bytes = await craft(pack, 'preliminary', {
          organization: nameAt(choice.organization),
          code: unitCode(nameAt(choice.code)),
          signer: keyAt(choice.principal),
          document: submission(pack, nameAt(choice.form), id, revision),
          revision,
        });
        files.push({ choice, bytes });
      }
      rows.push(await judge(loop, client, { kind: 'preliminary', lineage }, files));
    }
    for (const lineage of ['known', 'new'] as const) {
      const files = [];
      for (const [at, choice] of choices(sample, random).entries()) {
        // A known key asks again; a new one is vouched for by the key of its principal.
        const old = keyAt(choice.principal);
        const key = lineage === 'known' ? old : fixedKey(`matrix new ${at}`);
        const keyChange = {
          oldFingerprint: old.publicKey.fingerprint,
          signature: await signKeyChange(pack.campaign.id, old, key.publicKey),
        };
        const bytes = await craft(pack, 'enrolment', {
          organization: nameAt(choice.organization),
          code: unitCode(nameAt(choice.code)),
          signer: key,
          document: {
            ...enrolment(pack, nameAt(choice.form), key),
            ...(lineage === 'known' ? {} : { keyChange }),
          },
        });
        files.push({ choice, bytes });
      }
      rows.push(await judge(loop, client, { kind: 'enrolment', lineage }, files));
    }
    return rows;
  } finally {
    await loop.close();
  }
}

/** What an answer to the package says; `round` and its like are the package's own. */
function answer(pack: CampaignPack, kind: 'feedback' | 'receipt', digest: string, submissionId: string) {
  const common = {
    campaign: { id: pack.campaign.id, version: pack.campaign.version },
    packageDigest: digest,
    submissionId,
    revision: 1,
  };
  return kind === 'feedback'
    ? {
        ...common,
        format: 'jianbiao-feedback/1',
        round: 'preliminary',
        general: '',
        unitComments: [],
        decisions: [],
        decidedOn: '2021-09-20',
      }
    : {
        ...common,
        format: 'jianbiao-receipt/1',
        packageKind: 'preliminary',
        receivedAt: '2021-09-20T08:00:00Z',
        findings: { error: 0, warning: 0, info: 0 },
      };
}

/**
 * Feedback and receipts, as a host unit gets them that has sealed for the first of the four. An answer names no unit inside:
 * the form axis is the package it answers, its own and three that others sealed; the code axis begins with the code of the
 * unit that is answered.
 */
async function atHost(sample: number | undefined, random: Random): Promise<MatrixRow[]> {
  const loop = new DeskLoop();
  try {
    const office = await loop.office();
    const { client } = await loop.unit('示例市服务中心', 'host', office, 'province');
    const pack = await loadPack(join(campaignsDir, 'ggj-2021'));
    await enrolUnits(loop, client, pack, [0]);
    const sealed = await loop.seal(client, 'preliminary', false);
    await enrolUnits(loop, client, pack, [1, 2, 3]);
    const ownCode = sealed.fileName.replace(/^.*?-2021-/, '').replace(/-preliminary-r1.*$/, '');
    const { submissionId } = await submissionInside(join(loop.stick, sealed.fileName));
    const rows: MatrixRow[] = [];
    for (const kind of ['feedback', 'receipt'] as const) {
      for (const lineage of ['new', 'known'] as const) {
        const files = [];
        for (const choice of choices(sample, random)) {
          const revision = lineage === 'new' ? 1 : 2;
          const digest = choice.form === 0 ? sealed.digest : sha256(`another ${choice.form}`);
          const bytes = await craft(pack, kind, {
            organization: nameAt(choice.organization),
            code: choice.code === 0 ? `${ownCode.slice(0, 14)}-p1` : unitCode(nameAt(choice.code)),
            signer: keyAt(choice.principal),
            document: answer(pack, kind, digest, submissionId),
            revision,
          });
          files.push({ choice, bytes });
        }
        const deserves = (choice: Choice): boolean => isOne(choice) && choice.form === 0;
        rows.push(await judge(loop, client, { kind, lineage }, files, deserves));
      }
    }
    return rows;
  } finally {
    await loop.close();
  }
}

/** The submission in a plain package. */
async function submissionInside(path: string): Promise<{ readonly submissionId: string }> {
  const result = await verifyPackage(path, { trust: null });
  if (!result.ok) throw new Error(`submissionInside: ${JSON.stringify(result.problems)}`);
  const { document } = result.package;
  await result.package.close();
  if (document.kind !== 'preliminary') throw new Error('submissionInside: another kind');
  return document.value;
}

/**
 * Source-Organization × the document's unit × signing principal × Jianbiao-Unit over four units, in known and new lineages,
 * for every kind a receiver takes: only what is of one unit is taken. `sample` is how many of the wrong ones are tried in
 * each part; without it all 252.
 */
export async function nameMatrix(options: {
  readonly sample?: number;
  readonly seed: number;
}): Promise<MatrixRow[]> {
  const random = new Random(options.seed);
  return [...(await atOffice(options.sample, random)), ...(await atHost(options.sample, random))];
}
