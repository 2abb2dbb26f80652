import {
  Alert,
  Button,
  Group,
  PasswordInput,
  Progress,
  Radio,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import type { WorkspaceInfo, WorkspaceRole } from '../../shared/api/workspace-methods.ts';
import { callEngine, useEngineMutation, useEngineQuery } from '../kit/engine.ts';
import { LoadProblem } from '../kit/loaded.tsx';
import { sentenceOf } from '../kit/notify.ts';
import { openFiles } from '../kit/save-file.ts';
import { PackProblems } from '../parts/keys/pack-problems.tsx';
import { WayChoice } from '../parts/way-choice.tsx';
import { passphraseStrength } from '../ui/passphrase-strength.ts';
import { type ChosenFile, InstallNew } from './install-new.tsx';

export const ROLES: readonly {
  readonly value: WorkspaceRole;
  readonly label: string;
  readonly what: string;
}[] = [
  { value: 'host', label: '基层单位', what: '填写本单位的推荐对象，组织本单位公示，封包报推荐单位。' },
  {
    value: 'recommender',
    label: '推荐单位',
    what: '汇总各单位材料，掌握名额，征求意见，写推荐报告，报领导小组办公室。',
  },
  {
    value: 'office',
    label: '领导小组办公室',
    what: '下发活动包，登记单位，接收、核验、审核材料，返回意见。',
  },
];
const LEVELS = [
  { value: 8, color: 'danger' },
  { value: 35, color: 'danger' },
  { value: 70, color: 'caution' },
  { value: 100, color: 'ok' },
] as const;

/**
 * The workspace of a recommending unit or a host unit is called like the unit, so its papers begin with that name: a fact
 * is entered once. The clerk may change it on the form. A host unit's papers name the recommending unit as well, which
 * is another.
 */
async function nameUnit({ role, name }: WorkspaceInfo): Promise<void> {
  if (role === 'office') return;
  const { campaign } = await callEngine('campaign.pack', {});
  const field = role === 'host' ? campaign.hostNameField : campaign.unitNameField;
  if (field === undefined) return;
  await callEngine('record.save', { id: 'unit', baseRevision: 0, changes: { [field]: name } });
}

/** A new workspace: who you are, its name, the campaign, a passphrase twice. */
export function CreateForm({
  onStart,
  onCreated,
  onFailed,
  onCancel,
}: {
  /** Called before the engine makes and opens it, so that the start page stays for the recovery code. */
  readonly onStart: () => void;
  readonly onCreated: (created: { readonly name: string; readonly recoveryCode: string }) => void;
  readonly onFailed: () => void;
  readonly onCancel: (() => void) | undefined;
}) {
  const app = useEngineQuery('app.info', {});
  const campaigns = app.data?.campaigns ?? [];
  const [role, setRole] = useState<WorkspaceRole>('recommender');
  const [paperOnly, setPaperOnly] = useState(false);
  const [name, setName] = useState('');
  const [campaign, setCampaign] = useState<string | null>(null);
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const [packFile, setPackFile] = useState<ChosenFile | null>(null);
  const campaignId = campaign ?? campaigns[0]?.id ?? null;
  const strength = passphraseStrength(first);
  const bar = LEVELS[strength.level];
  const create = useEngineMutation('workspace.create', {
    quiet: true,
    onDone: (value) => {
      void nameUnit(value.workspace).catch(() => undefined);
      onCreated({ name: value.workspace.name, recoveryCode: value.recoveryCode });
    },
  });
  const problems = {
    name: name.trim() === '' ? '请填写单位全称或便于识别的名称。' : null,
    campaign: campaignId === null ? '没有可用的活动资料，请先安装活动包。' : null,
    first: strength.level === 0 ? strength.hint : null,
    second: first !== second ? '两次输入的口令不一样。' : null,
  };
  const choosePack = () =>
    openFiles({ title: '选择活动包', accept: ['zip'] }, async (files) => setPackFile(files[0] ?? null));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (campaignId === null || Object.values(problems).some((problem) => problem !== null)) return;
    onStart();
    create.mutate(
      { role, name: name.trim(), campaignId, passphrase: first, paperOnly: paperOnly && role !== 'office' },
      { onError: onFailed },
    );
  };
  return (
    <>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2}>新建工作区</Title>
          <Radio.Group label="您在这次评选中是" value={role} onChange={(value) => setRole(value)}>
            <Stack gap={8} mt={6}>
              {ROLES.map((entry) => (
                <Radio
                  key={entry.value}
                  value={entry.value}
                  label={entry.label}
                  description={entry.what}
                  autoFocus={entry.value === role}
                />
              ))}
            </Stack>
          </Radio.Group>
          {role !== 'office' && <WayChoice role={role} value={paperOnly} onChange={setPaperOnly} />}
          <TextInput
            label="名称"
            description="一般填单位全称"
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried ? problems.name : null}
          />
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <Select
              flex={1}
              label="评选活动"
              required
              withAsterisk={false}
              allowDeselect={false}
              data={campaigns.map((entry) => ({
                value: entry.id,
                label: `${entry.title}（第 ${entry.version} 版）`,
              }))}
              value={campaignId}
              onChange={setCampaign}
              error={tried ? problems.campaign : null}
            />
            <Button
              variant="subtle"
              flex="none"
              leftSection={<IconFileImport size={18} aria-hidden />}
              onClick={() => void choosePack()}
            >
              安装活动包
            </Button>
          </Group>
          <LoadProblem query={app} />
          <PackProblems problems={app.data?.problems ?? []} />
          <Group align="flex-start" grow>
            <PasswordInput
              label="口令"
              required
              withAsterisk={false}
              autoComplete="new-password"
              value={first}
              onChange={(event) => setFirst(event.currentTarget.value)}
              error={tried ? problems.first : null}
              visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏口令' }}
            />
            <PasswordInput
              label="再输入一次口令"
              required
              withAsterisk={false}
              autoComplete="new-password"
              value={second}
              onChange={(event) => setSecond(event.currentTarget.value)}
              error={tried || (second !== '' && second.length >= first.length) ? problems.second : null}
              visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏再次输入的口令' }}
            />
          </Group>
          {first !== '' && (
            <Stack gap={4}>
              <Progress size="sm" value={bar.value} color={bar.color} aria-label="口令强度" />
              {!(tried && strength.level === 0) && (
                <Text size="sm" c="dimmed" role="status">
                  {strength.hint}
                </Text>
              )}
            </Stack>
          )}
          {create.isError && (
            <Alert color="danger" title="没有建成" role="alert">
              {sentenceOf(create.error)}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={create.isPending} disabled={app.data === undefined}>
              新建
            </Button>
            {onCancel !== undefined && (
              <Button variant="subtle" color="gray" onClick={onCancel}>
                返回
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <InstallNew
        file={packFile}
        onInstalled={(id) => {
          setCampaign(id);
          setPackFile(null);
        }}
        onClose={() => setPackFile(null)}
      />
    </>
  );
}
