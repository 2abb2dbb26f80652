import type { Command } from 'commander';
import {
  parseAgeIdentities,
  type TrustStore,
  trustStoreFromFiles,
  type VerifyOptions,
} from '../../engine/seal/index.ts';
import { readNamedFile, readPassphrase } from '../kit/read-secret.ts';

/** The options that say whom to believe and how to decrypt, as `verify` and `open` take them. */
export interface PackageOptions {
  readonly signers?: string;
  readonly revoked?: string;
  readonly identity?: string;
  readonly passphraseFile?: string;
}

/** Adds those options to a command. */
export function withPackageOptions(command: Command): Command {
  return command
    .option('--signers <file>', 'allowed_signers 名单；不给则只核对完整性，结果为“签名人未确认”')
    .option('--revoked <file>', '吊销名单（KRL 或每行一个公钥）')
    .option('--identity <file>', 'age 解密密钥文件')
    .option('--passphrase-file <file>', '口令文件（第一行）');
}

/** Reads the files the options name. */
export async function readPackageOptions(options: PackageOptions): Promise<VerifyOptions> {
  let trust: TrustStore | null = null;
  if (options.signers !== undefined) {
    const signers = (await readNamedFile(options.signers)).toString('utf8');
    trust = trustStoreFromFiles(
      signers,
      options.revoked === undefined ? undefined : await readNamedFile(options.revoked),
    );
  }
  const identities =
    options.identity === undefined
      ? []
      : parseAgeIdentities((await readNamedFile(options.identity)).toString('utf8'));
  return { trust, identities, passphrase: await readPassphrase(options.passphraseFile) };
}
