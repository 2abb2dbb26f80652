import { Button, Code, CopyButton, Group } from '@mantine/core';
import { groupedFingerprint } from '../../shared/ground/fingerprint-groups.ts';

/** A key's fingerprint in groups of four, with a button that copies it as ssh-keygen writes it. */
export function Fingerprint({ value, copy = false }: { readonly value: string; readonly copy?: boolean }) {
  return (
    <Group gap="xs" component="span">
      <Code fz="sm" style={{ wordSpacing: '0.15em' }}>
        {groupedFingerprint(value)}
      </Code>
      {copy && (
        <CopyButton value={value}>
          {({ copied, copy: doCopy }) => (
            <Button size="compact-xs" variant="default" onClick={doCopy}>
              {copied ? '已复制' : '复制指纹'}
            </Button>
          )}
        </CopyButton>
      )}
    </Group>
  );
}
