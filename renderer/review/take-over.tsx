import { Alert, Anchor, Button, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { subjectName, subjectsOf } from '../../shared/reading/lookup.ts';
import type { Submission } from '../../shared/words/submission-schema.ts';
import { useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { sentenceOf } from '../kit/notify.ts';
import { formPath, paths } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { intoView } from '../ui/into-view.ts';

type TakenOver = ApiResult<'inbox.takeOver'>;

/** Recommending unit: puts this host package's nominees onto the own list, or brings them up to this revision. */
export function TakeOverPanel({
  packageId,
  submission,
}: {
  readonly packageId: string;
  readonly submission: Submission;
}) {
  const records = useEngineQuery('records.list', {});
  return (
    <Loaded query={records} label="正在读取名单">
      {(list) => <TakeOver packageId={packageId} submission={submission} list={list} />}
    </Loaded>
  );
}

function TakeOver({
  packageId,
  submission,
  list,
}: Parameters<typeof TakeOverPanel>[0] & { readonly list: ApiResult<'records.list'> }) {
  const takeOver = useEngineMutation('inbox.takeOver', { quiet: true });
  const here = new Set(list.map((record) => record.id));
  const known = submission.nominees.filter((nominee) => here.has(nominee.id)).length;
  return (
    <Paper withBorder p="md" component="section" aria-label="本单位推荐名单">
      <Stack gap="xs">
        <Title order={2} size="h4">
          本单位推荐名单
        </Title>
        <Text size="sm" c="dimmed">
          {known === 0
            ? '把这份材料里的推荐对象连同照片列入本单位名单，不用重新录入。基层单位的原始封包会随材料一起报送。'
            : `已列入 ${known} 个。再次列入会补上基层单位在这一版里的改动；两边都改过的栏目保留本单位的。`}
        </Text>
        {takeOver.data !== undefined && <Result taken={takeOver.data} submission={submission} />}
        {takeOver.isError && (
          <Alert color="danger" title="没有列入" role="alert">
            {sentenceOf(takeOver.error)}
          </Alert>
        )}
        <Button
          variant="default"
          loading={takeOver.isPending}
          leftSection={<IconListCheck size={18} aria-hidden />}
          onClick={() => takeOver.mutate({ packageId })}
        >
          {known === 0 ? '列入推荐名单' : '按这一版更新名单'}
        </Button>
      </Stack>
    </Paper>
  );
}

function Result({ taken, submission }: { readonly taken: TakenOver; readonly submission: Submission }) {
  const { index } = useWorkspace();
  const subjects = subjectsOf(submission);
  const nameOf = (id: string) => {
    const subject = subjects.find((entry) => entry.id === id);
    return subject === undefined ? id : subjectName(index.pack, subject);
  };
  const toCheck = taken.kept.length + taken.removed.length + taken.dropped.length + taken.refused.length > 0;
  return (
    <Alert
      // Below the fold of a low window, what has to be checked would go unseen.
      ref={intoView}
      color={toCheck ? 'caution' : 'ok'}
      role="status"
      title="已列入推荐名单"
    >
      <Text size="sm">
        新列入 {taken.created.length} 个，更新 {taken.updated.length} 个。
        <Anchor component={Link} href={paths.overview} size="sm">
          到总览查看
        </Anchor>
      </Text>
      {taken.refused.length > 0 && (
        <Text size="sm" mt={4}>
          本单位的决定是“不予通过”，没有列入：{taken.refused.map(nameOf).join('、')}
          。仍要列入的，请先改决定，再更新一次。
        </Text>
      )}
      {taken.removed.length > 0 && (
        <Text size="sm" mt={4}>
          已被本单位从名单移除，没有更新：{taken.removed.map(nameOf).join('、')}
          。需要时先在总览下方“已移除的推荐对象”中放回名单，再更新一次。
        </Text>
      )}
      {taken.dropped.length > 0 && (
        <Text size="sm" mt={4}>
          这一版不再有、仍在本单位名单里：{taken.dropped.map(({ name }) => name).join('、')}
          。不再推荐的，请在总览中移除。
        </Text>
      )}
      {taken.kept.length > 0 && (
        <>
          <Text size="sm" mt={4}>
            下面的栏目两边都改过，保留了本单位的内容，请逐个核对：
          </Text>
          <List size="sm" mt={4}>
            {taken.kept.map(({ subjectId, fieldId }) => {
              const subject = subjects.find((entry) => entry.id === subjectId);
              const kind = subject?.kind ?? 'individual';
              const form = index.pack.forms.find(
                (entry) =>
                  entry.subject === kind &&
                  entry.sections.some((section) => section.fields.includes(fieldId)),
              );
              const label = `${nameOf(subjectId)}：${index.field(kind, fieldId)?.label ?? fieldId}`;
              return (
                <List.Item key={`${subjectId}-${fieldId}`}>
                  {form === undefined ? (
                    label
                  ) : (
                    <Anchor component={Link} href={formPath(subjectId, form.id, fieldId)} size="sm">
                      {label}
                    </Anchor>
                  )}
                </List.Item>
              );
            })}
          </List>
        </>
      )}
    </Alert>
  );
}
