import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { isPlace } from './nominee-order.ts';

/** Asks for the place to move a nominee to: with forty on the list, one step at a time is no way to the top. */
export function MoveToModal({
  name,
  at,
  count,
  onMove,
  onClose,
}: {
  readonly name: string;
  /** The place now, from 1, and how many places there are. */
  readonly at: number;
  readonly count: number;
  readonly onMove: (place: number) => void;
  readonly onClose: () => void;
}) {
  const [place, setPlace] = useState<string | number>(at);
  const valid = isPlace(place, count);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isPlace(place, count)) return;
    onMove(place);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`移动“${name}”`}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <NumberInput
            label={`移到第几位（1 到 ${count}）`}
            description="推荐顺序印在汇总表上，其余的依次顺延。"
            value={place}
            onChange={setPlace}
            allowDecimal={false}
            allowNegative={false}
            error={valid ? null : `请填 1 到 ${count} 的数字。`}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" disabled={!valid}>
              移动
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
