import { z } from 'zod';
import { method } from './common.ts';
import { workspaceInfo } from './workspace-methods.ts';

/** The desks that a filled sample is shown of. */
export const sampleRole = z.enum(['recommender', 'office']);
export type SampleRole = z.infer<typeof sampleRole>;

/** A filled sample to look at before one's own work begins. */
export const sampleMethods = {
  /**
   * Opens a finished sample on a copy of its own, its clock in the days of its campaign. Closing it (`workspace.lock`)
   * leaves nothing behind. Throws `samples-absent` where the program was put together without one.
   */
  'sample.open': method(z.strictObject({ role: sampleRole }), workspaceInfo),
} as const;

/** The sample that a start of the program asks for (`--sample`, `--sample=office`), or null. */
export function sampleArgument(argv: readonly string[]): SampleRole | null {
  const asked = argv.find((part) => part === '--sample' || part.startsWith('--sample='));
  if (asked === undefined) return null;
  const named = sampleRole.safeParse(asked.slice('--sample='.length));
  return named.success ? named.data : 'recommender';
}

/**
 * What a sample refuses: whatever would leave it as something real. Its names are invented and its passphrase is known to
 * everyone, so nothing that it signs may ever be taken for a unit's own.
 */
export const REFUSED_IN_SAMPLE: ReadonlySet<string> = new Set([
  'seal.run',
  'enrolment.seal',
  'feedback.seal',
  'receipt.seal',
  'campaign.issue',
  'identity.create',
  'identity.export',
  'identity.import',
  'signers.export',
  'workspace.backup',
  'workspace.issueRecoveryCode',
  'workspace.confirmRecoveryCode',
  'workspace.changePassphrase',
  'backup.run',
  'backup.configure',
]);
