import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Severity } from '../../shared/words/rule-schema.ts';
import { severityWords } from '../../shared/words/severities.ts';

/** Names, colours and icons of the three severities; never colour alone. */
export const SEVERITY = {
  error: { label: severityWords.error, color: 'danger', icon: IconCircleX },
  warning: { label: severityWords.warning, color: 'caution', icon: IconAlertTriangle },
  info: { label: severityWords.info, color: 'gray', icon: IconInfoCircle },
} as const satisfies { readonly [S in Severity]: unknown };

/** Order for lists: errors first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** A mark in words, colour and icon, never colour alone; `count` says how many. */
export function MarkBadge({
  mark: { label, color, icon: Icon },
  count,
}: {
  readonly mark: { readonly label: string; readonly color: string; readonly icon: typeof IconCircleX };
  readonly count?: number | string | undefined;
}) {
  return (
    <Badge
      color={color}
      variant="light"
      size="md"
      radius="sm"
      leftSection={<Icon size={14} aria-hidden />}
      style={{ flexShrink: 0 }}
    >
      {count === undefined ? label : `${label} ${count}`}
    </Badge>
  );
}

/** 错误, 警告, 提示, with a count when given. */
export function SeverityBadge({ severity, count }: { readonly severity: Severity; readonly count?: number }) {
  return <MarkBadge mark={SEVERITY[severity]} count={count} />;
}
