import { Button, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconPhotoUp } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { bridge } from '../kit/bridge.ts';
import { callEngine } from '../kit/engine.ts';
import { notifyError, notifyInfo } from '../kit/notify.ts';
import { type OpenPicture, openPicture } from './picture.ts';

const ACCEPT = ['image/jpeg', 'image/png'];
const MAX_BYTES = 20 * 1024 * 1024;

/** A picture from a dialog, dropped, or pasted. What cannot be opened is said in a sentence; nothing else changes. */
export function PhotoImport({
  onPicture,
  compact,
}: {
  readonly onPicture: (picture: OpenPicture) => void;
  readonly compact: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const take = async (name: string, mediaType: string, read: () => Promise<Uint8Array>) => {
    setBusy(true);
    try {
      const bytes = await read();
      onPicture(await openPicture(name, mediaType, bytes));
    } catch (error) {
      if (error instanceof DOMException) {
        notifyInfo('这个文件打不开，可能不是照片或已损坏。请换一个 JPG 或 PNG 文件。', '照片没有导入');
      } else notifyError(error, '照片没有导入');
    } finally {
      setBusy(false);
    }
  };
  const takeFile = (file: File) => {
    if (!ACCEPT.includes(file.type)) notifyInfo('只能导入 JPG 或 PNG 照片。', '照片没有导入');
    else if (file.size > MAX_BYTES) notifyInfo('照片超过 20 MB，请先缩小再导入。', '照片没有导入');
    else void take(file.name, file.type, async () => new Uint8Array(await file.arrayBuffer()));
  };
  const choose = async () => {
    try {
      const files = await bridge().chooseFiles({
        title: '选择照片',
        accept: ['jpg', 'jpeg', 'png'],
        multiple: false,
      });
      const file = files[0];
      if (file === undefined) return;
      await take(file.name, '', async () => {
        const reference = await callEngine('attachments.import', { source: file.handle });
        return (await callEngine('attachments.read', { sha256: reference.sha256 })).bytes;
      });
    } catch (error) {
      notifyError(error, '照片没有导入');
    }
  };
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const file = [...(event.clipboardData?.files ?? [])].find((one) => ACCEPT.includes(one.type));
    if (file === undefined) return;
    event.preventDefault();
    takeFile(file);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => pasted(event);
    window.addEventListener('paste', listen);
    return () => window.removeEventListener('paste', listen);
  }, []);
  return (
    <Dropzone
      onDrop={(files) => files[0] !== undefined && takeFile(files[0])}
      onReject={() => notifyInfo('只能导入一张 20 MB 以内的 JPG 或 PNG 照片。', '照片没有导入')}
      accept={ACCEPT}
      maxSize={MAX_BYTES}
      multiple={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      inputProps={{ 'aria-label': '拖放照片', tabIndex: -1 }}
      enablePointerEvents
      loading={busy}
      p={compact ? 'xs' : 'xl'}
    >
      <Stack align={compact ? 'flex-start' : 'center'} gap="xs" mih={compact ? 0 : 220} justify="center">
        {!compact && <IconPhotoUp size={44} stroke={1.4} aria-hidden />}
        <Group gap="sm">
          <Button
            variant={compact ? 'default' : 'filled'}
            size={compact ? 'xs' : 'sm'}
            onClick={() => void choose()}
          >
            {compact ? '换一张照片' : '选择照片'}
          </Button>
          <Text size="sm" c="dimmed">
            或拖到这里，或按 Ctrl+V 粘贴
          </Text>
        </Group>
        {!compact && (
          <Text size="sm" c="dimmed">
            近期免冠彩色照片，白色背景，JPG 或 PNG。程序会裁剪并压缩到规定大小。
          </Text>
        )}
      </Stack>
    </Dropzone>
  );
}
