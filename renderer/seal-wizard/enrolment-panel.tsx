import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconCertificate, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { safeFileName, saveFile } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { IdentityPanel } from '../parts/keys/identity-panel.tsx';
import { keySheetTitle } from '../ui/level-words.ts';

/** Registering the unit's key with the receiving unit: the package, and the stamped sheet that vouches for it. */
export function EnrolmentPanel() {
  const { info, index } = useWorkspace();
  const sheet = keySheetTitle(index.pack, info.role);
  const identity = useEngineQuery('identity.get', {});
  const [sealed, setSealed] = useState<ApiResult<'enrolment.seal'> | null>(null);

  const save = async () => {
    const result = await saveFile(
      { title: '保存登记包', suggestedName: safeFileName(`登记_${info.name}.zip`) },
      (target) => callEngine('enrolment.seal', { target }),
    );
    if (result !== null) setSealed(result);
  };

  return (
    <Stack gap="md">
      <Text size="sm">
        收件单位只认登记过的密钥。登记一次即可，换密钥时重做。办法：登记包存入介质，{sheet}
        打印盖章，两样一起报送；收件单位用盖章纸面上的指纹核对登记包。
        {info.role === 'recommender'
          ? '基层单位也要登记本单位的密钥才能加密报来：把同一份登记包发给它们。'
          : ''}
      </Text>
      <IdentityPanel />
      <List size="sm" type="ordered" spacing={4}>
        <List.Item>在“打印”页打印{sheet}，表上印有本单位密钥的指纹和二维码，盖章。</List.Item>
        <List.Item>在这里保存登记包，和盖章的{sheet}一起报送。</List.Item>
        <List.Item>对方核对无误后，以后报送的封包会显示“已登记单位”。</List.Item>
      </List>
      <Group>
        <Button
          leftSection={<IconCertificate size={18} aria-hidden />}
          disabled={identity.data === undefined || identity.data === null}
          onClick={() => void save()}
        >
          保存登记包
        </Button>
      </Group>
      {sealed !== null && (
        <Alert color="ok" icon={<IconCircleCheck aria-hidden />} title="登记包已保存并读回核验">
          {sealed.fileName}，{bytesText(sealed.bytes)}。请连同盖章的{sheet}一起报送。
        </Alert>
      )}
    </Stack>
  );
}
