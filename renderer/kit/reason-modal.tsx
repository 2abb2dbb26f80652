import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { sentenceOf } from './notify.ts';

/** Asks for the reason of a decision, which is recorded; the button names the act. `extra` stands above the reason. */
export function ReasonModal({
  opened,
  title,
  message,
  label,
  placeholder,
  confirm,
  danger = false,
  ready = true,
  pending,
  error,
  extra,
  onConfirm,
  onClose,
}: {
  readonly opened: boolean;
  readonly title: string;
  readonly message: string;
  readonly label: string;
  readonly placeholder: string;
  readonly confirm: string;
  readonly danger?: boolean;
  /** False while something in `extra` is still to be filled in. */
  readonly ready?: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly extra?: ReactNode;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      // A slip of the mouse or of Escape must not take away what is written; 取消 does, as it says.
      closeOnClickOutside={given === ''}
      closeOnEscape={given === ''}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '' && ready) onConfirm(given);
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{message}</Text>
          {extra}
          <Textarea
            label={label}
            placeholder={placeholder}
            required
            maxLength={500}
            autosize
            minRows={2}
            {...(extra === undefined ? { 'data-autofocus': true } : {})}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={error === null ? null : sentenceOf(error)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button
              type="submit"
              {...(danger ? { color: 'danger' } : {})}
              disabled={given === '' || !ready}
              loading={pending}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
