import { Alert, List } from '@mantine/core';
import { IconShieldX } from '@tabler/icons-react';
import type { PersonalLeak } from '../../shared/reading/public-notice-text.ts';

const kinds = { idNumber: '身份证号', mobile: '手机号', field: '个人信息' } as const;

/** What must come out of the text before anybody publishes it, and where it came from. */
export function LeakAlert({ leaks }: { readonly leaks: readonly PersonalLeak[] }) {
  return (
    <Alert color="danger" icon={<IconShieldX aria-hidden />} title="文稿里有不能公开的个人信息" role="alert">
      <List size="sm" spacing={2}>
        {leaks.map((leak) => (
          <List.Item key={`${leak.what}-${leak.found}`}>
            {leak.label ?? kinds[leak.what]}“{leak.found}
            ”。请到填表页把它从事迹等文字里删去，或改正上面填写的受理电话。
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
