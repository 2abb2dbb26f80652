import { Drawer, Stack, Text } from '@mantine/core';
import type { ApiResult } from '../../shared/api.ts';
import { bytesText } from '../ui/format.ts';
import { PackageFileButton } from './inbox-file.tsx';

/** Everything that lies in the package: the paper as it was printed, attachments, packages of lower units. */
export function PackageFiles({
  packageId,
  files,
  opened,
  onClose,
}: {
  readonly packageId: string;
  readonly files: ApiResult<'inbox.get'>['files'];
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Drawer opened={opened} onClose={onClose} title={`包内文件（${files.length}）`} size="lg">
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {files.map((file) => (
          <li key={file.path}>
            <PackageFileButton
              file={{
                packageId,
                path: file.path,
                name: file.title === '' ? file.path : file.title,
                bytes: file.bytes,
              }}
            />
            <Text size="xs" c="dimmed">
              {file.path}，{bytesText(file.bytes)}
            </Text>
          </li>
        ))}
      </Stack>
    </Drawer>
  );
}
