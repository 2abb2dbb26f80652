import { Button, Stack } from '@mantine/core';
import { IconBuildingBank, IconFolderDown } from '@tabler/icons-react';
import { bridge } from '../kit/bridge.ts';
import { callEngine, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { usePackageImport } from '../parts/packages/import-package.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { AskedName } from './asked-name.tsx';
import { PendingSigner } from './pending-signer.tsx';
import { SignerTable } from './signer-table.tsx';

const receiverWords = {
  description: '认哪些单位的签名。登记包里的密钥要与盖章纸面上的指纹核对一致，才能登记。',
  emptyTitle: '还没有单位登记',
  empty: '收到单位的登记包和印有指纹的盖章表后，先点右上角的“导入登记包”，再对照纸面核对指纹。',
} as const;

/** A host unit enrols the unit above it: to believe its answers and to encrypt to it. */
const hostWords = {
  description: '登记推荐单位的密钥：登记之后，封包只有推荐单位能打开，推荐单位的反馈也能核验。',
  emptyTitle: '还没有登记推荐单位',
  empty: '向推荐单位索取登记包和盖章公布的指纹，先点右上角的“导入登记包”，再对照纸面核对指纹。',
} as const;

/** Saves allowed_signers and the revocation list, so that anyone can check packages with ssh-keygen alone. */
async function exportSigners(): Promise<void> {
  try {
    const folder = await bridge().chooseFolder({ title: '把登记名单保存到' });
    if (folder === null) return;
    const { files } = await callEngine('signers.export', { folder: folder.handle });
    notifyDone(`已在“${folder.name}”中保存 ${files.join('、')}。可用 ssh-keygen 独立核验封包。`);
  } catch (error) {
    notifyError(error);
  }
}

/** 单位登记: whose keys count. Pending enrolments are accepted only after comparing with the stamped 附件11. */
export function SignersPage() {
  const { info } = useWorkspace();
  const words = info.role === 'host' ? hostWords : receiverWords;
  const signers = useEngineQuery('signers.list', {});
  const importing = usePackageImport('导入登记包');
  return (
    <Page wide>
      <PageHeader
        title="单位登记"
        description={words.description}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconFolderDown size={18} aria-hidden />}
              disabled={(signers.data ?? []).every((signer) => signer.pending)}
              onClick={() => void exportSigners()}
            >
              导出登记名单
            </Button>
            {importing.button}
          </>
        }
      />
      {importing.report}
      <Loaded query={signers} label="正在读取登记名单">
        {(items) => {
          const pending = items.filter((item) => item.pending);
          const known = items.filter((item) => !item.pending);
          const asked = known.filter((item) => item.asked !== null);
          return items.length === 0 ? (
            <EmptyState
              icon={<IconBuildingBank size={40} />}
              title={words.emptyTitle}
              description={words.empty}
            />
          ) : (
            <Stack gap="md">
              {pending.length > 0 && (
                <Panel title={`待核对的登记（${pending.length}）`}>
                  <Stack gap="md">
                    {pending.map((item) => (
                      <PendingSigner key={item.fingerprint} signer={item} all={items} />
                    ))}
                  </Stack>
                </Panel>
              )}
              {asked.length > 0 && (
                <Panel title={`待核对的更名（${asked.length}）`}>
                  <Stack gap="md">
                    {asked.map((item) => (
                      <AskedName key={item.fingerprint} signer={item} />
                    ))}
                  </Stack>
                </Panel>
              )}
              {known.length > 0 && (
                <Panel title={`已登记（${known.filter((item) => item.revokedAt === null).length}）`}>
                  <SignerTable signers={known} />
                </Panel>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
