import { Badge, Button, Group, ScrollArea, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEngineMutation } from '../kit/engine.ts';
import { notifyDone } from '../kit/notify.ts';
import { ReasonModal } from '../kit/reason-modal.tsx';
import { Fingerprint } from '../ui/fingerprint.tsx';
import { timeText } from '../ui/format.ts';
import type { Signer } from './pending-signer.tsx';

/** Enrolled units, revoked ones last, with the way to revoke a key. */
export function SignerTable({ signers }: { readonly signers: readonly Signer[] }) {
  const [revoking, setRevoking] = useState<Signer | null>(null);
  const [renaming, setRenaming] = useState<Signer | null>(null);
  const sorted = [...signers].sort(
    (a, b) =>
      Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || a.name.localeCompare(b.name, 'zh-CN'),
  );
  return (
    <>
      <ScrollArea viewportProps={{ tabIndex: 0 }}>
        <Table aria-label="登记名单" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>单位和密钥指纹</Table.Th>
              <Table.Th>登记时间</Table.Th>
              <Table.Th>状态</Table.Th>
              <Table.Th>操作</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((signer) => (
              <Table.Tr key={signer.fingerprint}>
                <Table.Td>
                  {signer.name}
                  {signer.formerNames.length > 0 && (
                    <Text size="xs" c="dimmed">
                      原名 {signer.formerNames.join('、')}
                    </Text>
                  )}
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
                    <Group gap="xs" wrap="nowrap">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`更名：${signer.name}`}
                        onClick={() => setRenaming(signer)}
                      >
                        更名
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`吊销${signer.name}的密钥`}
                        onClick={() => setRevoking(signer)}
                      >
                        吊销
                      </Button>
                    </Group>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <RevokeModal signer={revoking} onClose={() => setRevoking(null)} />
      {renaming !== null && <RenameModal signer={renaming} onClose={() => setRenaming(null)} />}
    </>
  );
}

function RevokeModal({ signer, onClose }: { readonly signer: Signer | null; readonly onClose: () => void }) {
  const revoke = useEngineMutation('signers.revoke', {
    quiet: true,
    onDone: () => {
      notifyDone('密钥已吊销。');
      onClose();
    },
  });
  return (
    <ReasonModal
      key={signer?.fingerprint ?? ''}
      opened={signer !== null}
      title={`吊销“${signer?.name ?? ''}”的密钥`}
      message="吊销之后，用这把密钥签名的封包不再被认可，也不能撤回。该单位要报送，须生成新密钥重新登记。"
      label="吊销原因"
      placeholder="例如：电脑丢失；经办人调离"
      confirm="吊销这把密钥"
      danger
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={(reason) => {
        if (signer !== null) revoke.mutate({ fingerprint: signer.fingerprint, reason });
      }}
      onClose={onClose}
    />
  );
}

/** A unit that changed its name and did not say so with its key: the decision is this unit's, with the reason. */
function RenameModal({ signer, onClose }: { readonly signer: Signer; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const rename = useEngineMutation('signers.rename', {
    quiet: true,
    onDone: () => {
      notifyDone('名称已更改，已报的材料接着算。');
      onClose();
    },
  });
  return (
    <ReasonModal
      opened
      title={`更改“${signer.name}”的名称`}
      message="只用于同一个单位改了名称：已报的材料、版次和意见都归到新名称下，因名称不符被隔离的文件会重新核验。"
      label="更名依据"
      placeholder="例如：机构改革文件文号；已电话核实"
      confirm="更名"
      ready={name.trim() !== ''}
      pending={rename.isPending}
      error={rename.error}
      extra={
        <TextInput
          label="新名称（与印章一致的全称）"
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      }
      onConfirm={(reason) => rename.mutate({ fingerprint: signer.fingerprint, name, reason })}
      onClose={onClose}
    />
  );
}
