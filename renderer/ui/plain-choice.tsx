import { Alert, Checkbox, Stack, Textarea } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { intoView } from './into-view.ts';

/** What the clerk chose about encryption: encrypted, or in the clear with a reason that is put on record. */
export interface PlainState {
  readonly plain: boolean;
  readonly reason: string;
}

export const notPlain: PlainState = { plain: false, reason: '' };

const leastReason = 2;

/** The choice as the engine takes it; undefined while it is encrypted. */
export function plainArgument({ plain, reason }: PlainState): { plain?: { reason: string } } {
  return plain ? { plain: { reason: reason.trim() } } : {};
}

/** True when the choice is whole: a plain file needs its reason. */
export function isPlainSettled({ plain, reason }: PlainState): boolean {
  return !plain || reason.trim().length >= leastReason;
}

/** The way round encryption: red, ticked by hand, with a reason that goes into the record. */
export function PlainChoice({
  value,
  onChange,
}: {
  readonly value: PlainState;
  readonly onChange: (value: PlainState) => void;
}) {
  return (
    <Stack gap="xs">
      <Checkbox
        color="danger"
        label="仍不加密"
        checked={value.plain}
        styles={{ label: { color: 'var(--mantine-color-error)', fontWeight: 600 } }}
        onChange={(event) => onChange({ ...value, plain: event.currentTarget.checked })}
      />
      {value.plain && (
        <Alert
          // In a low window the reason, without which there is no going on, would open below the fold.
          ref={intoView}
          color="danger"
          icon={<IconLockOpen aria-hidden />}
          title="不加密：拿到文件的人都能看到身份证号等个人信息"
        >
          <Textarea
            label="不加密的原因"
            description="记入操作记录和封包记录。只在收件单位要求时才这样做。"
            required
            autosize
            minRows={1}
            maxRows={3}
            maxLength={200}
            value={value.reason}
            error={isPlainSettled(value) || value.reason === '' ? null : '请写明原因'}
            onChange={(event) => onChange({ ...value, reason: event.currentTarget.value })}
          />
        </Alert>
      )}
    </Stack>
  );
}
