import { Button, Paper, Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { ImportOutcome } from '../../../shared/api/package-methods.ts';
import { callEngine } from '../../kit/engine.ts';
import { JobProgress } from '../../kit/job-progress.tsx';
import { notifyError, notifyInfo, notifyProblem } from '../../kit/notify.ts';
import { takePackages } from '../../kit/pending-package.ts';
import { openFiles } from '../../kit/save-file.ts';
import { useJob } from '../../kit/use-job.ts';
import { OutcomeList } from './outcome-list.tsx';
import { importSummary, needsAttention } from './outcome-text.ts';

/** Importing packages: the button for the page's header, and the place where progress and outcomes are shown. */
export interface PackageImport {
  readonly button: ReactNode;
  readonly report: ReactNode;
}

/**
 * Lets a page import package files: chosen in a dialog, or opened by double click (`openPackage` from the shell).
 * Each file is verified by itself; a bad one never stops the others.
 */
export function usePackageImport(
  label: string,
  { onTaken }: { readonly onTaken?: () => void } = {},
): PackageImport {
  const [outcomes, setOutcomes] = useState<readonly ImportOutcome[] | null>(null);
  const { run, cancel, progress } = useJob();

  // The page's newest wish, without making `take` anew: files opened by double click wait at it.
  const wish = useRef(onTaken);
  useEffect(() => {
    wish.current = onTaken;
  });
  // Where nobody sees the list any more, its summary is said: what came in and what did not must not go unsaid.
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const queue = useRef<string[]>([]);
  const running = useRef(false);

  // Several files opened in one go come one by one: each waits for the one before it, and all outcomes are told.
  const take = useCallback(
    async (sources: readonly string[]) => {
      queue.current.push(...sources);
      if (running.current) return;
      running.current = true;
      setOutcomes(null);
      try {
        while (queue.current.length > 0) {
          const next = queue.current.splice(0);
          const result = await run((jobId) => callEngine('inbox.import', { sources: next, jobId }));
          setOutcomes((before) => [...(before ?? []), ...result]);
          if (left.current) {
            const said = result.some(({ outcome }) => needsAttention(outcome)) ? notifyProblem : notifyInfo;
            said(importSummary(result), label);
          }
          if (result.some(({ outcome }) => outcome === 'imported')) wish.current?.();
        }
      } finally {
        queue.current = [];
        running.current = false;
      }
    },
    [run, label],
  );

  useEffect(() => takePackages((handles) => take(handles).catch(notifyError)), [take]);

  const button = (
    <Button
      leftSection={<IconFileImport size={18} aria-hidden />}
      loading={progress !== null}
      onClick={() =>
        void openFiles({ title: label, accept: ['zip', 'age'], multiple: true }, (files) =>
          take(files.map((file) => file.handle)),
        )
      }
    >
      {label}
    </Button>
  );
  const report = (
    <Stack gap="md" mb={progress === null && outcomes === null ? 0 : 'md'}>
      {progress !== null && (
        <Paper withBorder p="md">
          <JobProgress progress={progress} label="正在核验并导入" onCancel={cancel} />
        </Paper>
      )}
      {outcomes !== null && <OutcomeList outcomes={outcomes} onClose={() => setOutcomes(null)} />}
    </Stack>
  );
  return { button, report };
}
