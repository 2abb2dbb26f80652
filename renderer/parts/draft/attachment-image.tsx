import { Box, Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AttachmentRef } from '../../../shared/words/content.ts';
import { callEngine } from '../../kit/engine.ts';

/** An object URL for stored bytes; freed when no longer shown. Null while loading, '' when unreadable. */
function useAttachmentUrl(reference: AttachmentRef | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const sha256 = reference?.sha256;
  useEffect(() => {
    if (sha256 === undefined) return;
    let made: string | null = null;
    let left = false;
    callEngine('attachments.read', { sha256 })
      .then(({ bytes, mediaType }) => {
        if (left) return;
        made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }));
        setUrl(made);
      })
      .catch(() => setUrl(''));
    return () => {
      left = true;
      setUrl(null);
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [sha256]);
  return url;
}

/** A stored picture at a given height, in its own shape. */
export function AttachmentImage({
  reference,
  alt,
  height,
}: {
  readonly reference: AttachmentRef;
  readonly alt: string;
  readonly height: number;
}) {
  const url = useAttachmentUrl(reference);
  if (url === null) {
    return (
      <Center h={height} w={height * 0.7}>
        <Loader size="xs" />
      </Center>
    );
  }
  return (
    <Box component="img" src={url} alt={alt} h={height} style={{ border: '1px solid var(--jb-line)' }} />
  );
}
