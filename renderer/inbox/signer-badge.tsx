import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';

/** Whether the signer's key is enrolled. An unknown signer's package is intact, but nobody vouches for whose it is. */
export function SignerBadge({ signer }: { readonly signer: ImportedPackage['signer'] }) {
  return signer.trusted ? (
    <Badge color="ok" variant="light" radius="sm" leftSection={<IconCircleCheck size={14} aria-hidden />}>
      已登记单位
    </Badge>
  ) : (
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
