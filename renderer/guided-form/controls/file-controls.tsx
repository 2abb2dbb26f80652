import { ActionIcon, Box, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconDownload, IconFile, IconPhoto, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { bytesText } from '../../../shared/ground/bytes-text.ts';
import { refsOfValue } from '../../../shared/reading/attachment-refs.ts';
import type { AttachmentRef } from '../../../shared/words/content.ts';
import { bridge } from '../../kit/bridge.ts';
import { callEngine } from '../../kit/engine.ts';
import { notifyError, notifyInfo, notifyUndoable } from '../../kit/notify.ts';
import { photoPath } from '../../kit/paths.ts';
import { AttachmentImage } from '../../parts/draft/attachment-image.tsx';
import { useDraft, useFieldValue } from '../../parts/draft/draft-context.tsx';
import { AttachmentRemark } from '../../parts/papers/scan-remark.tsx';
import type { ControlProps } from './control-props.ts';

/** The photo: a preview and the way to the photo desk. */
export function PhotoControl({ field, ids }: ControlProps<'photo'>) {
  const { draft } = useDraft();
  const photo = refsOfValue(useFieldValue(field.id))[0];
  return (
    <Group
      id={ids.control}
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      gap="md"
    >
      {photo !== undefined && <AttachmentImage reference={photo} alt={`${field.label}预览`} height={140} />}
      <Stack gap={6}>
        {photo !== undefined && (
          <Text size="sm">
            {photo.name}，{bytesText(photo.bytes, 1024)}
            {photo.width !== undefined && photo.height !== undefined && `，${photo.width}×${photo.height}`}
          </Text>
        )}
        <Button
          component={Link}
          href={photoPath(draft.id)}
          data-entrance
          variant={photo === undefined ? 'filled' : 'default'}
          leftSection={<IconPhoto size={18} aria-hidden />}
        >
          {photo === undefined ? '导入并裁剪照片' : '打开照片台'}
        </Button>
        {photo !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            data-takes-away
            onClick={() => {
              draft.change({ [field.id]: null });
              notifyUndoable('已移除照片。');
            }}
          >
            移除照片
          </Button>
        )}
      </Stack>
    </Group>
  );
}

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/** Scans and other files: by dialog or dropped, listed with size, saved elsewhere or removed. */
export function AttachmentsControl({ field, ids }: ControlProps<'attachments'>) {
  const { draft } = useDraft();
  const [busy, setBusy] = useState(false);
  const list = refsOfValue(useFieldValue(field.id));
  const extensions = field.accept.flatMap((type) => EXTENSIONS[type] ?? []);
  const kinds = field.accept.map((type) => (EXTENSIONS[type]?.[0] ?? type).toUpperCase()).join('、');
  const add = async (load: () => Promise<readonly AttachmentRef[]>) => {
    setBusy(true);
    try {
      const added = await load();
      const now = refsOfValue(draft.value(field.id));
      const fresh = added.filter((one) => !now.some((old) => old.sha256 === one.sha256));
      if (fresh.length > 0) draft.change({ [field.id]: [...now, ...fresh] });
      draft.saveNow();
    } catch (error) {
      notifyError(error, '文件没有添加');
    } finally {
      setBusy(false);
    }
  };
  const choose = () =>
    add(async () => {
      const files = await bridge().chooseFiles({ title: field.label, accept: extensions, multiple: true });
      const added: AttachmentRef[] = [];
      for (const file of files) added.push(await callEngine('attachments.import', { source: file.handle }));
      return added;
    });
  const drop = (files: readonly File[]) =>
    add(async () => {
      const added: AttachmentRef[] = [];
      for (const file of files) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        added.push(
          await callEngine('attachments.add', {
            name: file.name.normalize('NFC'),
            bytes,
          }),
        );
      }
      return added;
    });
  const save = (reference: AttachmentRef) => {
    bridge()
      .chooseSave({ title: '另存附件', suggestedName: reference.name })
      .then(async (target) => {
        if (target === null) return;
        const { sha256, name } = reference;
        await callEngine('attachments.save', { sha256, name, target: { file: target.handle } });
        await bridge().finishSave(target.handle, { reveal: false });
      })
      .catch((error: unknown) => notifyError(error, '附件没有另存'));
  };
  const remove = (reference: AttachmentRef) => {
    draft.change({ [field.id]: list.filter((one) => one.sha256 !== reference.sha256) });
    notifyUndoable(`已移除“${reference.name}”。`);
  };
  return (
    <Stack
      id={ids.control}
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.describedBy}
      gap={6}
    >
      {list.map((reference) => (
        <Paper key={reference.sha256} withBorder px="sm" py={6}>
          <Group wrap="nowrap" gap="sm">
            <IconFile size={18} aria-hidden />
            <Text size="sm" truncate flex={1} title={reference.name}>
              {reference.name}
            </Text>
            <Text size="xs" c="dimmed">
              {bytesText(reference.bytes, 1024)}
            </Text>
            <ActionIcon aria-label={`另存 ${reference.name}`} onClick={() => save(reference)}>
              <IconDownload size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              data-takes-away
              aria-label={`移除 ${reference.name}`}
              onClick={() => remove(reference)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
          <AttachmentRemark reference={reference} />
        </Paper>
      ))}
      <Dropzone
        onDrop={(files) => void drop(files)}
        onReject={() => notifyInfo(`这里只能添加 ${kinds} 文件。`, '文件没有添加')}
        accept={[...field.accept]}
        activateOnClick={false}
        activateOnKeyboard={false}
        inputProps={{ 'aria-label': `${field.label}：拖放文件`, tabIndex: -1 }}
        loading={busy}
        p="xs"
        enablePointerEvents
      >
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => void choose()}
          >
            添加文件
          </Button>
          <Box visibleFrom="sm">
            <Text size="sm" c="dimmed">
              或把 {kinds} 文件拖到这里
            </Text>
          </Box>
        </Group>
      </Dropzone>
    </Stack>
  );
}
