import { Alert, Button, Group, List, Paper, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconFolderDown, IconPrinter, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { bridge } from '../kit/bridge.ts';
import { callEngine, useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { JobProgress } from '../kit/job-progress.tsx';
import { Loaded } from '../kit/loaded.tsx';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { paths } from '../kit/paths.ts';
import { useJob } from '../kit/use-job.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import {
  countPapers,
  filterPapers,
  type PaperItem,
  type PaperState,
  paperKey,
  paperState,
} from '../parts/papers/paper-state.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import classes from './paper-desk.module.css';
import { PaperList } from './paper-list.tsx';
import { PaperPreview } from './paper-preview.tsx';
import { useScanCheck } from './scan-check.tsx';

type FailedPaper = ApiResult<'paper.saveAll'>['failed'][number];
type Wanted = PaperState | 'all';

/** 打印: all papers of the round, whether paper and data agree, preview, saving one or all. */
export function PaperPage() {
  const { round, index } = useWorkspace();
  const papers = useEngineQuery('paper.status', { round });
  const roundTitle = index.pack.campaign.rounds.find((entry) => entry.id === round)?.title ?? '';
  const job = useJob();
  const [failed, setFailed] = useState<readonly FailedPaper[]>([]);
  const scans = useScanCheck(round);

  const saveAll = async () => {
    setFailed([]);
    try {
      const folder = await bridge().chooseFolder({ title: '把本轮全部表格保存到' });
      if (folder === null) return;
      const saved = await job.run((jobId) =>
        callEngine('paper.saveAll', { round, folder: folder.handle, jobId }),
      );
      setFailed(saved.failed);
      const count = `已在“${folder.name}”中保存 ${saved.files.length} 个文件`;
      notifyDone(
        saved.failed.length === 0 ? `${count}。` : `${count}，另有 ${saved.failed.length} 项没有保存。`,
      );
    } catch (error) {
      notifyError(error, '没有保存');
    }
  };

  return (
    <Page wide>
      <PageHeader
        title="打印"
        description={`${roundTitle}要交的每一张表。A4 纸双面打印，纸面页脚的校验码与数据一一对应；盖章后扫描进来，可以核对。`}
        actions={
          <Group gap="sm">
            {scans.button}
            <Button
              leftSection={<IconFolderDown size={18} aria-hidden />}
              disabled={job.progress !== null || papers.data === undefined || papers.data.length === 0}
              onClick={() => void saveAll()}
            >
              全部保存到文件夹
            </Button>
          </Group>
        }
      />
      {job.progress !== null && (
        <Paper withBorder p="md" mb="md">
          <JobProgress progress={job.progress} label="正在保存" onCancel={job.cancel} />
        </Paper>
      )}
      {failed.length > 0 && <FailedPapers failed={failed} onClose={() => setFailed([])} />}
      {scans.dialog}
      <Loaded query={papers} label="正在清点表格">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={<IconPrinter size={40} />}
              title="还没有可打印的表格"
              description={`${roundTitle}里还没有推荐对象。先在总览中添加推荐对象并填表，表格会自动出现在这里。`}
              action={
                <Button component={Link} href={paths.overview}>
                  去总览
                </Button>
              }
            />
          ) : (
            <Desk items={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** What could not be saved, and how to mend it; stays until it is closed or all is saved again. */
function FailedPapers({
  failed,
  onClose,
}: {
  readonly failed: readonly FailedPaper[];
  readonly onClose: () => void;
}) {
  return (
    <Alert
      color="danger"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${failed.length} 项没有保存，其余的都已保存`}
      role="alert"
      mb="md"
      withCloseButton
      closeButtonLabel="关闭"
      onClose={onClose}
    >
      <List size="sm" spacing={4}>
        {failed.map(({ title, subjectName, error }) => (
          <List.Item key={`${title}/${subjectName}/${error.code}`}>
            {title}（{subjectName}）：{error.message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Desk({ items }: { readonly items: readonly PaperItem[] }) {
  const { round } = useWorkspace();
  const [words, setWords] = useState('');
  const [wanted, setWanted] = useState<Wanted>('all');
  const [selected, setSelected] = useState<string | null>(null);
  const counts = countPapers(items);
  const setPrinted = useEngineMutation('paper.setPrinted');
  const saved = items.filter((item) => paperState(item) === 'exported');
  const shown = filterPapers(items, words, wanted);
  const current = shown.find((item) => paperKey(item) === selected) ?? shown[0];
  return (
    <>
      <Group mb="sm" gap="sm" wrap="nowrap">
        <TextInput
          aria-label="查找表格或姓名"
          placeholder="查找表格或姓名"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          w={240}
        />
        <Select
          aria-label="按状态筛选"
          allowDeselect={false}
          w={240}
          value={wanted}
          onChange={(value) => setWanted(isWanted(value) ? value : 'all')}
          data={[
            { value: 'all', label: `全部状态（${items.length}）` },
            { value: 'never', label: `尚未导出（${counts.never}）` },
            { value: 'exported', label: `已导出，还没有打印（${counts.exported}）` },
            { value: 'changed', label: `纸面与数据不一致（${counts.changed}）` },
            { value: 'current', label: `已打印且一致（${counts.current}）` },
            { value: 'verified', label: `盖章扫描件已核对（${counts.verified}）` },
          ]}
        />
        {saved.length > 1 && (
          <Button
            variant="default"
            loading={setPrinted.isPending}
            onClick={() =>
              setPrinted.mutate({
                round,
                papers: saved.map(({ formId, subjectId, currentCode: code }) => ({
                  formId,
                  subjectId,
                  code,
                })),
                printed: true,
              })
            }
          >
            导出的 {saved.length} 张都已打印
          </Button>
        )}
      </Group>
      {current === undefined ? (
        <EmptyState title="没有符合条件的表格" description="请换一个查找词，或把状态改回“全部状态”。" />
      ) : (
        <div className={classes.desk ?? ''}>
          <PaperList
            items={shown}
            selected={paperKey(current)}
            onSelect={(item) => setSelected(paperKey(item))}
          />
          <PaperPreview key={paperKey(current)} item={current} round={round} />
        </div>
      )}
    </>
  );
}

function isWanted(value: string | null): value is Wanted {
  return (
    value === 'all' ||
    value === 'never' ||
    value === 'exported' ||
    value === 'current' ||
    value === 'changed' ||
    value === 'verified'
  );
}
