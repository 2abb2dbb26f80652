import { Alert, Anchor, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { photoFileName } from '../../shared/identifiers/person-name.ts';
import { refsOfValue } from '../../shared/reading/attachment-refs.ts';
import { subjectName } from '../../shared/reading/lookup.ts';
import { photoSizeName } from '../../shared/reading/titles.ts';
import { bridge } from '../kit/bridge.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { formPath, paths, photoPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { AttachmentImage } from '../parts/draft/attachment-image.tsx';
import {
  DraftProvider,
  useDraft,
  useDraftSelector,
  useFieldText,
  useFieldValue,
} from '../parts/draft/draft-context.tsx';
import { useFindings } from '../parts/draft/field-findings.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SeverityBadge } from '../ui/severity-badge.tsx';
import { PhotoEditor } from './photo-editor.tsx';
import { PhotoImport } from './photo-import.tsx';
import type { OpenPicture } from './picture.ts';

/** The photo desk of one nominee: `/photo/:subjectId`. */
export function PhotoPage() {
  const { subjectId = '' } = useParams();
  return (
    <DraftProvider key={subjectId} subjectId={subjectId}>
      <PhotoDesk />
    </DraftProvider>
  );
}

/** Name and birth fields that the pack's photo rule builds the file name from. */
function useNameFields(): { readonly nameField: string; readonly birthField: string } | null {
  const { index } = useWorkspace();
  const rule = index.pack.rules.find((one) => one.kind === 'photo' && one.params.check === 'name');
  return rule?.kind === 'photo' ? rule.params : null;
}

function PhotoDesk() {
  const { draft, kind } = useDraft();
  const { index, round } = useWorkspace();
  const [, navigate] = useLocation();
  const limits = index.pack.campaign.photo;
  const fields = useNameFields();
  const list = useEngineQuery('records.list', {});
  const [picture, setPicture] = useState<OpenPicture | null>(null);
  const title = useDraftSelector((scope) =>
    subjectName(index.pack, { id: draft.id, kind, content: scope.record }),
  );
  const name = useFieldText(fields?.nameField ?? '');
  const birth = useFieldText(fields?.birthField ?? '');
  const stored = refsOfValue(useFieldValue(limits?.field ?? ''))[0];
  const findings = useFindings(draft.id, limits?.field ?? '');
  if (limits === undefined || index.field(kind, limits.field) === undefined) {
    return (
      <Page>
        <EmptyState
          title="这类对象不需要照片"
          action={<Button onClick={() => navigate(paths.overview)}>回到总览</Button>}
        />
      </Page>
    );
  }
  const form = index
    .formsOf(kind)
    .find(
      (one) =>
        one.rounds.includes(round) && one.sections.some((section) => section.fields.includes(limits.field)),
    );
  const fileName = name === '' || !/^\d{4}-\d{2}-\d{2}$/.test(birth) ? null : photoFileName(name, birth);
  const others = (list.data ?? []).filter((entry) => entry.kind === kind);
  const sheet = async () => {
    try {
      await draft.flush();
      const target = await bridge().chooseSave({
        title: '保存冲印排版',
        suggestedName: `照片冲印-${title}.pdf`,
      });
      if (target === null) return;
      await callEngine('paper.photoSheet', { subjectId: draft.id, target: { file: target.handle } });
      await bridge().finishSave(target.handle, { reveal: true });
      notifyDone('冲印排版已保存，含背面的单位和姓名标签。');
    } catch (error) {
      notifyError(error, '冲印排版没有保存');
    }
  };
  return (
    <Page>
      <PageHeader
        title={`照片台：${title}`}
        description={`裁成 ${photoSizeName(limits)}，检查白色背景和头部比例，压缩到规定大小，按规则命名。`}
        actions={
          <>
            <Select
              aria-label="换一位"
              data={others.map((entry) => ({
                value: entry.id,
                label: `${entry.order}. ${entry.name}`,
              }))}
              value={draft.id}
              allowDeselect={false}
              searchable
              onChange={(id) => id !== null && navigate(photoPath(id))}
              w={200}
            />
            {form !== undefined && (
              <Button
                variant="default"
                component={Link}
                href={formPath(draft.id, form.id, limits.field)}
                leftSection={<IconArrowLeft size={18} aria-hidden />}
              >
                回到表格
              </Button>
            )}
          </>
        }
      />
      <Stack>
        {fileName === null && form !== undefined && fields !== null && (
          <Alert color="caution">
            照片要按“姓名-出生日期”命名。
            <Anchor
              component={Link}
              href={formPath(draft.id, form.id, name === '' ? fields.nameField : fields.birthField)}
              inherit
            >
              请先填写{name === '' ? '姓名' : '出生日期'}
            </Anchor>
            ，也可以先裁剪，之后再改名。
          </Alert>
        )}
        {picture === null ? (
          <PhotoImport compact={stored !== undefined} onPicture={setPicture} />
        ) : (
          <PhotoEditor
            key={`${picture.bitmap.width}x${picture.bitmap.height}/${picture.name}/${picture.mediaType}`}
            picture={picture}
            limits={limits}
            fileName={fileName}
            onPicture={setPicture}
            onSaved={(reference) => {
              draft.change({ [limits.field]: reference });
              draft.saveNow();
              setPicture(null);
            }}
          />
        )}
        {stored !== undefined && picture === null && (
          <Panel title="已保存的照片">
            <Group align="flex-start" gap="xl">
              <AttachmentImage reference={stored} alt={`${title}的照片`} height={220} />
              <Stack gap="xs" maw={520}>
                <Text fw={600}>{stored.name}</Text>
                <Text size="sm" c="dimmed">
                  {bytesText(stored.bytes, 1024)}
                  {stored.width !== undefined &&
                    stored.height !== undefined &&
                    `，${stored.width}×${stored.height} 像素`}
                  {stored.measures?.headShare !== undefined &&
                    `，头部占 ${Math.round(stored.measures.headShare * 100)}%`}
                </Text>
                {findings.map((finding) => (
                  <Group key={finding.key} gap={6} wrap="nowrap" align="flex-start">
                    <SeverityBadge severity={finding.severity} />
                    <Text size="sm">{finding.message}</Text>
                  </Group>
                ))}
                <Group>
                  {fileName !== null && stored.name !== fileName && (
                    <Button
                      onClick={() => {
                        draft.change({ [limits.field]: { ...stored, name: fileName } });
                        draft.saveNow();
                      }}
                    >
                      改名为 {fileName}
                    </Button>
                  )}
                  <Button
                    variant="default"
                    leftSection={<IconPrinter size={18} aria-hidden />}
                    onClick={() => void sheet()}
                  >
                    冲印排版（{limits.copies} 张，含背面标签）
                  </Button>
                </Group>
              </Stack>
            </Group>
          </Panel>
        )}
      </Stack>
    </Page>
  );
}
