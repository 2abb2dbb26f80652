import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  IconPencil,
} from '@tabler/icons-react';
import { type FindingLook, findingLook } from '../../../shared/rules/finding-look.ts';
import type { Finding } from '../../../shared/words/rule-schema.ts';
import { MarkBadge } from '../../ui/severity-badge.tsx';

/** Names, colours and icons of the looks; red for what is wrong alone, and never colour alone. */
export const LOOKS = {
  wrong: { label: '要改', color: 'danger', icon: IconCircleX },
  explain: { label: '要说明', color: 'caution', icon: IconAlertTriangle },
  unfilled: { label: '还差', color: 'gray', icon: IconPencil },
  explained: { label: '已说明', color: 'ok', icon: IconCircleCheck },
  note: { label: '提示', color: 'gray', icon: IconInfoCircle },
} as const satisfies { readonly [L in FindingLook]: unknown };

/** Order for lists: what is wrong first, what is done with last. */
export const LOOK_ORDER: readonly FindingLook[] = ['wrong', 'explain', 'unfilled', 'note', 'explained'];

/** The findings of each look, in their order. */
export function byLook(
  findings: readonly Finding[],
  isMissingRule: (ruleId: string) => boolean,
): Readonly<Record<FindingLook, readonly Finding[]>> {
  const of = (look: FindingLook) => findings.filter((one) => findingLook(one, isMissingRule) === look);
  return {
    wrong: of('wrong'),
    explain: of('explain'),
    unfilled: of('unfilled'),
    explained: of('explained'),
    note: of('note'),
  };
}

/** 要改 2, 要说明 1, 还差 29 项. */
export function LookBadge({ look, count }: { readonly look: FindingLook; readonly count?: number }) {
  const counted = count === undefined || look !== 'unfilled' ? count : `${count} 项`;
  return <MarkBadge mark={LOOKS[look]} count={counted} />;
}
