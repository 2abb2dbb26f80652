import { Alert, Button, Group, Image, Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { sentenceOf } from '../kit/notify.ts';
import { PdfView } from '../ui/pdf-view.tsx';
import classes from './review.module.css';

/** A file inside an imported package. */
export interface PackageFile {
  readonly packageId: string;
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** An address for bytes in this window, taken back when they are no longer shown. Empty until the next render. */
function useBlobUrl(bytes: Uint8Array | undefined, mediaType: string): string {
  const [url, setUrl] = useState('');
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(new Blob([bytes.slice()], { type: mediaType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  return url;
}

/** A picture of the package, small, opening large; read through the engine, never by address. */
export function PackagePicture({ file }: { readonly file: PackageFile }) {
  const { packageId, path } = file;
  const query = useEngineQuery('inbox.file', { packageId, path });
  const url = useBlobUrl(query.data?.bytes, query.data?.mediaType ?? 'image/jpeg');
  const [opened, setOpened] = useState(false);
  const caption = `${file.name}，${bytesText(file.bytes)}`;
  if (query.isError) return <Text size="sm">图片读不出来：{sentenceOf(query.error)}</Text>;
  return (
    <>
      <UnstyledButton aria-label={`放大查看 ${caption}`} onClick={() => setOpened(true)} w="fit-content">
        {url !== '' && <Image src={url} alt="" className={classes.photo ?? ''} fit="contain" />}
        <Text size="xs" c="dimmed">
          {caption}
        </Text>
      </UnstyledButton>
      <Modal opened={opened} onClose={() => setOpened(false)} title={file.name} size="auto">
        {url !== '' && <Image src={url} alt={file.name} mah="75vh" fit="contain" />}
      </Modal>
    </>
  );
}

/** A file of the package by name; PDFs and pictures open inside the window. */
export function PackageFileButton({ file }: { readonly file: PackageFile }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        maw="100%"
        leftSection={<IconFile size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {file.name}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={file.name} size="70rem">
        {opened && <PackageFileView file={file} />}
      </Modal>
    </>
  );
}

function PackageFileView({ file }: { readonly file: PackageFile }) {
  const query = useEngineQuery('inbox.file', { packageId: file.packageId, path: file.path });
  return (
    <Loaded query={query} label="正在读取文件">
      {(value) => <FileContent value={value} name={file.name} />}
    </Loaded>
  );
}

function FileContent({ value, name }: { readonly value: ApiResult<'inbox.file'>; readonly name: string }) {
  const url = useBlobUrl(value.bytes, value.mediaType);
  const text = useMemo(
    () =>
      /^(text\/|application\/json)/.test(value.mediaType) ? new TextDecoder().decode(value.bytes) : null,
    [value],
  );
  if (value.mediaType === 'application/pdf') {
    return (
      <div className={classes.modalPdf ?? ''}>
        <PdfView bytes={value.bytes} title={name} />
      </div>
    );
  }
  if (value.mediaType.startsWith('image/')) {
    return (
      <Stack align="center">{url !== '' && <Image src={url} alt={name} mah="75vh" fit="contain" />}</Stack>
    );
  }
  if (text !== null) return <pre className={classes.plain ?? ''}>{text}</pre>;
  return (
    <Alert title="这种文件不能在程序里查看">
      <Group>文件类型是 {value.mediaType}，请用封包原件在办公软件中打开。</Group>
    </Alert>
  );
}
