import { Alert, Anchor, Button, DataList, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { Link } from 'wouter';
import { paths, settingsPath } from '../kit/paths.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { IdentityPanel } from '../parts/keys/identity-panel.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { isPlainSettled, PlainChoice } from '../ui/plain-choice.tsx';
import { planFits, type SealChoice, type SealPlan } from './plan-state.ts';
import { recipientGap } from './recipient-text.ts';

/** Second step: who signs, and who alone can open the package. */
export function RecipientStep({
  plan,
  current,
  choice,
  onChoice,
  onBack,
  onNext,
}: {
  readonly plan: SealPlan;
  /** False while the plan is being read again; a plan of before cannot be agreed to. */
  readonly current: boolean;
  readonly choice: SealChoice;
  readonly onChoice: (choice: SealChoice) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const settled = current && planFits(plan, choice) && isPlainSettled(choice.plain);
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
        <Stack gap="sm">
          <RecipientGapAlert plan={plan} />
          {plan.candidates.length > 1 && (
            <Radio.Group
              label="这份材料给谁"
              value={plan.recipient?.fingerprint ?? null}
              onChange={(recipient) => onChoice({ ...choice, recipient })}
            >
              <Stack gap="xs" mt="xs">
                {plan.candidates.map(({ name, fingerprint }) => (
                  <Radio key={fingerprint} value={fingerprint} label={name} description={fingerprint} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          {plan.recipient !== null && plan.candidates.length === 1 && (
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
          )}
          {plan.encryption === 'encrypted' && (
            <Group gap="xs" wrap="nowrap">
              <IconLock size={18} aria-hidden />
              <Text size="sm">封包加密，只有{plan.recipient?.name}能打开。</Text>
            </Group>
          )}
          <PlainChoice value={choice.plain} onChange={(plain) => onChoice({ ...choice, plain })} />
        </Stack>
      </section>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          上一步
        </Button>
        <Button onClick={onNext} disabled={plan.needsIdentity || !settled}>
          下一步：存放位置
        </Button>
      </Group>
    </Stack>
  );
}

/** Why the package cannot be encrypted yet, and the way to mend it: red, since nothing may leave in the clear by accident. */
function RecipientGapAlert({ plan }: { readonly plan: SealPlan }) {
  const { info } = useWorkspace();
  const gap = recipientGap(info.role, plan.recipientState);
  if (gap === null) return null;
  return (
    <Alert color="danger" icon={<IconLockOpen aria-hidden />} title={gap.title}>
      {gap.text}{' '}
      <Anchor component={Link} href={gap.page === 'signers' ? paths.signers : settingsPath('pack')} size="sm">
        {gap.action}
      </Anchor>
    </Alert>
  );
}
