import { Box } from '@mantine/core';
import type { AttachmentRef } from '../../../shared/words/content.ts';
import { useEngineQuery } from '../../kit/engine.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { ScanRemarks } from '../../ui/scan-remarks.tsx';
import { attachmentRemarks, scanTitle } from './scan-text.ts';

/** Whether an attached scan of our own paper still agrees with the data; says nothing until it has been read. */
export function AttachmentRemark({ reference }: { readonly reference: AttachmentRef }) {
  const { round, index } = useWorkspace();
  const { sha256, name } = reference;
  const check = useEngineQuery('paper.checkAttachment', { round, sha256, name });
  if (check.data === undefined) return null;
  return (
    <Box pl={30}>
      <ScanRemarks remarks={attachmentRemarks(check.data, 'sender', (paper) => scanTitle(index, paper))} />
    </Box>
  );
}
