import { Badge } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { type Verdict, verdictLabels } from './verdict.ts';

const looks = {
  accept: { color: 'ok', icon: IconCircleCheck },
  return: { color: 'caution', icon: IconArrowBackUp },
  reject: { color: 'danger', icon: IconCircleX },
} as const;

/** The decision on a nominee, in words and with an icon; 未决定 without one. With a count: how many were decided so. */
export function VerdictBadge({
  verdict,
  count,
}: {
  readonly verdict: Verdict | undefined;
  readonly count?: number;
}) {
  const Icon = verdict === undefined ? IconCircleDashed : looks[verdict].icon;
  return (
    <Badge
      color={verdict === undefined ? 'gray' : looks[verdict].color}
      variant="light"
      radius="sm"
      leftSection={<Icon size={14} aria-hidden />}
      style={{ flexShrink: 0 }}
    >
      {verdict === undefined ? '未决定' : verdictLabels[verdict]}
      {count === undefined ? '' : ` ${count}`}
    </Badge>
  );
}
