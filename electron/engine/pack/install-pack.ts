import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { checkPack } from '../../../shared/pack-check/check-pack.ts';
import type { RuledPack } from '../../../shared/rules/ruled-pack.ts';
import { replaceFolder } from '../durable/whole-folder.ts';
import { packDigest, parsePublicKey, type TrustStore, verifyPackage } from '../seal/index.ts';
import { listProblems, loadPack } from './load-pack.ts';
import { fillPackFolder, writePackFolder } from './write-pack.ts';

/** Whom to believe when a pack is installed: a list of signers, or the fingerprint compared with the paper. */
export type PackTrust = { readonly signers: TrustStore } | { readonly fingerprint: string };

/** A campaign package, opened and fully verified. */
export interface OpenedPack {
  readonly pack: RuledPack;
  readonly digest: string;
  readonly fingerprint: string;
}

/** Throws `pack-invalid` with every reference inside the pack that leads nowhere; `name` is what it is called. */
export function requireSoundPack(pack: RuledPack, name: string): void {
  const problems = checkPack(pack);
  if (problems.length > 0)
    throw new JianbiaoError('pack-invalid', {
      dir: name,
      count: problems.length,
      list: listProblems(problems),
    });
}

/**
 * Opens a sealed campaign package (design: sealed package): every byte verified, the signer believed, the pack's own
 * office named by the same key, every reference inside checked. Throws the first reason against it.
 */
export async function openSealedPack(file: string, trust: PackTrust | null): Promise<OpenedPack> {
  const signers = trust !== null && 'signers' in trust ? trust.signers : null;
  const result = await verifyPackage(file, { trust: signers, expected: { kinds: ['campaign'] } });
  if (!result.ok) {
    const [first] = result.problems;
    throw first === undefined ? new JianbiaoError('internal') : new JianbiaoError(first.code, first.params);
  }
  const { document, digest, signer } = result.package;
  await result.package.close();
  if (document.kind !== 'campaign') throw new JianbiaoError('pack-not-campaign', { kind: document.kind });
  const pack = document.value;
  if (trust !== null && 'fingerprint' in trust && trust.fingerprint !== signer.fingerprint)
    throw new JianbiaoError('pack-signer-unexpected', {
      found: signer.fingerprint,
      expected: trust.fingerprint,
    });
  const office = pack.campaign.office;
  if (office !== undefined && parsePublicKey(office.signingKey).fingerprint !== signer.fingerprint)
    throw new JianbiaoError('pack-signer-unexpected', {
      found: signer.fingerprint,
      expected: parsePublicKey(office.signingKey).fingerprint,
    });
  requireSoundPack(pack, file);
  return { pack, digest, fingerprint: signer.fingerprint };
}

/** What installing did: `same` when exactly this pack was there already. */
export interface InstallResult {
  readonly result: 'installed' | 'updated' | 'same';
  readonly id: string;
  readonly version: number;
  readonly previous: number | null;
  readonly dir: string;
}

/**
 * Installs a pack as a folder under `campaignsDir` (issue: pack tooling). A newer version takes the older
 * one's place; the same version with other content, and an older one, are refused (`pack-same-version`, `pack-older`).
 */
export async function installPack(pack: RuledPack, campaignsDir: string): Promise<InstallResult> {
  const { id, version } = pack.campaign;
  const dir = join(campaignsDir, id);
  const names = await readdir(campaignsDir).catch(() => [] as string[]);
  const installed = names.includes(id) ? await loadPack(dir) : null;
  if (installed === null) {
    await writePackFolder(pack, dir);
    return { result: 'installed', id, version, previous: null, dir };
  }
  const previous = installed.campaign.version;
  if (version < previous) throw new JianbiaoError('pack-older', { id, version, installed: previous });
  if (version === previous) {
    if (packDigest(installed) !== packDigest(pack))
      throw new JianbiaoError('pack-same-version', { id, version });
    return { result: 'same', id, version, previous, dir };
  }
  await replaceFolder(dir, (work) => fillPackFolder(pack, work));
  return { result: 'updated', id, version, previous, dir };
}
