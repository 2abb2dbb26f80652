import { Alert, Badge, Button, DataList, Group, List, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconFileStack } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { ChangeTable } from './change-table.tsx';
import { firstSignatureBadge, firstSignatureText } from './first-signature.ts';

type Original = ApiResult<'inbox.originals'>[number];

/** The host units' packages that came along: who signed first, and what the recommending unit changed. */
export function OriginalsButton({
  packageId,
  names,
}: {
  readonly packageId: string;
  /** Names of the nominees by id, as the recommending unit sent them. */
  readonly names: ReadonlyMap<string, string>;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileStack size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        基层原始封包
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="基层单位的原始封包" size="72rem">
        {opened && <Originals packageId={packageId} names={names} />}
      </Modal>
    </>
  );
}

function Originals({
  packageId,
  names,
}: {
  readonly packageId: string;
  readonly names: ReadonlyMap<string, string>;
}) {
  const query = useEngineQuery('inbox.originals', { packageId });
  return (
    <Loaded query={query} label="正在核验原始封包">
      {(originals) =>
        originals.length === 0 ? (
          <EmptyState
            title="没有附带基层单位的封包"
            description="推荐对象由推荐单位直接填报，或没有从基层单位的封包列入。"
          />
        ) : (
          <Stack gap="md">
            {originals.map((original) => (
              <OriginalCard key={original.fileName} original={original} names={names} />
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}

/** The first signature in a word: green only for a key that was known here before, under the same name. */
function FirstSignature({ original }: { readonly original: Original }) {
  const { label, color } = firstSignatureBadge(original);
  return (
    <Badge color={color} variant="light" radius="sm">
      {label}
    </Badge>
  );
}

function OriginalCard({
  original,
  names,
}: {
  readonly original: Original;
  readonly names: ReadonlyMap<string, string>;
}) {
  const title = original.unit ?? original.fileName;
  return (
    <Paper withBorder p="md" component="article" aria-label={title}>
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={3} size="h4">
            {title}
          </Title>
          <FirstSignature original={original} />
          {original.revision !== null && (
            <Badge variant="light" radius="sm">
              第 {original.revision} 版
            </Badge>
          )}
        </Group>
        <DataList labelWidth="7rem">
          <DataList.Item>
            <DataList.ItemLabel>文件</DataList.ItemLabel>
            <DataList.ItemValue>{original.fileName}</DataList.ItemValue>
          </DataList.Item>
          {original.fingerprint !== null && (
            <DataList.Item>
              <DataList.ItemLabel>签名密钥</DataList.ItemLabel>
              <DataList.ItemValue>
                <Stack gap={2}>
                  <Fingerprint value={original.fingerprint} />
                  {original.ok && <Text size="sm">{firstSignatureText(original)}</Text>}
                </Stack>
              </DataList.ItemValue>
            </DataList.Item>
          )}
          {original.nominees.length > 0 && (
            <DataList.Item>
              <DataList.ItemLabel>推荐对象</DataList.ItemLabel>
              <DataList.ItemValue>
                {original.nominees.map((id) => names.get(id) ?? '（没有列入）').join('、')}
              </DataList.ItemValue>
            </DataList.Item>
          )}
        </DataList>
        {original.problems.length > 0 && (
          <Alert color="danger" icon={<IconAlertTriangle aria-hidden />} title="问题">
            <List size="sm">
              {original.problems.map((problem) => (
                <List.Item key={`${problem.code}-${problem.message}`}>{problem.message}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {original.ok && original.changes.length === 0 && (
          <Text size="sm" c="dimmed">
            推荐单位报来的内容与基层单位封入的完全一致。
          </Text>
        )}
        {original.changes.length > 0 && (
          <>
            <Text size="sm">推荐单位改动了 {original.changes.length} 处：</Text>
            <ChangeTable
              label={`${title}与推荐单位的不同`}
              before="基层单位封入"
              after="推荐单位报来"
              changes={original.changes.map((change) => ({ ...change, kind: null }))}
            />
          </>
        )}
      </Stack>
    </Paper>
  );
}
