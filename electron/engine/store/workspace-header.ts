import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { workspaceRole } from '../../../shared/api/workspace-methods.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { writeDurably } from '../durable/whole-file.ts';
import { keyWrap, recoveryLogN, unwrapKey, wrapKey } from './key-wrap.ts';
import { readRecoveryCode } from './recovery-code.ts';

/**
 * The file beside the encrypted database: what the start page shows before unlocking, and the database key wrapped
 * twice, by the passphrase and by the recovery code. Nothing in it opens the data without one of them.
 */
const workspaceHeader = z.strictObject({
  format: z.literal('jianbiao-workspace/1'),
  id: z.string().regex(/^w-[0-9a-z]{8,32}$/),
  /** Bound into the wraps; stays the same when a backup comes in under a new workspace id. */
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string(),
  role: workspaceRole,
  campaignTitle: z.string(),
  createdAt: z.iso.datetime(),
  wraps: z.strictObject({ passphrase: keyWrap, recovery: keyWrap }),
});
export type WorkspaceHeader = z.infer<typeof workspaceHeader>;

/** One of the two ways to open a workspace. */
export type WorkspaceSecret = { readonly passphrase: string } | { readonly recoveryCode: string };

const headerSuffix = '.workspace.json';

export function headerPath(dataDir: string, id: string): string {
  return join(dataDir, `${id}${headerSuffix}`);
}

export function databasePath(dataDir: string, id: string): string {
  return join(dataDir, `${id}.db`);
}

/** Beside the database: which saving was the last one acknowledged (witness.ts). */
export function witnessPath(dataDir: string, id: string): string {
  return join(dataDir, `${id}.witness`);
}

/** There from before a workspace is made until it is whole: without its header such a file is a rest. */
export function creatingPath(dataDir: string, id: string): string {
  return join(dataDir, `${id}.creating`);
}

/** Parses a header's bytes; `file` names it in the error `workspace-header-invalid`. */
export function parseHeader(text: string, file: string): WorkspaceHeader {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new JianbiaoError('workspace-header-invalid', { file, problem: '不是有效的 JSON' });
  }
  const parsed = workspaceHeader.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new JianbiaoError('workspace-header-invalid', { file, problem: `“${where}”不符合约定` });
  }
  return parsed.data;
}

/** Reads one workspace's header; `workspace-unknown` when there is none. */
export function readHeader(dataDir: string, id: string): WorkspaceHeader {
  const path = headerPath(dataDir, id);
  if (!existsSync(path)) throw new JianbiaoError('workspace-unknown');
  return parseHeader(readFileSync(path, 'utf8'), `${id}${headerSuffix}`);
}

/** Every readable header in the folder; a damaged one is left out here and reported when it is opened by id. */
export function listHeaders(dataDir: string): WorkspaceHeader[] {
  mkdirSync(dataDir, { recursive: true });
  const found: WorkspaceHeader[] = [];
  for (const name of readdirSync(dataDir).sort()) {
    if (!name.endsWith(headerSuffix)) continue;
    try {
      found.push(readHeader(dataDir, name.slice(0, -headerSuffix.length)));
    } catch (thrown) {
      if (!(thrown instanceof JianbiaoError)) throw thrown;
    }
  }
  return found;
}

export function writeHeader(dataDir: string, header: WorkspaceHeader): void {
  const text = `${JSON.stringify(workspaceHeader.parse(header), null, 2)}\n`;
  writeDurably(headerPath(dataDir, header.id), Buffer.from(text, 'utf8'));
}

function label(keyId: string, purpose: 'passphrase' | 'recovery'): string {
  return `jianbiao-workspace/1:${keyId}:${purpose}`;
}

/** Wraps the database key by both secrets. `recoveryCode` as printed; `logN` is the passphrase's cost. */
export async function makeWraps(
  keyId: string,
  key: Uint8Array,
  passphrase: string,
  recoveryCode: string,
  logN: number,
): Promise<WorkspaceHeader['wraps']> {
  return {
    passphrase: await wrapKey(key, passphrase, label(keyId, 'passphrase'), logN),
    recovery: await wrapKey(key, readRecoveryCode(recoveryCode), label(keyId, 'recovery'), recoveryLogN),
  };
}

/** The header with its passphrase replaced; the recovery code stays valid. */
export async function rewrapPassphrase(
  header: WorkspaceHeader,
  key: Uint8Array,
  passphrase: string,
  logN: number,
): Promise<WorkspaceHeader> {
  const wrap = await wrapKey(key, passphrase, label(header.keyId, 'passphrase'), logN);
  return { ...header, wraps: { ...header.wraps, passphrase: wrap } };
}

/** The header with its recovery code replaced; the passphrase stays as it is. `recoveryCode` as printed. */
export async function rewrapRecovery(
  header: WorkspaceHeader,
  key: Uint8Array,
  recoveryCode: string,
): Promise<WorkspaceHeader> {
  const secret = readRecoveryCode(recoveryCode);
  const wrap = await wrapKey(key, secret, label(header.keyId, 'recovery'), recoveryLogN);
  return { ...header, wraps: { ...header.wraps, recovery: wrap } };
}

/** The database key; throws `workspace-secret-wrong`, or `recovery-code-invalid` for a slip of the pen. */
export async function unlockKey(header: WorkspaceHeader, secret: WorkspaceSecret): Promise<Uint8Array> {
  const key =
    'passphrase' in secret
      ? await unwrapKey(header.wraps.passphrase, secret.passphrase, label(header.keyId, 'passphrase'))
      : await unwrapKey(
          header.wraps.recovery,
          readRecoveryCode(secret.recoveryCode),
          label(header.keyId, 'recovery'),
        );
  if (key === null) {
    const wrong = 'passphrase' in secret ? '口令' : '恢复码';
    throw new JianbiaoError('workspace-secret-wrong', { name: header.name, secret: wrong });
  }
  return key;
}
