import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { decideCounting } from '../../store/counting-store.ts';
import { logEvent } from '../../store/event-log.ts';
import { packageByDigest, releaseLineage, type StoredPackage } from '../../store/package-store.ts';
import { type QuarantinedFile, quarantinedFile } from '../../store/quarantine-store.ts';
import { settleRemark } from '../../store/remark-store.ts';
import type { ReadDb } from '../../store/rows.ts';
import { returnSpace } from '../../store/space.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { countingLineage, settleStanding } from './lineage.ts';
import { leaveQuarantine, retryFile, retryQuarantined } from './quarantine.ts';
import { everNamed, knownUnits } from './unit-names.ts';

/** What a receiving unit may settle by itself after asking the sender; everything else needs another file. */
export const settleableCodes: ReadonlySet<string> = new Set(['package-first-revision']);

function requireStored(db: ReadDb, digest: string): StoredPackage {
  const stored = packageByDigest(db, digest);
  if (stored === null) throw new JianbiaoError('package-unknown', { digest: digest.slice(0, 12) });
  return stored;
}

function requireQuarantined(db: ReadDb, id: number): QuarantinedFile {
  const file = quarantinedFile(db, id);
  if (file === null) throw new JianbiaoError('quarantine-unknown');
  return file;
}

/** Decisions about what came in: each with a reason, each recorded, none of them final. */
export function settleMethods(desk: Desk) {
  return handlersOf({
    async 'inbox.settleRemark'({ packageId, code, reason }, { db }) {
      const at = isoNow(desk);
      db.atomic(() => {
        if (!settleRemark(db, packageId, code, at, reason)) throw new JianbiaoError('remark-unknown');
        logEvent(db, at, 'remark-settled', { digest: packageId, reason: code });
      });
      return {};
    },
    async 'inbox.choose'({ packageId, reason }, { db }) {
      const { principal, kind, lineage, released } = requireStored(db, packageId);
      if (principal === null || released !== null) throw new JianbiaoError('package-not-rival');
      const at = isoNow(desk);
      db.atomic(() => {
        const { lineages } = countingLineage(db, principal, kind);
        if (lineages.length < 2) throw new JianbiaoError('package-not-rival');
        decideCounting(db, principal, kind, { lineage, lineages: lineages.length, at, reason });
        settleStanding(db, principal, kind);
        logEvent(db, at, 'submission-counts', { kind, digest: packageId });
      });
      return {};
    },
    async 'inbox.release'({ packageId, reason }, workspace) {
      const { db } = workspace;
      const stored = requireStored(db, packageId);
      const { principal, kind, lineage } = stored;
      // Only what stands here in a name its signer does not have: a unit's own material is answered, not removed.
      if (principal === null || everNamed(knownUnits(db), principal, stored.unit))
        throw new JianbiaoError('package-not-strangers');
      const at = isoNow(desk);
      db.atomic(() => {
        releaseLineage(db, lineage, at, reason);
        settleStanding(db, principal, kind);
        logEvent(db, at, 'submission-released', { kind, digest: packageId });
      });
      await retryQuarantined(desk, workspace, (file) =>
        file.problems.some((problem) => problem.code === 'package-signer-other'),
      );
      return {};
    },
    async 'inbox.admit'({ id, reason }, workspace) {
      const { db } = workspace;
      const file = requireQuarantined(db, id);
      if (!file.kept || !file.problems.every((problem) => settleableCodes.has(problem.code)))
        throw new JianbiaoError('quarantine-not-settleable');
      const result = await retryFile({ desk, workspace, allowFirstRevision: true }, file, reason);
      const { fileName } = file;
      const { unit } = result.claim;
      const base = { fileName, unit, sha256: file.sha256 };
      if (!('taken' in result)) {
        return {
          ...base,
          outcome: 'quarantined' as const,
          packageId: null,
          kind: result.claim.kind,
          problems: result.refused,
        };
      }
      logEvent(db, isoNow(desk), 'quarantine-admitted', {
        sha256: file.sha256,
        digest: result.taken.packageId ?? '',
      });
      return { ...base, ...result.taken, problems: [] };
    },
    async 'inbox.discard'({ id, reason }, { db }) {
      const file = requireQuarantined(db, id);
      const at = isoNow(desk);
      db.atomic(() => {
        leaveQuarantine(db, file, { at, how: 'discarded', replacedBy: null, reason });
        logEvent(db, at, 'quarantine-discarded', { sha256: file.sha256, bytes: file.bytes });
      });
      if (file.kept) returnSpace(db, file.bytes);
      return {};
    },
  });
}
