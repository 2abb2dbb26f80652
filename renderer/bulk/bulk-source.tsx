import { Button, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconTableImport } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import type { ApiArgs } from '../../shared/api.ts';
import { notifyInfo } from '../kit/notify.ts';
import { openFiles } from '../kit/save-file.ts';
import { parseTsv } from '../parts/paste-table.ts';

/** Where a workbook comes from, as the engine takes it. */
export type BulkSource = ApiArgs<'bulk.read'>['source'];

const maxBytes = 20 * 1024 * 1024;

/** Takes a workbook from a dialog, dropped, or copied out of a spreadsheet program. */
export function BulkSourceZone({
  busy,
  onSource,
}: {
  readonly busy: boolean;
  readonly onSource: (source: BulkSource) => Promise<void>;
}) {
  const choose = () =>
    openFiles({ title: '选择填好的模板', accept: ['xlsx'] }, async ([file]) => {
      if (file !== undefined) await onSource({ file: file.handle });
    });
  const takeFile = async (file: File) => {
    if (file.size > maxBytes) notifyInfo('表格超过 20 MB，请删去多余的内容再导入。', '没有导入');
    else await onSource({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const { target, clipboardData } = event;
    if (busy || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const [file] = clipboardData?.files ?? [];
    const text = clipboardData?.getData('text/plain') ?? '';
    if (!text.includes('\t') && file === undefined) return;
    event.preventDefault();
    if (text.includes('\t')) void onSource({ pasted: parseTsv(text).map((row) => [...row]) });
    else if (file !== undefined) void takeFile(file);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasted(event);
    window.addEventListener('paste', listen);
    return () => window.removeEventListener('paste', listen);
  }, []);
  return (
    <Dropzone
      onDrop={(files) => files[0] !== undefined && void takeFile(files[0])}
      multiple={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      inputProps={{ 'aria-label': '拖放表格', tabIndex: -1 }}
      enablePointerEvents
      loading={busy}
      p="md"
    >
      <Group justify="space-between" wrap="wrap" gap="sm">
        <Stack gap={2}>
          <Text size="sm">把填好的表格拖到这里，或在表格软件里连表头一起复制，回到本页按 Ctrl+V。</Text>
          <Text size="sm" c="dimmed">
            先看预览，再决定导入哪些；隐藏的行和列、合计行不会导入。
          </Text>
        </Stack>
        <Button
          leftSection={<IconTableImport size={18} aria-hidden />}
          loading={busy}
          onClick={() => void choose()}
        >
          选择填好的模板
        </Button>
      </Group>
    </Dropzone>
  );
}
