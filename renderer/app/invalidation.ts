import type { EventPayload, MethodName } from '../../shared/api.ts';

type What = EventPayload<'changed'>['what'];

/** Which readings an event of the engine makes old. */
const TOUCHED: { readonly [W in What]: readonly MethodName[] } = {
  workspace: [
    'workspace.current',
    'workspace.list',
    'workspace.events',
    'backup.list',
    'backup.status',
    'campaign.pack',
    'campaign.settings',
    'identity.get',
    'seal.plan',
  ],
  backup: ['backup.status', 'backup.list'],
  records: [
    'records.hostMarks',
    'records.list',
    'records.removed',
    'findings.list',
    'paper.status',
    'paper.checkAttachment',
    'seal.plan',
    'workspace.events',
  ],
  record: [
    'record.get',
    'record.history',
    'record.changesSincePreliminary',
    'records.list',
    'paper.status',
    'paper.checkAttachment',
    'seal.plan',
  ],
  findings: ['findings.list', 'seal.plan'],
  inbox: [
    'inbox.list',
    'inbox.get',
    'inbox.alike',
    'inbox.alikeCounts',
    'inbox.quarantine',
    'inbox.quarantineLeft',
    'inbox.originals',
    'review.earlierRound',
    'quotas.get',
    'records.hostMarks',
    'review.get',
    'signers.list',
    'workspace.events',
  ],
  signers: [
    'signers.list',
    'inbox.list',
    'inbox.get',
    'inbox.quarantine',
    'inbox.originals',
    'feedback.list',
    'seal.plan',
    'answer.plan',
    'quotas.get',
    'workspace.events',
  ],
  seal: [
    'seal.plan',
    'answer.plan',
    'seal.history',
    'identity.get',
    'paper.status',
    'paper.checkAttachment',
    'record.changesSincePreliminary',
  ],
  feedback: ['feedback.list', 'seal.history', 'records.list', 'review.get', 'inbox.list'],
  fonts: ['fonts.list', 'paper.preview'],
  settings: [
    'campaign.settings',
    'campaign.pack',
    'findings.list',
    'seal.plan',
    'paper.status',
    'paper.checkAttachment',
  ],
};

/** The methods whose cached answers a `changed` event makes old. */
export function methodsTouchedBy(what: What): readonly MethodName[] {
  return TOUCHED[what];
}
