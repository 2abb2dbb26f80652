import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconListCheck, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Submission } from '../../shared/submission/submission-schema.ts';
import { useEngineQuery } from '../app/engine.ts';
import { notifyDone, notifyError } from '../app/notify.ts';
import { paths } from '../app/paths.ts';
import { useRemembered } from '../app/use-remembered.ts';
import { adoptionKey, adoptionText, adoptNominee, parseAdoption } from './adopt-nominee.ts';

/** Recommending unit: takes this lower unit's nominee into the own list, or brings it up to this revision. */
export function AdoptPanel({
  packageId,
  submission,
  nomineeId,
  name,
}: {
  readonly packageId: string;
  readonly submission: Submission;
  readonly nomineeId: string;
  readonly name: string;
}) {
  const records = useEngineQuery('records.list', {});
  const [remembered, remember] = useRemembered(adoptionKey(submission.submissionId, nomineeId), '');
  const [busy, setBusy] = useState(false);
  const adoption = parseAdoption(remembered);
  const record = records.data?.find((entry) => entry.id === adoption?.recordId);
  const current = record !== undefined && adoption?.packageId === packageId;
  const nominee = submission.nominees.find((entry) => entry.id === nomineeId);
  if (nominee === undefined) return null;

  const adopt = async () => {
    setBusy(true);
    try {
      const recordId = await adoptNominee(packageId, submission, nominee, adoption);
      remember(adoptionText({ recordId, packageId }));
      notifyDone(record === undefined ? `“${name}”已列入本单位推荐名单。` : `“${name}”已按这一版更新。`);
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Paper withBorder p="md" component="section" aria-label="本单位推荐名单">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h4">
            本单位推荐名单
          </Title>
          {record !== undefined && (
            <Badge color={current ? 'ok' : 'caution'} variant="light" radius="sm">
              {current ? '已列入' : '已列入，不是这一版'}
            </Badge>
          )}
        </Group>
        {current ? (
          <Text size="sm" c="dimmed">
            内容和照片已经列入，可以在
            <Anchor component={Link} href={paths.overview} size="sm">
              总览
            </Anchor>
            中补充本级意见、公示和征求意见。基层单位的原始封包会随材料一起报送。
          </Text>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {record === undefined
                ? '决定推荐的，把填好的内容和照片列入本单位名单，不用重新录入。'
                : '更新会用这一版的内容代替名单里的；原来的内容在历史里能找回。'}
            </Text>
            <Button
              variant="default"
              loading={busy}
              leftSection={
                record === undefined ? (
                  <IconListCheck size={18} aria-hidden />
                ) : (
                  <IconRefresh size={18} aria-hidden />
                )
              }
              onClick={() => void adopt()}
            >
              {record === undefined ? '列入推荐名单' : '按这一版更新'}
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  );
}
