import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { removeLeftoverSync } from '../durable/held-file.ts';
import { replaceFile, type WholeFile, writeSynced } from '../durable/whole-file.ts';
import { openPlainSync } from '../files/plain-file.ts';
import { shownName } from '../files/shown-name.ts';
import { findCopyProblem } from './backup-copy.ts';
import { sweepBlobs } from './blob-store.ts';
import { openDatabase } from './open-database.ts';
import { copySpan, hashSpan, snapshotWorkspace } from './snapshot.ts';
import { fileSystemCode } from './store-errors.ts';
import { keepWitness, releaseWitness } from './witness.ts';
import {
  backupPathFor,
  freshWorkspaceId,
  removeWorkspaceFiles,
  type WorkspaceFile,
} from './workspace-file.ts';
import {
  databasePath,
  parseHeader,
  unlockKey,
  type WorkspaceHeader,
  type WorkspaceSecret,
  witnessPath,
  writeHeader,
} from './workspace-header.ts';

/*
 * A backup is one file: a line of magic, a line with the length of the header in bytes and the SHA-256 and length of
 * the database, the header's JSON, then the database, encrypted with the workspace's own key.
 */
const magic = 'jianbiao-backup/1\n';
const headLimit = 1 << 16;

interface BackupHead {
  readonly header: WorkspaceHeader;
  readonly sha256: string;
  readonly bytes: number;
  /** Where the database starts in the file. */
  readonly offset: number;
}

/** The first bytes of a file that the user chose; its name, never its folder, stands in the errors. */
function readStart(path: string, file: string): Buffer {
  try {
    const { descriptor } = openPlainSync(path);
    try {
      const text = Buffer.alloc(headLimit);
      return text.subarray(0, readSync(descriptor, text, 0, headLimit, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof JianbiaoError) throw cause;
    const problem = fileSystemCode(cause);
    if (problem === 'ENOENT') throw new JianbiaoError('file-missing', { file }, { cause });
    throw new JianbiaoError('file-unreadable', { file, problem: problem || '读取失败' }, { cause });
  }
}

/** A guess at what a foreign file is, from its first bytes: people take a package, or the data file itself. */
function whatItIs(start: Buffer): string {
  const text = start.toString('latin1', 0, 64);
  if (start.length === 0) return '文件是空的';
  if (text.startsWith('PK\u0003\u0004')) return '它像是封包或压缩文件';
  if (text.startsWith('age-encryption.org/')) return '它像是加密的封包';
  if (text.startsWith('%PDF-')) return '它是 PDF 文件';
  return '文件开头不是荐表备份的标记';
}

function readHead(path: string): BackupHead {
  const file = shownName(path).normalize('NFC');
  const text = readStart(path, file);
  if (!text.subarray(0, magic.length).equals(Buffer.from(magic))) {
    throw new JianbiaoError('backup-invalid', { file, problem: whatItIs(text) });
  }
  const lineEnd = text.indexOf(10, magic.length);
  const line = lineEnd < 0 ? '' : text.toString('latin1', magic.length, lineEnd);
  const match = /^header=(\d{1,5}) sha256=([0-9a-f]{64}) bytes=(\d{1,15})$/.exec(line);
  if (match === null) throw new JianbiaoError('backup-invalid', { file, problem: '说明行残缺' });
  const [, headerLength = '0', sha256 = '', bytes = '0'] = match;
  const offset = lineEnd + 1 + Number(headerLength);
  if (offset > text.length) throw new JianbiaoError('backup-invalid', { file, problem: '文件被截断' });
  try {
    const header = parseHeader(text.toString('utf8', lineEnd + 1, offset), file);
    return { header, sha256, bytes: Number(bytes), offset };
  } catch (cause) {
    throw new JianbiaoError('backup-invalid', { file, problem: '工作区说明残缺' }, { cause });
  }
}

/**
 * Writes a verified backup of an open workspace into one file, while saving goes on: copied, checked, written under a
 * temporary name, read back and compared by digest, named. Gives its size. Throws `backup-failed`, the
 * signal's reason and file system errors; a file of the same name is replaced only by a whole new one.
 */
export async function writeBackup(
  file: WorkspaceFile,
  scratchDir: string,
  target: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const copy = `${scratchDir}/backup-${file.header.id}.db`;
  try {
    const { sha256, bytes } = await snapshotWorkspace(file, copy, signal);
    const header = Buffer.from(JSON.stringify(file.header), 'utf8');
    const head = Buffer.concat([
      Buffer.from(`${magic}header=${header.length} sha256=${sha256} bytes=${bytes}\n`, 'latin1'),
      header,
    ]);
    await replaceFile(target, {
      fill: async (into) => {
        await into.write(head);
        await copyFileInto(copy, into, signal);
      },
      check: (written) => requireDigest(written, head.length, sha256, signal),
    });
    return statSync(target).size;
  } finally {
    removeLeftoverSync(copy);
  }
}

async function copyFileInto(source: string, into: WholeFile, signal: AbortSignal): Promise<void> {
  const descriptor = openSync(source, 'r');
  try {
    await copySpan({ descriptor, from: 0, locked: false }, into.descriptor, signal);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads a written file back. Throws `backup-failed`. */
async function requireDigest(path: string, from: number, sha256: string, signal: AbortSignal): Promise<void> {
  const written = await hashSpan(path, from, signal);
  if (written.sha256 !== sha256)
    throw new JianbiaoError('backup-failed', { problem: '读回的内容与写入的不一致' });
}

/** Copies a finished backup to another place with the same care. Throws like `writeBackup`; no half file stays. */
export async function copyBackup(source: string, target: string, signal: AbortSignal): Promise<void> {
  const { sha256 } = await hashSpan(source, 0, signal);
  await replaceFile(target, {
    fill: (into) => copyFileInto(source, into, signal),
    check: (written) => requireDigest(written, 0, sha256, signal),
  });
}

/**
 * What a backup says of itself before anyone gives its passphrase. Throws `file-missing`, `file-unreadable`,
 * `backup-invalid` for a file that is none of ours or broken.
 */
export function readBackupHeader(path: string): WorkspaceHeader {
  const { header, bytes, offset } = readHead(path);
  if (statSync(path).size !== offset + bytes) {
    throw new JianbiaoError('backup-invalid', {
      file: shownName(path).normalize('NFC'),
      problem: '文件被截断',
    });
  }
  return header;
}

/**
 * Brings a backup in under a new workspace id. `settle` runs on the opened database before it goes onto the list.
 * Throws `backup-invalid` (also for a changed byte), `workspace-secret-wrong`, and the errors of opening; on any of
 * them nothing is left behind and existing workspaces are untouched.
 */
export async function restoreBackup(
  path: string,
  secret: WorkspaceSecret,
  dataDir: string,
  settle: (file: WorkspaceFile) => void,
): Promise<WorkspaceFile> {
  const name = shownName(path).normalize('NFC');
  const head = readHead(path);
  const key = await unlockKey(head.header, secret);
  const unbroken = new AbortController().signal;
  const found = await hashSpan(path, head.offset, unbroken);
  if (found.bytes !== head.bytes || found.sha256 !== head.sha256) {
    throw new JianbiaoError('backup-invalid', {
      file: name,
      problem: '内容与备份时的摘要不符，文件残缺或被改动',
    });
  }
  const id = freshWorkspaceId(dataDir);
  const database = databasePath(dataDir, id);
  try {
    const descriptor = openSync(path, 'r');
    try {
      const span = { descriptor, from: head.offset, locked: false };
      await writeSynced(database, (into) => copySpan(span, into.fd, unbroken));
    } finally {
      closeSync(descriptor);
    }
    const problem = findCopyProblem(database, key, null);
    if (problem !== null) throw new JianbiaoError('backup-invalid', { file: name, problem });
    const header: WorkspaceHeader = { ...head.header, id };
    const db = openDatabase({
      path: database,
      key,
      name: header.name,
      backupPath: backupPathFor(dataDir, id),
    });
    try {
      // A copy made while something was being taken in holds the beginnings of it.
      sweepBlobs(db);
      settle({ db, key, header });
      keepWitness(db, witnessPath(dataDir, id));
      writeHeader(dataDir, header);
    } catch (thrown) {
      db.raw.close();
      releaseWitness(db.raw);
      throw thrown;
    }
    return { db, key, header };
  } catch (thrown) {
    removeWorkspaceFiles(dataDir, id);
    throw thrown;
  }
}
