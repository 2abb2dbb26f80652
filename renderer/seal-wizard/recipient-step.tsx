import { Alert, Anchor, Button, DataList, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';
import { paths, settingsPath } from '../app/paths.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import type { SealPlan } from './plan-state.ts';

/** Second step: who signs, and who alone can open the package. */
export function RecipientStep({
  plan,
  encrypt,
  onEncrypt,
  onBack,
  onNext,
}: {
  readonly plan: SealPlan;
  readonly encrypt: boolean;
  readonly onEncrypt: (encrypt: boolean) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const { info } = useWorkspace();
  return (
    <Stack gap="md">
      <section aria-labelledby="seal-signer">
        <Title order={2} size="h3" id="seal-signer" mb="xs">
          签名：本单位
        </Title>
        <IdentityPanel />
      </section>
      <section aria-labelledby="seal-recipient">
        <Title order={2} size="h3" id="seal-recipient" mb="xs">
          收件人
        </Title>
        {plan.recipient === null ? (
          <NoRecipient role={info.role} />
        ) : (
          <Stack gap="sm">
            <DataList labelWidth="7rem">
              <DataList.Item>
                <DataList.ItemLabel>收件单位</DataList.ItemLabel>
                <DataList.ItemValue>{plan.recipient.name}</DataList.ItemValue>
              </DataList.Item>
              <DataList.Item>
                <DataList.ItemLabel>密钥指纹</DataList.ItemLabel>
                <DataList.ItemValue>
                  <Fingerprint value={plan.recipient.fingerprint} />
                </DataList.ItemValue>
              </DataList.Item>
            </DataList>
            <Switch
              label="加密，只有收件单位能打开"
              checked={encrypt}
              onChange={(event) => onEncrypt(event.currentTarget.checked)}
            />
            {!encrypt && (
              <Text size="sm" c="var(--mantine-color-error)">
                不加密时，拿到介质的人都能看到身份证号等个人信息。只在收件单位要求时才关闭。
              </Text>
            )}
          </Stack>
        )}
      </section>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          上一步
        </Button>
        <Button onClick={onNext} disabled={plan.needsIdentity}>
          下一步：存放位置
        </Button>
      </Group>
    </Stack>
  );
}

/** Why the package is not encrypted, and how to get the recipient's key: a host's recipient is its recommending unit. */
function NoRecipient({ role }: { readonly role: WorkspaceRole }) {
  return (
    <Alert color="caution" icon={<IconLockOpen aria-hidden />} title="没有收件单位的密钥，封包不加密">
      封包仍然签名、可以核验，但拿到介质的人都能打开。
      {role === 'host' ? '请向推荐单位索取登记包，' : '请向收件单位索取已签名的活动包，'}
      <Anchor component={Link} href={role === 'host' ? paths.signers : settingsPath('pack')} size="sm">
        {role === 'host' ? '在单位登记中核对登记' : '在设置中安装'}
      </Anchor>
      后再封包；或妥善保管介质、当面交接。
    </Alert>
  );
}
