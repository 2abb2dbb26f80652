import { join } from 'node:path';
import { paths } from '../../../build/kit/paths.ts';
import { runDemo } from '../../../electron/cli/demo/demo-loop.ts';
import { fillFromSample } from '../../../electron/cli/demo/sample-desk.ts';
import {
  createWithoutKeeping,
  type EngineClient,
  openEngine,
} from '../../../electron/cli/kit/engine-client.ts';
import { loadSample, type SampleSubmission } from '../../../electron/engine/pack/load-sample.ts';
import { samplePhoto } from '../../../electron/engine/pack/sample-photo.ts';
import { leastLogN } from '../../../electron/engine/store/key-wrap.ts';
import { idCheckCharacter } from '../../../shared/identifiers/id-number.ts';
import type { Content } from '../../../shared/words/content.ts';

const CAMPAIGNS = join(paths.root, 'resources', 'campaigns');
const PACK_DIR = join(CAMPAIGNS, 'ggj-2021');

/** The passphrase of every workspace made here. */
export const WORLD_PASSPHRASE = 'jianbiao-demo';

/** The day on which everything here is looked at: before the preliminary deadline, after what the samples say was done. */
export const WORLD_DAY = '2021-09-16T02:00:00Z';

/** The moment at which what went through both rounds is looked at: after the demo's last answer (`makeLoop`). */
export const LOOP_DAY = '2021-11-10T08:00:00Z';

/** Workspaces by the state they are in; the values are their names on the start page. */
export const WORLDS = {
  /** Nothing entered yet. */
  empty: '空白省机关事务管理局',
  /** Begun: some fields, one nominee complete, one hardly touched. */
  half: '过半省机关事务管理局',
  /** 20 collectives and 40 individuals, complete. */
  full: '足额省机关事务管理局',
  /** Every kind of mistake that a clerk makes. */
  errors: '有误省机关事务管理局',
  /** Names of more than 30 characters, rare characters, names with a middle dot. */
  names: '长名省直属机关事务管理和公共机构节约能源资源工作综合服务保障中心（示例）',
} as const;

type Nominee = SampleSubmission['submission']['nominees'][number];

function nomineeOf(sample: SampleSubmission, kind: Nominee['kind'], at = 0): Nominee {
  const all = sample.submission.nominees.filter((nominee) => nominee.kind === kind);
  const found = all[at % all.length];
  if (found === undefined) throw new Error(`the sample has no ${kind}`);
  return found;
}

/** The sample with another unit name and other nominees. */
function variant(
  sample: SampleSubmission,
  unitName: string,
  nominees: readonly Nominee[],
  unit: Content = {},
): SampleSubmission {
  const { submission, files } = sample;
  return {
    files,
    submission: {
      ...submission,
      unit: { ...submission.unit, content: { ...submission.unit.content, ...unit, unitName } },
      nominees: [...nominees],
    },
  };
}

function called(nominee: Nominee, id: string, order: number, changes: Content): Nominee {
  return { ...nominee, id, order, content: { ...nominee.content, ...changes } };
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏';
const GIVEN = [
  '景和',
  '若溪',
  '知秋',
  '明远',
  '雨薇',
  '子衡',
  '承志',
  '立诚',
  '思齐',
  '安澜',
  '望舒',
  '怀瑾',
];

/** An ID number of its own for the nth person of this area, birth and sex (GB 11643). */
function idNumberOf(model: Nominee, at: number): string {
  const { idNumber, sex } = model.content;
  const first14 = String(idNumber).slice(0, 14);
  const sequence = String(100 + at * 2 + (sex === '1' ? 1 : 0));
  return `${first14}${sequence}${idCheckCharacter(`${first14}${sequence}`)}`;
}

function personName(at: number): string {
  return `${SURNAMES[at % SURNAMES.length]}${GIVEN[(at * 5) % GIVEN.length]}`;
}

/** `collectives` and `individuals` copies of the sample's nominees under names of their own. */
function crowd(sample: SampleSubmission, collectives: number, individuals: number): Nominee[] {
  return [
    ...Array.from({ length: collectives }, (_, at) =>
      called(nomineeOf(sample, 'collective', at), `c${at + 1}`, at + 1, {
        name: `云麓市第${at + 1}机关事务服务中心`,
      }),
    ),
    ...Array.from({ length: individuals }, (_, at) => {
      const model = nomineeOf(sample, 'individual', at);
      return called(model, `i${at + 1}`, at + 1, {
        name: personName(at),
        idNumber: idNumberOf(model, at),
      });
    }),
  ];
}

function halfDone(sample: SampleSubmission): SampleSubmission {
  const { photo, deeds, resume, briefDeeds, idNumber, ...begun } = nomineeOf(sample, 'individual').content;
  return variant(
    sample,
    WORLDS.half,
    [
      nomineeOf(sample, 'collective'),
      { ...nomineeOf(sample, 'individual'), content: begun },
      called(nomineeOf(sample, 'individual', 1), 'i2', 2, {}),
    ],
    { leaders: null, staff: null, 'report.preliminary.review': null, 'report.preliminary.other': null },
  );
}

function mistaken(sample: SampleSubmission): SampleSubmission {
  const person = nomineeOf(sample, 'individual');
  const collective = nomineeOf(sample, 'collective');
  return variant(
    sample,
    WORLDS.errors,
    [
      called(collective, 'c1', 1, {
        grade: 'bureau',
        creditCode: '12430100MB0000001X',
        deeds: '我们中心工作努力。',
        violationWithin5Years: true,
      }),
      called(person, 'i1', 1, {
        name: '',
        idNumber: '430102197906150015',
        birth: '1980-01-01',
        serviceStart: '2019-07',
        officePhone: '不知道',
        postcode: '41000',
        deeds: '我在机关工作十五年，我做了很多事情。',
        'unitNotice.end': '2021-09-09',
        photo: null,
      }),
    ],
    { quotaCollective: 0, quotaIndividual: 0 },
  );
}

function longNames(sample: SampleSubmission): SampleSubmission {
  return variant(sample, WORLDS.names, [
    called(nomineeOf(sample, 'collective'), 'c1', 1, {
      name: '云麓市直属机关事务管理和公共机构节约能源资源工作综合服务保障中心第一分中心办公室',
    }),
    called(nomineeOf(sample, 'individual'), 'i1', 1, { name: '陈𬱟' }),
    called(nomineeOf(sample, 'individual', 1), 'i2', 2, { name: '阿卜杜拉·买买提' }),
    called(nomineeOf(sample, 'individual'), 'i3', 3, {
      idNumber: idNumberOf(nomineeOf(sample, 'individual'), 3),
      name: '欧阳㛃',
      employer: '云麓市直属机关事务管理和公共机构节约能源资源工作综合服务保障中心第一分中心办公室',
      post: '办公用房与公务用车统筹调配管理处副处长（主持工作）兼公共机构节能办公室主任',
    }),
    called(nomineeOf(sample, 'individual', 1), 'i4', 4, {
      idNumber: idNumberOf(nomineeOf(sample, 'individual', 1), 4),
      name: '麦麦提图尔荪·阿卜杜热依木·艾合买提江·吾斯曼·玉素甫喀迪尔',
    }),
  ]);
}

/** Each individual's own photo: its file name carries name and birth, and two people never share one. */
async function givePhotos(client: EngineClient, sample: SampleSubmission): Promise<SampleSubmission> {
  const nominees: Nominee[] = [];
  for (const nominee of sample.submission.nominees) {
    const { name, birth, photo } = nominee.content;
    if (nominee.kind === 'collective' || photo === null || photo === undefined || name === '') {
      nominees.push(nominee);
      continue;
    }
    const { bytes, ref } = samplePhoto(String(name), String(birth));
    await client.call('attachments.add', {
      name: ref.name,
      bytes: new Uint8Array(bytes),
    });
    nominees.push({ ...nominee, content: { ...nominee.content, photo: ref } });
  }
  return { ...sample, submission: { ...sample.submission, nominees } };
}

/** Makes one workspace in `dataDir`, filled from `sample` unless null; on WORLD_DAY's clock. */
async function makeWorld(dataDir: string, name: string, sample: SampleSubmission | null): Promise<void> {
  const client = openEngine({
    dataDir,
    campaignsDir: CAMPAIGNS,
    now: () => new Date(WORLD_DAY),
    passphraseLogN: leastLogN,
  });
  try {
    await createWithoutKeeping(client, {
      role: 'recommender',
      name,
      campaignId: 'ggj-2021',
      passphrase: WORLD_PASSPHRASE,
    });
    if (sample !== null) await fillFromSample(client, await givePhotos(client, sample));
  } finally {
    await client.close();
  }
}

/** The sample that a complete province sends in. */
function provinceSample(): Promise<SampleSubmission> {
  return loadSample(PACK_DIR, 'province');
}

/** Makes the named workspaces in `dataDir`. */
export async function makeWorlds(dataDir: string, wanted: readonly (keyof typeof WORLDS)[]): Promise<void> {
  const sample = await provinceSample();
  for (const world of wanted) {
    switch (world) {
      case 'empty':
        await makeWorld(dataDir, WORLDS.empty, null);
        break;
      case 'half':
        await makeWorld(dataDir, WORLDS.half, halfDone(sample));
        break;
      case 'full':
        await makeWorld(
          dataDir,
          WORLDS.full,
          variant(sample, WORLDS.full, crowd(sample, 20, 40), { quotaCollective: 20, quotaIndividual: 40 }),
        );
        break;
      case 'errors':
        await makeWorld(dataDir, WORLDS.errors, mistaken(sample));
        break;
      case 'names':
        await makeWorld(dataDir, WORLDS.names, longNames(sample));
        break;
    }
  }
}

/** A workspace with this many nominees, for measuring. */
export async function makeCrowdedWorld(
  dataDir: string,
  name: string,
  collectives: number,
  individuals: number,
): Promise<void> {
  const sample = await provinceSample();
  await makeWorld(
    dataDir,
    name,
    variant(sample, name, crowd(sample, collectives, individuals), {
      quotaCollective: collectives,
      quotaIndividual: individuals,
    }),
  );
}

/** The data folders of an office and a unit that have been through both rounds (the `demo` command's). */
export async function makeLoop(out: string): Promise<{ readonly office: string; readonly unit: string }> {
  await runDemo({
    out,
    campaignsDir: CAMPAIGNS,
    campaign: 'ggj-2021',
    samples: ['province'],
    say: () => undefined,
  });
  return { office: join(out, 'data', 'office'), unit: join(out, 'data', 'province') };
}
