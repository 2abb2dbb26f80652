import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { timeText } from '../ui/format.ts';
import { callEngine } from './engine.ts';
import { sentenceOf } from './notify.ts';
import { openFiles } from './save-file.ts';

export type ListedBackup = ApiResult<'backup.list'>[number];

/** A backup to restore from, as the engine takes it and as the clerk reads it. */
export interface BackupSource {
  readonly handle: string;
  /** Whose backup of when, or of which file. */
  readonly title: string;
}

/**
 * Choosing what to restore from: one of the automatic backups, or a file, which is looked into at once so that a wrong
 * one is told before its passphrase is asked for.
 */
export function useBackupSource(): {
  readonly source: BackupSource | null;
  /** Why the chosen file will not do. */
  readonly problem: string | null;
  readonly chooseFile: () => void;
  readonly chooseListed: (backup: ListedBackup) => void;
  readonly clear: () => void;
} {
  const [source, setSource] = useState<BackupSource | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = (next: BackupSource | null, why: string | null) => {
    setSource(next);
    setProblem(why);
  };
  const chooseFile = () =>
    openFiles({ title: '选择备份文件', accept: ['jbbackup'] }, async ([file]) => {
      if (file === undefined) return;
      try {
        const { workspaceName } = await callEngine('backup.inspect', { source: file.handle });
        choose({ handle: file.handle, title: `“${workspaceName}”的备份，文件 ${file.name}` }, null);
      } catch (error) {
        choose(null, sentenceOf(error));
      }
    });
  return {
    source,
    problem,
    chooseFile: () => void chooseFile(),
    chooseListed: (backup) =>
      choose(
        { handle: backup.source, title: `“${backup.workspaceName}”${timeText(backup.at)} 的自动备份` },
        null,
      ),
    clear: () => choose(null, null),
  };
}
