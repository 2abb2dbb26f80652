import { Drawer, Stack, Text, Title } from '@mantine/core';
import type { ImportedPackage } from '../../shared/api/package-methods.ts';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../../shared/ground/bytes-text.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { SignerBadge } from '../parts/packages/signer-badge.tsx';
import { fileGroup, fileGroups, fileTitle } from './file-title.ts';
import { PackageFileButton } from './inbox-file.tsx';

/** Everything that lies in the package: the paper as it was printed, attachments, packages of lower units. */
export function PackageFiles({
  packageId,
  files,
  signer,
  names,
  opened,
  onClose,
}: {
  readonly packageId: string;
  readonly files: ApiResult<'inbox.get'>['files'];
  readonly signer: ImportedPackage['signer'];
  /** Names of the unit and the nominees by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { index } = useWorkspace();
  return (
    <Drawer opened={opened} onClose={onClose} title={`包内文件（${files.length}）`} size="42rem">
      <Stack gap="md">
        <SignerBadge signer={signer} />
        {fileGroups.map((group) => {
          const members = files.filter((file) => fileGroup(file.path) === group);
          if (members.length === 0) return null;
          return (
            <section key={group} aria-label={group}>
              <Title order={3} size="h4" mb="xs">
                {group}
              </Title>
              <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {members.map((file) => (
                  <li key={file.path}>
                    <PackageFileButton
                      file={{
                        packageId,
                        path: file.path,
                        name: fileTitle(file.path, file.title, index.pack, names),
                        bytes: file.bytes,
                      }}
                    />
                    <Text size="xs" c="dimmed">
                      {file.path}，{bytesText(file.bytes)}
                    </Text>
                  </li>
                ))}
              </Stack>
            </section>
          );
        })}
      </Stack>
    </Drawer>
  );
}
