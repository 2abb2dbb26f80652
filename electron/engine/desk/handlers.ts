import type { Handlers } from '../kernel/run-method.ts';
import type { Seat } from '../kernel/seat.ts';
import { alikeMethods } from './alike-methods.ts';
import { appMethods } from './app-methods.ts';
import { attachmentMethods } from './attachment-methods.ts';
import { backupMethods } from './backup-methods.ts';
import { bulkMethods } from './bulk-methods.ts';
import { campaignMethods } from './campaign-methods.ts';
import { campaignTrust } from './campaign-trust.ts';
import type { Desk } from './desk.ts';
import { diagnosticsMethods } from './diagnostics-methods.ts';
import { discMethods } from './disc-methods.ts';
import { findingsMethods } from './findings-methods.ts';
import { fontMethods } from './font-methods.ts';
import { identityMethods } from './identity-methods.ts';
import { inboxMethods } from './inbox-methods.ts';
import { paperMethods } from './paper-methods.ts';
import { quotaMethods } from './quotas.ts';
import { recordMethods } from './record-methods.ts';
import { recoveryMethods } from './recovery-methods.ts';
import { reviewMethods } from './review-methods.ts';
import { sampleMethods } from './sample-methods.ts';
import { scanMethods } from './scan-methods.ts';
import { sealMethods } from './seal-methods.ts';
import { settleMethods } from './settle-methods.ts';
import { signersMethods } from './signers-methods.ts';
import { takeOverMethods } from './take-over.ts';
import { hostMarkMethods } from './withdrawn.ts';
import { workspaceMethods } from './workspace-methods.ts';

/** The implementation of every API method. */
export function createHandlers(desk: Desk, seat: Seat): Handlers {
  return {
    ...appMethods(desk),
    ...workspaceMethods(desk, seat),
    ...recoveryMethods(desk, seat),
    ...backupMethods(desk, seat),
    ...campaignMethods(desk),
    ...campaignTrust(desk),
    ...recordMethods(desk),
    ...findingsMethods(desk),
    ...attachmentMethods(desk),
    ...paperMethods(desk),
    ...fontMethods(desk),
    ...diagnosticsMethods(desk),
    ...scanMethods(desk),
    ...bulkMethods(desk),
    ...identityMethods(desk),
    ...sealMethods(desk),
    ...discMethods(desk),
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
