import type { Settings } from '../reading/evaluate-condition.ts';
import { noticesHere } from '../reading/lookup.ts';
import type { Content } from '../words/content.ts';
import type { Field, NomineeKind } from '../words/field-schema.ts';
import type { CampaignPack } from '../words/pack-schema.ts';

type NoticeDefinition = CampaignPack['campaign']['publicNotices'][number];

/** Public notices that run as one: same dates in the record, one definition for each kind of nominee. */
export interface NoticeGroup {
  /** What the record's fields of this notice begin with, e.g. `unitNotice`. */
  readonly key: string;
  readonly title: string;
  readonly workdays: number;
  readonly before: string;
  readonly startField: string;
  readonly endField: string;
  readonly definitions: readonly NoticeDefinition[];
}

/** The words all titles end with, e.g. 本单位公示 of 先进集体本单位公示 and 先进个人本单位公示; the first title if none. */
export function commonEnding(titles: readonly string[]): string {
  const first = titles[0] ?? '';
  for (let from = 0; from < first.length; from += 1) {
    const ending = first.slice(from);
    if (titles.every((title) => title.endsWith(ending))) return ending;
  }
  return first;
}

/** The public notices of this desk grouped by the field their dates stand in, in the pack's order. */
export function noticeGroups(pack: CampaignPack, settings: Settings): NoticeGroup[] {
  const byStart = new Map<string, NoticeDefinition[]>();
  for (const notice of noticesHere(pack, settings)) {
    const known = byStart.get(notice.startField);
    if (known === undefined) byStart.set(notice.startField, [notice]);
    else known.push(notice);
  }
  return [...byStart.values()].flatMap((definitions) => {
    const first = definitions[0];
    if (first === undefined) return [];
    const cut = first.startField.lastIndexOf('.');
    return [
      {
        key: cut < 0 ? first.startField : first.startField.slice(0, cut),
        title: commonEnding(definitions.map((definition) => definition.title)),
        workdays: Math.max(...definitions.map((definition) => definition.workdays)),
        before: first.before,
        startField: first.startField,
        endField: first.endField,
        definitions,
      },
    ];
  });
}

/** The first day that all nominees' records already agree on; null when they differ or have none. */
export function commonStart(
  nominees: readonly { readonly record: { readonly content: Content } }[],
  group: Pick<NoticeGroup, 'startField'>,
): string | null {
  const starts = new Set(nominees.map((nominee) => nominee.record.content[group.startField]));
  const [first] = starts;
  return starts.size === 1 && typeof first === 'string' ? first : null;
}

/** What a record keeps of a notice beside its dates. Found by the notice's own prefix; a pack may leave any out. */
export interface NoticeFields {
  readonly text: string | undefined;
  readonly scope: string | undefined;
  readonly objections: string | undefined;
  readonly handling: string | undefined;
}

/** The ids of a notice's fields in the record of one kind, by the naming of the pack: prefix and part. */
export function noticeFields(pack: CampaignPack, group: NoticeGroup, kind: NomineeKind): NoticeFields {
  const has = (part: string, type: Field['type']) => {
    const id = `${group.key}.${part}`;
    return pack.fields[kind].some((field) => field.id === id && field.type === type) ? id : undefined;
  };
  return {
    text: has('text', 'longText'),
    scope: has('scope', 'text'),
    objections: has('objections', 'yesNo'),
    handling: has('handling', 'longText'),
  };
}
