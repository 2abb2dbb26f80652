import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { callEngine } from '../../kit/engine.ts';
import { safeFileName, saveFile } from '../../kit/save-file.ts';

/** Saves the printable 清单与交接单 of a sealed package. */
export function CoverSheetButton({
  digest,
  fileName,
}: {
  readonly digest: string;
  readonly fileName: string;
}) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconFileText size={16} aria-hidden />}
      onClick={() =>
        void saveFile(
          { title: '保存清单与交接单', suggestedName: safeFileName(`交接单_${fileName}.pdf`) },
          (target) => callEngine('seal.coverSheet', { digest, target }),
        )
      }
    >
      保存清单与交接单
    </Button>
  );
}
