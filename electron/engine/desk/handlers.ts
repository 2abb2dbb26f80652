import type { Handlers } from '../kernel/run-method.ts';
import type { Seat } from '../kernel/seat.ts';
import { campaignMethods } from './campaign/campaign-methods.ts';
import { campaignTrust } from './campaign/campaign-trust.ts';
import { checklistMethods } from './campaign/checklist-methods.ts';
import { attachmentMethods } from './drafts/attachment-methods.ts';
import { bulkMethods } from './drafts/bulk-methods.ts';
import { cadreFormMethods } from './drafts/cadre-form-methods.ts';
import { findingsMethods } from './drafts/findings-methods.ts';
import { recordMethods } from './drafts/record-methods.ts';
import type { Desk } from './ground/desk.ts';
import { alikeMethods } from './inbox/alike-methods.ts';
import { inboxMethods } from './inbox/inbox-methods.ts';
import { quotaMethods } from './inbox/quotas.ts';
import { settleMethods } from './inbox/settle-methods.ts';
import { signersMethods } from './inbox/signers-methods.ts';
import { takeOverMethods } from './inbox/take-over.ts';
import { hostMarkMethods } from './inbox/withdrawn.ts';
import { fontMethods } from './paper/font-methods.ts';
import { paperMethods } from './paper/paper-methods.ts';
import { scanMethods } from './paper/scan-methods.ts';
import { reviewMethods } from './review/review-methods.ts';
import { discMethods } from './seal/disc-methods.ts';
import { handoverMethods } from './seal/handover-methods.ts';
import { identityMethods } from './seal/identity-methods.ts';
import { sealMethods } from './seal/seal-methods.ts';
import { appMethods } from './workspace/app-methods.ts';
import { backupMethods } from './workspace/backup-methods.ts';
import { diagnosticsMethods } from './workspace/diagnostics-methods.ts';
import { recoveryMethods } from './workspace/recovery-methods.ts';
import { sampleMethods } from './workspace/sample-methods.ts';
import { workspaceMethods } from './workspace/workspace-methods.ts';

/** The implementation of every API method. */
export function createHandlers(desk: Desk, seat: Seat): Handlers {
  return {
    ...appMethods(desk),
    ...workspaceMethods(desk, seat),
    ...recoveryMethods(desk, seat),
    ...backupMethods(desk, seat),
    ...campaignMethods(desk),
    ...campaignTrust(desk),
    ...checklistMethods(desk),
    ...recordMethods(desk),
    ...findingsMethods(desk),
    ...attachmentMethods(desk),
    ...paperMethods(desk),
    ...fontMethods(desk),
    ...diagnosticsMethods(desk),
    ...scanMethods(desk),
    ...bulkMethods(desk),
    ...cadreFormMethods(desk),
    ...identityMethods(desk),
    ...sealMethods(desk),
    ...discMethods(desk),
    ...handoverMethods(desk),
    ...inboxMethods(desk),
    ...alikeMethods(),
    ...settleMethods(desk),
    ...takeOverMethods(desk),
    ...signersMethods(desk),
    ...reviewMethods(desk),
    ...quotaMethods(desk),
    ...hostMarkMethods(),
    ...sampleMethods(desk, seat),
  };
}
