import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconDisc, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { roundTitle } from '../../shared/reading/titles.ts';
import { bridge } from '../kit/bridge.ts';
import { callEngine } from '../kit/engine.ts';
import { JobProgress } from '../kit/job-progress.tsx';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { safeFileName } from '../kit/save-file.ts';
import { useJob } from '../kit/use-job.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import type { HandoverPlan } from './handover-page.tsx';

type Made = ApiResult<'handover.disc'>;

/** Makes what is burned onto the disc: an image, or a folder. */
export function DiscPanel({ plan }: { readonly plan: HandoverPlan }) {
  const { round, index } = useWorkspace();
  const job = useJob();
  const [made, setMade] = useState<Made | null>(null);
  const ready = plan.errors + plan.unexplained === 0 && plan.papers.length > 0;
  const run = async (target: { readonly image: string } | { readonly folder: string }) => {
    const disc = await job.run((jobId) => callEngine('handover.disc', { round, target, jobId }));
    if (disc.failed.length === 0 && 'image' in target)
      await bridge().finishSave(target.image, { reveal: true });
    setMade(disc);
    if (disc.failed.length === 0) notifyDone(`已做好“${disc.name}”，共 ${disc.files.length} 个文件。`);
  };
  const make = async (kind: 'image' | 'folder') => {
    setMade(null);
    try {
      if (kind === 'folder') {
        const folder = await bridge().chooseFolder({ title: '把光盘文件夹放到' });
        if (folder !== null) await run({ folder: folder.handle });
        return;
      }
      const title = roundTitle(index.pack.campaign, round);
      const image = await bridge().chooseSave({
        title: '光盘映像另存为',
        suggestedName: safeFileName(`${title}材料光盘.iso`),
      });
      if (image !== null) await run({ image: image.handle });
    } catch (error) {
      notifyError(error, '没有做成');
    }
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        光盘里只有通知要的电子版：各表、工作报告和照片，文件名按通知的次序编号。做成文件夹的，用电脑的刻录功能刻到光盘上。
      </Text>
      {job.progress === null ? (
        <Group gap="sm">
          <Button
            leftSection={<IconFolder size={18} aria-hidden />}
            disabled={!ready}
            onClick={() => void make('folder')}
          >
            做成文件夹
          </Button>
          <Button
            variant="default"
            leftSection={<IconDisc size={18} aria-hidden />}
            disabled={!ready}
            onClick={() => void make('image')}
          >
            做成光盘映像
          </Button>
        </Group>
      ) : (
        <JobProgress progress={{ ...job.progress, phase: '' }} label="正在制作" onCancel={job.cancel} />
      )}
      {made !== null && <Outcome made={made} />}
    </Stack>
  );
}

function Outcome({ made }: { readonly made: Made }) {
  if (made.failed.length > 0)
    return (
      <Alert color="danger" role="alert" icon={<IconAlertTriangle aria-hidden />} title="没有做成，请先改正">
        <List size="sm">
          {made.failed.map(({ title, subjectName, error }) => (
            <List.Item key={`${title}/${subjectName}/${error.code}`}>
              {title}（{subjectName}）：{error.message}
            </List.Item>
          ))}
        </List>
      </Alert>
    );
  return (
    <section aria-label="光盘里的文件">
      <Text size="sm" fw={600} mb={4}>
        {made.name}
      </Text>
      <List size="sm" spacing={2}>
        {made.files.map((file) => (
          <List.Item key={file}>{file}</List.Item>
        ))}
      </List>
    </section>
  );
}
