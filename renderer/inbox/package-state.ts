import type { ImportedPackage } from '../../shared/api/package-methods.ts';

/** Packages a person reviews; enrolments, feedbacks and receipts have their own pages. */
export function isSubmission(item: ImportedPackage): boolean {
  return item.kind === 'preliminary' || item.kind === 'formal';
}

/** Which packages the list shows. */
export type InboxView = 'open' | 'done' | 'superseded' | 'revoked' | 'all';

/** The key that signed it is not believed any more; one that the unit itself replaced did nothing wrong. */
export function isRevoked({ signer }: ImportedPackage): boolean {
  return signer.revoked !== null && signer.revoked.reason !== 'key-change';
}

/** How far the review of a package is; one that does not count any more waits for nothing. */
export function reviewState(
  item: ImportedPackage,
): 'untouched' | 'partly' | 'decided' | 'answered' | 'changed' | 'over' {
  const over = item.state === 'superseded' || item.state === 'released';
  if (over) return item.feedbackSealedAt === null ? 'over' : 'answered';
  if (item.feedbackOutdated) return 'changed';
  if (item.feedbackSealedAt !== null) return 'answered';
  if (item.nominees > 0 && item.decided >= item.nominees) return 'decided';
  return item.decided > 0 ? 'partly' : 'untouched';
}

export const reviewStateLabels = {
  untouched: '待审核',
  partly: '审核中',
  decided: '已决定，待反馈',
  answered: '已反馈',
  changed: '反馈后又改',
  over: '不用再审',
} as const;

/** The newest of a submission beside which another of the same unit stands, and nobody has chosen. */
function waitsForChoice(item: ImportedPackage): boolean {
  return (item.state === 'current' || item.state === 'aside') && item.rival !== null && !item.rival.settled;
}

/** Submissions of a view whose unit, signer, file name or digest holds the words typed; newest import first. */
export function selectPackages(
  items: readonly ImportedPackage[],
  view: InboxView,
  words: string,
): ImportedPackage[] {
  const needle = words.trim().toLowerCase();
  return items
    .filter(isSubmission)
    .filter((item) => {
      switch (view) {
        case 'open':
          // One that waits for the choice between two of a unit is something to do, though it does not count yet.
          return waitsForChoice(item) || (item.state === 'current' && reviewState(item) !== 'answered');
        case 'done':
          return item.state === 'current' && reviewState(item) === 'answered';
        case 'superseded':
          return item.state !== 'current' && !waitsForChoice(item);
        case 'revoked':
          return isRevoked(item);
        case 'all':
          return true;
        default:
          return unknownView(view);
      }
    })
    .filter((item) =>
      `${item.unit} ${item.signer.name ?? ''} ${item.fileName} ${item.packageId}`
        .toLowerCase()
        .includes(needle),
    )
    .sort((a, b) => b.importedAt.localeCompare(a.importedAt));
}

function unknownView(view: never): boolean {
  return view;
}
