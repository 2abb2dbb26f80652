import { Button } from '@mantine/core';
import { IconDisc } from '@tabler/icons-react';
import { useState } from 'react';
import { DiscModal, type DiscSource } from './disc-modal.tsx';

/** Opens 制作光盘 for a sealed package. */
export function DiscButton({
  digest,
  fileName,
  known,
}: {
  readonly digest: string;
  readonly fileName: string;
  readonly known: DiscSource | null;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDisc size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        制作光盘
      </Button>
      {opened && (
        <DiscModal digest={digest} fileName={fileName} known={known} onClose={() => setOpened(false)} />
      )}
    </>
  );
}
