import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';

/**
 * Asks before something that is hard to take back. Resolves true on yes, false on no, Escape and close.
 * `confirm` names the act itself (移除, 恢复这一版), never 确定.
 */
export function askConfirm(options: {
  readonly title: string;
  readonly message: string;
  readonly confirm: string;
  readonly danger?: boolean;
}): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title: options.title,
      children: <Text size="sm">{options.message}</Text>,
      labels: { confirm: options.confirm, cancel: '取消' },
      ...(options.danger === true ? { confirmProps: { color: 'danger' } } : {}),
      onConfirm: () => resolve(true),
      onClose: () => resolve(false),
    });
  });
}
