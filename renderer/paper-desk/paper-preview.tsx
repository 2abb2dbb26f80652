import { Alert, Button, Checkbox, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconPhoto, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { formTitle } from '../../shared/reading/titles.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { callEngine, useEngineMutation } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { safeFileName, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { formatLabels, type PaperFormat, type PaperItem, paperState } from '../parts/papers/paper-state.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { timeText } from '../ui/format.ts';
import { PdfView } from '../ui/pdf-view.tsx';
import { UnconfirmedMark } from '../ui/unconfirmed-mark.tsx';
import classes from './paper-desk.module.css';
import { PaperStateBadge } from './paper-state-badge.tsx';

/** One paper: its state, what can be saved, and its pages as they will come out of the printer. */
export function PaperPreview({ item, round }: { readonly item: PaperItem; readonly round: Round }) {
  const { index } = useWorkspace();
  const state = paperState(item);
  const setPrinted = useEngineMutation('paper.setPrinted');
  const form = index.form(item.formId);
  const canSavePhotos = form?.subject === 'individual' && index.pack.campaign.photo !== undefined;

  const save = (format: PaperFormat) =>
    saveFile(
      {
        title: `保存${item.title}`,
        suggestedName: safeFileName(`${item.title}_${item.subjectName}.${format}`),
        ...(format === 'pdf' ? { done: '已保存。请用 PDF 阅读器打开，按实际大小双面打印在 A4 纸上。' } : {}),
      },
      (target) =>
        callEngine('paper.save', { formId: item.formId, subjectId: item.subjectId, round, format, target }),
    );

  const savePhotos = () =>
    saveFile(
      { title: '保存照片排版页', suggestedName: safeFileName(`照片排版_${item.subjectName}.pdf`) },
      (target) => callEngine('paper.photoSheet', { subjectId: item.subjectId, target }),
    );

  return (
    <Paper withBorder className={classes.preview ?? ''} component="section" aria-label="预览">
      <Stack gap="xs" p="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h3">
            {form === undefined ? item.title : formTitle(form)}：{item.subjectName}
          </Title>
          <PaperStateBadge state={state} />
        </Group>
        <Group gap="md">
          <Text size="sm" c="dimmed">
            校验码 <Code>{item.currentCode}</Code>
          </Text>
          {item.exportedAt !== null && (
            <Text size="sm" c="dimmed">
              上次导出 {timeText(item.exportedAt)}
            </Text>
          )}
          {item.printedAt !== null && (
            <Text size="sm" c="dimmed">
              打印于 {timeText(item.printedAt)}
              {item.printedCode !== item.currentCode && (
                <>
                  ，当时校验码 <Code>{item.printedCode}</Code>
                </>
              )}
            </Text>
          )}
          {item.scannedAt !== null && (
            <Text size="sm" c="dimmed">
              上次核对扫描件 {timeText(item.scannedAt)}
              {item.scannedCode !== item.currentCode && '，之后内容又改过'}
            </Text>
          )}
          {form !== undefined && (
            <Text size="sm" c="dimmed">
              一式 {form.copies} 份
            </Text>
          )}
        </Group>
        {state === 'changed' && (
          <Alert color="caution" icon={<IconAlertTriangle aria-hidden />} title="纸面与数据不一致">
            导出或打印之后内容又改过，已打印的纸作废。请重新导出、打印，并对照页脚的校验码收回旧纸。
          </Alert>
        )}
        <Group gap="xs" align="center">
          {item.formats.map((format) => (
            <Button
              key={format}
              size="xs"
              variant={format === 'pdf' ? 'filled' : 'default'}
              leftSection={
                format === 'pdf' ? (
                  <IconPrinter size={16} aria-hidden />
                ) : (
                  <IconDownload size={16} aria-hidden />
                )
              }
              onClick={() => void save(format)}
            >
              保存 {formatLabels[format]}
            </Button>
          ))}
          <Checkbox
            label="已打印"
            checked={
              setPrinted.isPending ? setPrinted.variables.printed : item.printedCode === item.currentCode
            }
            onChange={(event) =>
              setPrinted.mutate({
                round,
                papers: [{ formId: item.formId, subjectId: item.subjectId, code: item.currentCode }],
                printed: event.currentTarget.checked,
              })
            }
          />
          {canSavePhotos && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPhoto size={16} aria-hidden />}
              onClick={() => void savePhotos()}
            >
              保存照片排版页
            </Button>
          )}
          {form !== undefined && (
            <UnconfirmedMark words="版式未经官方附件核对" certainty={form.certainty} source={form.source} />
          )}
        </Group>
      </Stack>
      <div className={classes.previewBody ?? ''}>
        {item.formats.includes('pdf') ? (
          <PagePreview item={item} round={round} />
        ) : (
          <EmptyState
            title="这张表没有预览"
            description="它只以表格或文字格式输出，请保存后用办公软件打开。"
          />
        )}
      </div>
    </Paper>
  );
}

function PagePreview({ item, round }: { readonly item: PaperItem; readonly round: Round }) {
  const { formId, subjectId, currentCode, title, subjectName } = item;
  // The check code is in the key: the same content gives the same pages, another content gives new ones.
  const preview = useQuery({
    queryKey: ['engine', 'paper.preview', { formId, subjectId, round }, currentCode],
    queryFn: () => callEngine('paper.preview', { formId, subjectId, round, format: 'pdf' }),
    gcTime: 30_000,
  });
  return (
    <Loaded query={preview} label="正在排版">
      {(value) => <PdfView bytes={value.bytes} title={`${title}：${subjectName}`} />}
    </Loaded>
  );
}
