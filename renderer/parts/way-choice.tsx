import { Radio, Stack } from '@mantine/core';
import type { WorkspaceRole } from '../../shared/api/workspace-methods.ts';
import { receiverName } from '../ui/level-words.ts';

/** Whether the receiver uses this program: what goes there is a sealed file, or paper and a disc. */
export function WayChoice({
  role,
  value,
  onChange,
}: {
  readonly role: WorkspaceRole;
  readonly value: boolean;
  readonly onChange: (paperOnly: boolean) => void;
}) {
  return (
    <Radio.Group
      label={`${receiverName(role)}用荐表收件吗`}
      description="说不准的先选一个，以后可以在“设置—报送方式”里改。"
      value={value ? 'paper' : 'packages'}
      onChange={(chosen) => onChange(chosen === 'paper')}
    >
      <Stack gap={8} mt={6}>
        <Radio value="packages" label="用荐表收件" description="报送时在本程序打包，加密交给对方。" />
        <Radio
          value="paper"
          label="不用，只收纸质材料和光盘"
          description="不用密钥和登记；本程序备齐各表、照片、光盘和材料清单。"
        />
      </Stack>
    </Radio.Group>
  );
}
