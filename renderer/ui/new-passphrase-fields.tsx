import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { passphraseStrength } from './passphrase-strength.ts';

/** A new passphrase as it is being typed twice. */
export interface NewPassphraseState {
  readonly first: string;
  readonly second: string;
  readonly setFirst: (text: string) => void;
  readonly setSecond: (text: string) => void;
  /** Whether the form was sent: from then on mistakes are shown. */
  readonly tried: boolean;
  /** Shows mistakes from now on; gives the passphrase, or null while it may not be used. */
  readonly submit: () => string | null;
  readonly reset: () => void;
}

/** The state of the two boxes. */
export function useNewPassphrase(): NewPassphraseState {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  return {
    first,
    second,
    setFirst,
    setSecond,
    tried,
    submit() {
      setTried(true);
      return passphraseStrength(first).level > 0 && first === second ? first : null;
    },
    reset() {
      setFirst('');
      setSecond('');
      setTried(false);
    },
  };
}

/** 新口令 and 再输入一次新口令, with advice on its strength. */
export function NewPassphraseFields({
  state,
  autoFocus = false,
}: {
  readonly state: NewPassphraseState;
  readonly autoFocus?: boolean;
}) {
  const { first, second, tried } = state;
  const strength = passphraseStrength(first);
  const tooShort = tried && strength.level === 0;
  return (
    <>
      <PasswordInput
        label="新口令"
        autoFocus={autoFocus}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏新口令' }}
        description={first === '' || tooShort ? null : strength.hint}
        value={first}
        onChange={(event) => state.setFirst(event.currentTarget.value)}
        error={tooShort ? strength.hint : null}
      />
      <PasswordInput
        label="再输入一次新口令"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏再次输入的新口令' }}
        value={second}
        onChange={(event) => state.setSecond(event.currentTarget.value)}
        error={tried && first !== second ? '两次输入的口令不一样。' : null}
      />
    </>
  );
}
