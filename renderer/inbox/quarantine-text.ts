import type { ApiResult } from '../../shared/api.ts';

type Entry = ApiResult<'inbox.quarantine'>[number];

/** What a quarantined file says of itself and who signed it; all of it said to be unproven. `kind` is its kind in words. */
export function claimedText(entry: Entry, kind: string): string {
  const { claimed, signer, fileName } = entry;
  const parts: string[] = [];
  if (claimed !== null && claimed.unit !== null) {
    const revision = claimed.revision === null ? '' : `，第 ${claimed.revision} 版`;
    parts.push(`文件自称是${claimed.unit}的${kind}${revision}，没有证实`);
  }
  if (signer !== null) parts.push(signer.name === null ? '签名者未登记' : `签名密钥登记的是${signer.name}`);
  // Without a unit the file's name stands as the heading already.
  if (claimed !== null && claimed.unit !== null) parts.push(fileName);
  return parts.join('；');
}

/** How a file left the quarantine. */
export function leftText(entry: Entry): string {
  switch (entry.resolved?.how) {
    case 'admitted':
      return '后来收下';
    case 'replaced':
      return '合格的文件已收到';
    case 'discarded':
      return '已删除';
    case undefined:
      return '';
  }
}

const signerCodes: ReadonlySet<string> = new Set(['package-signer-unknown', 'package-unit-not-signers']);

/** True when enrolling the signer, or changing its name, would let the file in. */
export function mayBeRenamed(entry: Entry): boolean {
  return entry.problems.some((problem) => signerCodes.has(problem.code));
}
