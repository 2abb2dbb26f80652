import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconRubberStamp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ScanResult } from '../../shared/paper/scan-result.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { callEngine } from '../kit/engine.ts';
import { JobProgress } from '../kit/job-progress.tsx';
import { openFiles } from '../kit/save-file.ts';
import { useJob } from '../kit/use-job.ts';
import { ScanResultView } from './scan-result-view.tsx';

/** Comparing scans of sealed paper: the button for the page's header, and the dialog with progress and outcome. */
export interface ScanCheck {
  readonly button: ReactNode;
  readonly dialog: ReactNode;
}

/** Lets a page compare scans with the data of a round. Several files make one pile. */
export function useScanCheck(round: Round): ScanCheck {
  const [result, setResult] = useState<ScanResult | null>(null);
  const [sources, setSources] = useState<readonly string[]>([]);
  const { run, cancel, progress } = useJob();

  /** `before`: files of the same pile that were compared already; a paper's missing pages may come later. */
  const choose = (before: readonly string[]) =>
    openFiles(
      { title: '选择盖章后的扫描件', accept: ['pdf', 'jpg', 'jpeg', 'png'], multiple: true },
      async (files) => {
        const pile = [...before, ...files.map(({ handle }) => handle)];
        setResult(await run((jobId) => callEngine('paper.checkScan', { round, sources: pile, jobId })));
        setSources(pile);
      },
    );

  const button = (
    <Button
      variant="default"
      leftSection={<IconRubberStamp size={18} aria-hidden />}
      loading={progress !== null}
      onClick={() => void choose([])}
    >
      核对盖章扫描件
    </Button>
  );
  const dialog = (
    <Modal
      opened={progress !== null || result !== null}
      onClose={() => (progress === null ? setResult(null) : cancel())}
      closeOnClickOutside={false}
      title="核对盖章扫描件"
      size="60rem"
    >
      {progress !== null ? (
        <Stack gap="sm">
          <Text size="sm">正在读每一页页脚的二维码，和现在的数据比对。</Text>
          <JobProgress progress={{ ...progress, phase: '' }} label="正在核对" onCancel={cancel} />
        </Stack>
      ) : (
        result !== null && (
          <ScanResultView
            result={result}
            round={round}
            onMore={() => void choose(sources)}
            onClose={() => setResult(null)}
          />
        )
      )}
    </Modal>
  );
  return { button, dialog };
}
