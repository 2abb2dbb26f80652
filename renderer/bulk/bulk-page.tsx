import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { awardKinds, kindTitle } from '../../shared/reading/titles.ts';
import type { NomineeKind } from '../../shared/words/field-schema.ts';
import { callEngine, useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { safeFileName, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkResult } from './bulk-result.tsx';
import { type BulkSource, BulkSourceZone } from './bulk-source.tsx';

/** 批量导入: a template to fill in a spreadsheet program, a preview of what it brings, and one undo for all of it. */
export function BulkPage() {
  const { index } = useWorkspace();
  const [shown, setShown] = useState<{ source: BulkSource; preview: ApiResult<'bulk.read'> } | null>(null);
  const [reading, setReading] = useState(false);
  const last = useEngineQuery('bulk.last', {});
  const { campaign } = index.pack;

  const template = (kind: NomineeKind) =>
    saveFile(
      { title: '保存填报模板', suggestedName: safeFileName(`${kindTitle(campaign, kind)}填报模板.xlsx`) },
      (target) => callEngine('bulk.template', { kind, target }),
    );
  const look = async (source: BulkSource) => {
    setReading(true);
    setShown(null);
    try {
      setShown({ source, preview: await callEngine('bulk.read', { source }) });
    } catch (error) {
      notifyError(error, '表格没有导入');
    } finally {
      setReading(false);
    }
  };
  const take = useEngineMutation('bulk.take', {
    onDone: ({ created, changed }) => {
      setShown(null);
      notifyDone(`新增 ${created.length} 个，更新 ${changed.length} 个。`, '已导入');
    },
  });
  const undo = useEngineMutation('bulk.undo', {
    onDone: ({ undone, kept }) =>
      notifyDone(
        kept.length === 0
          ? `撤销了 ${undone} 个。`
          : `撤销了 ${undone} 个；后来改过的没有动：${kept.join('、')}。`,
        '已撤销这次导入',
      ),
  });
  const corrections = (source: BulkSource) =>
    saveFile({ title: '另存有问题的行', suggestedName: '需要改的行.xlsx' }, (target) =>
      callEngine('bulk.corrections', { source, target }),
    );

  return (
    <Page>
      <PageHeader
        title="批量导入"
        description="对象多的时候，先在表格里填好，再一次导入。照片和签章日期仍在填表页完成。"
      />
      <Stack gap="md">
        <Paper withBorder p="md" component="section" aria-label="第一步：取模板">
          <Title order={2} size="h3" mb="xs">
            第一步：取模板
          </Title>
          <Text size="sm" mb="sm">
            每行一个推荐对象，简历、奖励各有一张工作表，用姓名和身份证号对应。带“*”的必填；“示例”一行不会导入。
          </Text>
          <Group>
            {awardKinds(campaign).map((kind) => (
              <Button
                key={kind}
                variant="default"
                leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
                onClick={() => void template(kind)}
              >
                保存{kindTitle(campaign, kind)}模板
              </Button>
            ))}
          </Group>
        </Paper>
        <Paper withBorder p="md" component="section" aria-label="第二步：导入">
          <Title order={2} size="h3" mb="xs">
            第二步：导入
          </Title>
          <BulkSourceZone busy={reading} onSource={look} />
        </Paper>
        {shown !== null && (
          <BulkPreview
            key={shown.preview.planDigest}
            preview={shown.preview}
            busy={take.isPending}
            onTake={(keys) =>
              take.mutate({ source: shown.source, planDigest: shown.preview.planDigest, keys: [...keys] })
            }
            onCancel={() => setShown(null)}
            onCorrections={() => void corrections(shown.source)}
          />
        )}
        {shown === null && last.data !== undefined && last.data !== null && (
          <BulkResult
            last={last.data}
            busy={undo.isPending}
            onUndo={() => last.data !== null && last.data !== undefined && undo.mutate({ id: last.data.id })}
          />
        )}
      </Stack>
    </Page>
  );
}
