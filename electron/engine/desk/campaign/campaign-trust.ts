import { join } from 'node:path';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { sameValue } from '../../../../shared/ground/same-value.ts';
import { packageExtension, safeFileName } from '../../../../shared/package/offered-name.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import { shownName } from '../../files/shown-name.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { Lease, ReadLease } from '../../kernel/seat.ts';
import { installCampaign, listCampaigns } from '../../pack/campaign-library.ts';
import { requireSoundPack } from '../../pack/install-pack.ts';
import {
  openFileReader,
  packDigest,
  parsePublicKey,
  sealPackage,
  type VerifiedPackage,
  verifyReader,
} from '../../seal/index.ts';
import { logEvent } from '../../store/event-log.ts';
import { type PinnedPack, pinPack, removeMeta } from '../../store/meta-store.ts';
import { newestSealed } from '../../store/sealed-store.ts';
import { chinaDate, type Desk, isoNow } from '../ground/desk.ts';
import { sameFingerprint } from '../inbox/signers-methods.ts';
import { sealAndRecord, suiteOf } from '../seal/seal-parts.ts';
import { requireIdentity, signerOf, sm2Of } from '../seal/unit-keys.ts';
import { packWithNotice } from './campaign-methods.ts';
import { migrateDrafts } from './migrate-drafts.ts';

const campaignLineage = 'campaign';

interface CampaignPackage {
  readonly verified: VerifiedPackage;
  readonly pack: RuledPack;
}

/** A campaign package that is whole; its signer is still to be believed. Throws the first reason against it. */
async function openCampaignPackage(desk: Desk, source: string): Promise<CampaignPackage> {
  const path = desk.handles.resolve(source, 'read');
  const result = await verifyReader(await openFileReader(path), {
    trust: null,
    expected: { kinds: ['campaign'] },
  });
  if (!result.ok) {
    const [first] = result.problems;
    if (first === undefined) throw new JianbiaoError('internal');
    throw new JianbiaoError(first.code, first.params);
  }
  const { document } = result.package;
  await result.package.close();
  if (document.kind !== 'campaign') throw new JianbiaoError('package-wrong-kind', { kind: document.kind });
  return { verified: result.package, pack: document.value };
}

/** What the clerk is shown of a package before deciding. */
function describePackage({ verified, pack }: CampaignPackage) {
  return {
    title: pack.campaign.title,
    version: pack.campaign.version,
    office: pack.campaign.office?.name ?? verified.unit.name,
    fingerprint: verified.signer.fingerprint,
    digest: verified.digest,
  };
}

function officeFingerprint(pack: RuledPack): string | null {
  const { office } = pack.campaign;
  return office === undefined ? null : parsePublicKey(office.signingKey).fingerprint;
}

/** Throws unless the package is signed by the office named inside. */
function requireOwnOffice({ verified, pack }: CampaignPackage): void {
  const office = officeFingerprint(pack);
  if (office === null) throw new JianbiaoError('campaign-not-office');
  if (office !== verified.signer.fingerprint) throw new JianbiaoError('campaign-signer-mismatch');
}

/** Throws unless the clerk confirmed the signer's fingerprint and `known`, if it names an office, names this signer. */
function requireTrusted({ verified }: CampaignPackage, confirmed: string, known: RuledPack | null): void {
  const { fingerprint } = verified.signer;
  if (!sameFingerprint(confirmed, fingerprint)) throw new JianbiaoError('campaign-fingerprint-unconfirmed');
  const trusted = known === null ? null : officeFingerprint(known);
  if (trusted !== null && trusted !== fingerprint) throw new JianbiaoError('campaign-office-changed');
}

/**
 * The package of a campaign for which there may be no workspace yet, sound and its own office's, and the pack of the
 * same id that is known already. Throws the first reason against it; whether to believe the office is still open.
 */
async function openNewCampaign(
  desk: Desk,
  source: string,
): Promise<CampaignPackage & { readonly known: RuledPack | null }> {
  const opened = await openCampaignPackage(desk, source);
  requireOwnOffice(opened);
  requireSoundPack(opened.pack, shownName(desk.handles.resolve(source, 'read')));
  const { campaigns } = await listCampaigns(desk);
  const known = campaigns.find(({ id }) => id === opened.pack.campaign.id);
  return { ...opened, known: known?.pack ?? null };
}

/** Throws unless the package is the named office's own, of this campaign, newer, and from the office already trusted. */
function checkInstallable(pinned: PinnedPack, opened: CampaignPackage, confirmed: string): void {
  const { pack } = opened;
  if (pack.campaign.id !== pinned.pack.campaign.id) {
    throw new JianbiaoError('campaign-other', { found: pack.campaign.id, expected: pinned.pack.campaign.id });
  }
  requireOwnOffice(opened);
  requireTrusted(opened, confirmed, pinned.pack);
  const { version } = pack.campaign;
  const same = version === pinned.version && packDigest(pack) === pinned.digest;
  if (version <= pinned.version && !same) {
    throw new JianbiaoError('campaign-older', { found: version, installed: pinned.version });
  }
}

/** Issuing a campaign at the office, and taking it over at the units. */
export function campaignTrust(desk: Desk) {
  /** The pack with the office's own keys inside, under a new version when anything in it is new. Reads only. */
  function packToIssue(workspace: ReadLease): PinnedPack {
    const { db, header, pinned } = workspace;
    const identity = requireIdentity(db);
    const base = packWithNotice(workspace);
    const campaign = {
      ...base.campaign,
      office: {
        name: header.name,
        signingKey: identity.publicKey,
        ageRecipient: identity.ageRecipient,
        sm2Key: identity.sm2PublicKey,
      },
    };
    const unchanged = sameValue({ ...base, campaign }, pinned.pack);
    if (unchanged) return pinned;
    const pack = { ...base, campaign: { ...campaign, version: pinned.version + 1 } };
    return { pack, digest: packDigest(pack), version: pack.campaign.version };
  }

  /** Pins the pack to be issued, where it is not the pinned one already. */
  function issuedPack(workspace: Lease): PinnedPack {
    const { db } = workspace;
    const issued = packToIssue(workspace);
    if (issued.digest === workspace.pinned.digest) return issued;
    db.atomic(() => {
      pinPack(db, issued, 'issued', isoNow(desk));
      logEvent(db, isoNow(desk), 'campaign-issued', { version: issued.version, digest: issued.digest });
    });
    return issued;
  }

  return handlersOf({
    async 'campaign.inspect'({ source }, { pinned }) {
      const { verified, pack } = await openCampaignPackage(desk, source);
      return {
        ...describePackage({ verified, pack }),
        installedVersion: pack.campaign.id === pinned.pack.campaign.id ? pinned.version : null,
        knownSigner: officeFingerprint(pinned.pack) === verified.signer.fingerprint,
      };
    },
    async 'campaign.install'({ source, confirmedFingerprint }, { db, pinned }) {
      const opened = await openCampaignPackage(desk, source);
      checkInstallable(pinned, opened, confirmedFingerprint);
      const { verified, pack } = opened;
      const at = isoNow(desk);
      const changes = db.atomic(() => {
        pinPack(db, { pack, digest: packDigest(pack) }, 'installed', at);
        // The office's own text takes the place of one that the user had loaded from a file.
        if (pack.noticeText !== undefined) removeMeta(db, 'noticeText');
        const report = migrateDrafts(db, pinned.pack, pack, at);
        logEvent(db, at, 'campaign-installed', {
          version: pack.campaign.version,
          digest: verified.digest,
          signer: verified.signer.fingerprint,
          changes: report.length,
        });
        return report;
      });
      return { version: pack.campaign.version, changes };
    },
    async 'campaign.inspectNew'({ source }) {
      const opened = await openNewCampaign(desk, source);
      return { ...describePackage(opened), installedVersion: opened.known?.campaign.version ?? null };
    },
    async 'campaign.installNew'({ source, confirmedFingerprint }) {
      const opened = await openNewCampaign(desk, source);
      requireTrusted(opened, confirmedFingerprint, opened.known);
      const { id, version } = await installCampaign(opened.pack, desk);
      return { id, title: opened.pack.campaign.title, version };
    },
    async 'campaign.issuePlan'(_args, workspace) {
      const { pack, version } = packToIssue(workspace);
      return {
        version,
        fileName: safeFileName(`活动包_${pack.campaign.shortTitle}_第${version}版${packageExtension(false)}`),
      };
    },
    async 'campaign.issue'({ target }, workspace) {
      const { db, header } = workspace;
      const identity = requireIdentity(db);
      const issued = issuedPack(workspace);
      const { fingerprint } = identity;
      const before = newestSealed(db, campaignLineage);
      if (before !== null && before.revision === issued.version) {
        // Issued already: the same package again, byte for byte, dated as then.
        const { folder, chosen } = desk.handles.resolveTarget(target);
        const suite = suiteOf(issued.pack);
        const again = await sealPackage({
          kind: 'campaign',
          campaign: issued.pack.campaign.id,
          unit: { code: 'office', name: header.name },
          revision: issued.version,
          supersedes: before.supersedes ?? undefined,
          suite,
          sealedOn: chinaDate(new Date(before.sealedAt)),
          document: issued.pack,
          signer: signerOf(identity),
          sm2: suite === 'ed25519' ? undefined : sm2Of(identity),
          folder,
          fileName: chosen ?? undefined,
          readBackFromMedium: true,
        });
        return { fileName: shownName(join(folder, again.fileName)), digest: again.digest, fingerprint };
      }
      const { answer } = await sealAndRecord(
        desk,
        workspace,
        issued,
        {
          lineage: campaignLineage,
          revision: issued.version,
          kind: 'campaign',
          code: 'office',
          name: header.name,
          document: issued.pack,
          secrecy: { kind: 'public' },
          papers: [],
          target,
        },
        null,
      );
      return { fileName: answer.fileName, digest: answer.digest, fingerprint };
    },
  });
}
