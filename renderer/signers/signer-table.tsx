import { Badge, Button, Group, Modal, ScrollArea, Stack, Table, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useEngineMutation } from '../app/engine.ts';
import { notifyDone, sentenceOf } from '../app/notify.ts';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { timeText } from '../ui/format.ts';
import type { Signer } from './pending-signer.tsx';

/** Enrolled units, revoked ones last, with the way to revoke a key. */
export function SignerTable({ signers }: { readonly signers: readonly Signer[] }) {
  const [revoking, setRevoking] = useState<Signer | null>(null);
  const sorted = [...signers].sort(
    (a, b) =>
      Number(a.revokedAt !== null) - Number(b.revokedAt !== null) ||
      a.principal.localeCompare(b.principal, 'zh-CN'),
  );
  return (
    <>
      <ScrollArea viewportProps={{ tabIndex: 0 }}>
        <Table aria-label="登记名单" miw={860} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>单位</Table.Th>
              <Table.Th>密钥指纹</Table.Th>
              <Table.Th>登记时间</Table.Th>
              <Table.Th>状态</Table.Th>
              <Table.Th>操作</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((signer) => (
              <Table.Tr key={signer.fingerprint}>
                <Table.Td maw={320}>{signer.principal}</Table.Td>
                <Table.Td>
                  <Fingerprint value={signer.fingerprint} />
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{timeText(signer.enrolledAt)}</Table.Td>
                <Table.Td>
                  {signer.revokedAt === null ? (
                    <Badge color="ok" variant="light" radius="sm">
                      有效
                    </Badge>
                  ) : (
                    <Badge color="danger" variant="light" radius="sm">
                      {timeText(signer.revokedAt)} 吊销
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  {signer.revokedAt === null && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`吊销${signer.principal}的密钥`}
                      onClick={() => setRevoking(signer)}
                    >
                      吊销
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <RevokeModal signer={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

function RevokeModal({ signer, onClose }: { readonly signer: Signer | null; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const revoke = useEngineMutation('signers.revoke', {
    quiet: true,
    onDone: () => {
      notifyDone('密钥已吊销。');
      setReason('');
      onClose();
    },
  });
  return (
    <Modal opened={signer !== null} onClose={onClose} title={`吊销“${signer?.principal ?? ''}”的密钥`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (signer !== null && reason.trim() !== '') {
            revoke.mutate({ fingerprint: signer.fingerprint, reason: reason.trim() });
          }
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            吊销之后，用这把密钥签名的封包不再被认可，也不能撤回。该单位要报送，须生成新密钥重新登记。
          </Text>
          <Textarea
            label="吊销原因"
            placeholder="例如：电脑丢失；经办人调离"
            required
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={revoke.isError ? sentenceOf(revoke.error) : null}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" color="danger" disabled={reason.trim() === ''} loading={revoke.isPending}>
              吊销这把密钥
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
