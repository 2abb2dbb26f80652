import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ApiArgs } from '../../shared/api.ts';

/** What opens a workspace, as it is being typed: its passphrase, or its recovery code. */
export interface WorkspaceSecret {
  readonly withCode: boolean;
  readonly typed: string;
  readonly type: (text: string) => void;
  /** The other of the two; what was typed is gone. */
  readonly change: () => void;
  /** As the engine takes it. */
  readonly given: ApiArgs<'workspace.unlock'>['secret'];
}

/** Keeps what is typed of a secret. */
export function useWorkspaceSecret(): WorkspaceSecret {
  const [withCode, setWithCode] = useState(false);
  const [typed, type] = useState('');
  return {
    withCode,
    typed,
    type,
    change: () => {
      setWithCode(!withCode);
      type('');
    },
    given: withCode ? { recoveryCode: typed.trim() } : { passphrase: typed },
  };
}

/** The box of the secret. */
export function SecretBox({
  secret: { withCode, typed, type },
  autoFocus = false,
}: {
  readonly secret: WorkspaceSecret;
  readonly autoFocus?: boolean;
}) {
  return withCode ? (
    <TextInput
      label="恢复码"
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  ) : (
    <PasswordInput
      label="口令"
      autoFocus={autoFocus}
      autoComplete="current-password"
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏口令' }}
    />
  );
}
