import { Badge, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconKeyOff } from '@tabler/icons-react';
import type { ImportedPackage } from '../../../shared/api/package-methods.ts';
import { dateText } from '../../ui/format.ts';

/** Why a key is not believed any more, as a sentence. */
export function revocationText(reason: string): string {
  return reason === 'key-change'
    ? '该单位已换用新密钥，这份材料是换之前签的。'
    : `吊销原因：${reason === '' ? '没有写明' : reason}。这份材料是吊销前收到的，是否仍然有效请与报送单位核实。`;
}

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
  const { revoked } = signer;
  return (
    <Group gap={6} miw={0}>
      {(revoked === null || signer.other) && (
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
      )}
      {revoked !== null && (
        <Badge
          color={revoked.reason === 'key-change' ? 'gray' : 'danger'}
          variant="light"
          radius="sm"
          style={{ flexShrink: 0 }}
          leftSection={<IconKeyOff size={14} aria-hidden />}
          title={revocationText(revoked.reason)}
        >
          密钥已于 {dateText(revoked.at)} {revoked.reason === 'key-change' ? '更换' : '吊销'}
        </Badge>
      )}
      <Text size="sm" span title={`签名密钥 ${signer.fingerprint}`}>
        {signer.name ?? signer.principal}
      </Text>
    </Group>
  );
}
