import type { ApiResult } from '../../shared/api.ts';
import { gistFor, isErrorCode } from '../../shared/errors/catalog.ts';
import { EVENT_DETAILS, EVENT_NAMES } from '../../shared/ground/event-names.ts';
import { formTitle, kindTitle, readingTitle, roundTitle } from '../../shared/reading/titles.ts';
import type { Campaign } from '../../shared/words/pack-schema.ts';

export type LoggedEvent = ApiResult<'workspace.events'>['events'][number];

/** What happened, in words; a kind written by a newer program is shown as it stands in the log. */
export function eventName(kind: string): string {
  const names: Readonly<Record<string, string>> = EVENT_NAMES;
  return names[kind] ?? kind;
}

const values: Readonly<Record<string, string>> = {
  enrolment: '登记包',
  feedback: '反馈',
  receipt: '回执',
  campaign: '活动包',
  host: '基层单位',
  recommender: '推荐单位',
  office: '领导小组办公室',
};

/** Details that mean something else in one kind of event than their common name says. */
const ownLabels: Readonly<Record<string, string>> = {
  'setting-changed id': '设置',
  'sealed reason': '未加密，原因',
};

/** What the details of an event point to: the pack's forms and settings, and the present names of nominees. */
export interface EventWords {
  readonly pack: {
    readonly campaign: Pick<Campaign, 'awards' | 'rounds' | 'settings'>;
  };
  readonly form: (id: string) => Parameters<typeof formTitle>[0] | undefined;
  readonly names: ReadonlyMap<string, string>;
}

/** The words of a pack's look-ups and a list of nominees. */
export function eventWords(
  index: Pick<EventWords, 'pack' | 'form'>,
  nominees: readonly { readonly id: string; readonly name: string }[],
): EventWords {
  return {
    pack: index.pack,
    form: index.form,
    names: new Map([['unit', '本单位'], ...nominees.map(({ id, name }) => [id, name] as const)]),
  };
}

/** A value in words: rounds, kinds, forms and settings as the campaign calls them; digests and keys cut short. */
function valueText(event: LoggedEvent, name: string, value: string, words: EventWords): string {
  const { campaign } = words.pack;
  if (event.kind === 'setting-changed') {
    const id = String(event.detail.id);
    if (name === 'id') return campaign.settings.find((entry) => entry.id === id)?.title ?? value;
    return readingTitle(campaign, id, value) ?? value;
  }
  if (value === 'preliminary' || value === 'formal') return roundTitle(campaign, value);
  if (value === 'collective' || value === 'individual') return kindTitle(campaign, value);
  if (name === 'form') {
    const form = words.form(value);
    return form === undefined ? value : formTitle(form);
  }
  if (name === 'on' || name === 'copy') return value === '1' ? '是' : '否';
  if (name === 'id' || name === 'subject') return words.names.get(value) ?? value;
  if (name === 'reason') return isErrorCode(value) ? gistFor(value) : value;
  const text = name === 'kind' || name === 'role' ? (values[value] ?? value) : value;
  return text.length > 24 ? `${text.slice(0, 16)}…` : text;
}

/** The details of an event in one line. */
export function eventDetail(event: LoggedEvent, words: EventWords): string {
  const labels: Readonly<Record<string, string>> = EVENT_DETAILS;
  return Object.entries(event.detail)
    .map(([name, value]) => {
      const own = ownLabels[`${event.kind} ${name}`];
      const label = own ?? labels[name] ?? name;
      return `${label} ${valueText(event, name, String(value), words)}`;
    })
    .join('，');
}
