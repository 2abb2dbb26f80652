import { useEngineQuery } from '../kit/engine.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { attachmentRemarks, scanTitle } from '../parts/papers/scan-text.ts';
import { ScanRemarks } from '../ui/scan-remarks.tsx';
import type { PackageFile } from './inbox-file.tsx';

/** Whether the scan of a sealed paper agrees with the data it came with; says nothing until it has been read. */
export function PackageFileRemark({ file: { packageId, path, name } }: { readonly file: PackageFile }) {
  const { index } = useWorkspace();
  const check = useEngineQuery('inbox.checkFile', { packageId, path, name });
  if (check.data === undefined) return null;
  return (
    <ScanRemarks remarks={attachmentRemarks(check.data, 'receiver', (paper) => scanTitle(index, paper))} />
  );
}
