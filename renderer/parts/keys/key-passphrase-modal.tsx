import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';

const shortest = 10;

/**
 * Asks for the passphrase of an exported or imported key. When exporting, it is typed twice and must be long enough to
 * stand against guessing on a lost stick; when importing, once.
 */
export function KeyPassphraseModal({
  opened,
  mode,
  busy,
  error,
  onClose,
  onSubmit,
}: {
  readonly opened: boolean;
  readonly mode: 'export' | 'import';
  readonly busy: boolean;
  readonly error: string | null;
  readonly onClose: () => void;
  readonly onSubmit: (passphrase: string) => void;
}) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const exporting = mode === 'export';
  const short = exporting && passphrase.length < shortest;
  const differs = exporting && passphrase !== again;
  const close = () => {
    setPassphrase('');
    setAgain('');
    setTried(false);
    onClose();
  };
  const submit = () => {
    setTried(true);
    if (passphrase === '' || short || differs) return;
    onSubmit(passphrase);
    setPassphrase('');
    setAgain('');
    setTried(false);
  };
  return (
    <Modal opened={opened} onClose={close} title={exporting ? '备份签名密钥' : '导入签名密钥'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {exporting
              ? '密钥会保存为加密的 OpenSSH 私钥文件，用下面的口令才能打开。请把文件和口令分开保管。'
              : '请输入备份这把密钥时设置的口令。'}
          </Text>
          <PasswordInput
            label="密钥口令"
            data-autofocus
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏密钥口令' }}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={
              tried && passphrase === ''
                ? '请输入口令。'
                : tried && short
                  ? `口令太短，至少 ${shortest} 个字符。`
                  : error
            }
          />
          {exporting && (
            <PasswordInput
              label="再输一次密钥口令"
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏再次输入的密钥口令' }}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              error={tried && differs ? '两次输入的口令不一致，请重新输入。' : null}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              取消
            </Button>
            <Button type="submit" loading={busy}>
              {exporting ? '选择保存位置' : '导入这把密钥'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
