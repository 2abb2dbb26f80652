import { Badge, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';

/**
 * Who signed, and whether that key is enrolled: the name beside the badge, for a badge alone would say of any enrolled unit
 * that it is the right one. An unknown signer's package is intact, but nobody vouches for whose it is.
 */
export function SignerBadge({ signer }: { readonly signer: ImportedPackage['signer'] }) {
  if (!signer.trusted) {
    return (
      <Badge
        color="caution"
        variant="light"
        radius="sm"
        leftSection={<IconAlertTriangle size={14} aria-hidden />}
        title={`签名密钥 ${signer.fingerprint} 还没有登记`}
      >
        签名者未登记
      </Badge>
    );
  }
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Badge
        color={signer.other ? 'danger' : 'ok'}
        variant="light"
        radius="sm"
        style={{ flexShrink: 0 }}
        leftSection={
          signer.other ? (
            <IconAlertTriangle size={14} aria-hidden />
          ) : (
            <IconCircleCheck size={14} aria-hidden />
          )
        }
      >
        {signer.other ? '签名者是别的单位' : '已登记单位'}
      </Badge>
      <Text size="sm" span title={`签名密钥 ${signer.fingerprint}`}>
        {signer.name ?? signer.principal}
      </Text>
    </Group>
  );
}
