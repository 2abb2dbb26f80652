import { Badge, type MantineColor } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconFileDownload,
  IconRubberStamp,
} from '@tabler/icons-react';
import { type PaperState, paperStateLabels } from '../parts/papers/paper-state.ts';

const looks: Readonly<
  Record<PaperState, { readonly color: MantineColor; readonly icon: typeof IconCircleCheck }>
> = {
  never: { color: 'gray', icon: IconCircleDashed },
  exported: { color: 'brand', icon: IconFileDownload },
  current: { color: 'ok', icon: IconCircleCheck },
  changed: { color: 'caution', icon: IconAlertTriangle },
  verified: { color: 'ok', icon: IconRubberStamp },
};

const short: Readonly<Record<PaperState, string>> = {
  never: '未导出',
  exported: '已导出',
  current: '已打印',
  changed: '不一致',
  verified: '已核对',
};

/** The state of a paper, in words and with an icon; `compact` for narrow lists. */
export function PaperStateBadge({
  state,
  compact = false,
}: {
  readonly state: PaperState;
  readonly compact?: boolean;
}) {
  const { color, icon: Icon } = looks[state];
  return (
    <Badge
      color={color}
      variant="light"
      radius="sm"
      leftSection={<Icon size={14} aria-hidden />}
      style={{ flexShrink: 0 }}
      title={paperStateLabels[state]}
    >
      {compact ? short[state] : paperStateLabels[state]}
    </Badge>
  );
}
