import { Badge, Button, Group, Text } from '@mantine/core';
import dayjs from 'dayjs';
import { useLock } from '../kit/use-lock.ts';
import { useToday } from '../kit/use-today.ts';

/** Says on every page that what is shown is a filled sample, on which day it plays, and how to leave it. */
export function SampleMark() {
  const close = useLock();
  const today = useToday();
  return (
    <Group gap="xs" wrap="nowrap" role="note" aria-label="样例">
      <Badge color="caution" variant="filled" radius="sm" size="lg" style={{ flexShrink: 0 }}>
        样例
      </Badge>
      <Text size="sm" truncate visibleFrom="md">
        内容均为虚构，时间设在{dayjs(today).format('YYYY年M月D日')}，不能封包
      </Text>
      <Button size="compact-sm" variant="default" onClick={close} style={{ flexShrink: 0 }}>
        关闭样例
      </Button>
    </Group>
  );
}
