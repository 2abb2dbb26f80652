import { Text, TextInput } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { compareFingerprint, type FingerprintGroup } from './fingerprint.ts';
import classes from './fingerprint-check.module.css';

/**
 * Typing a fingerprint from paper, compared group by group. The expected one is deliberately not shown, so that the
 * comparison is really made with the paper. `wrong` says what to do when the paper really differs.
 */
export function FingerprintCheck({
  label,
  expected,
  typed,
  wrong,
  autoFocus = false,
  onType,
}: {
  readonly label: string;
  readonly expected: string;
  readonly typed: string;
  readonly wrong: string;
  /** Where the box comes in answer to a click: the next thing to do is to type into it. */
  readonly autoFocus?: boolean;
  readonly onType: (typed: string) => void;
}) {
  const compared = compareFingerprint(expected, typed);
  return (
    <>
      <TextInput
        label={label}
        autoFocus={autoFocus}
        description="照着纸面逐组输入，每组四个字符，分大小写；空格和连字符可有可无，开头的 SHA256: 可以不输。"
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maw={620}
        classNames={{ input: classes.mono ?? '' }}
      />
      <ol className={classes.groups ?? ''} aria-label="逐组核对">
        {compared.groups.map((group) => (
          <li key={group.number} className={classes.group ?? ''} data-state={group.state}>
            <span className={classes.number ?? ''}>{group.number}</span>
            <span>{group.typed === '' ? '····' : group.typed}</span>
            {group.state === 'match' && <IconCircleCheck size={14} aria-label="一致" role="img" />}
            {group.state === 'differs' && <IconCircleX size={14} aria-label="不一致" role="img" />}
          </li>
        ))}
      </ol>
      <Text size="sm" role="status">
        {statusSentence(compared, wrong)}
      </Text>
    </>
  );
}

function statusSentence(compared: ReturnType<typeof compareFingerprint>, wrong: string): string {
  switch (compared.state) {
    case 'empty':
      return '还没有输入。';
    case 'incomplete':
      return `目前一致，已输入 ${compared.typedLength} 个字符，共 ${compared.expectedLength} 个。`;
    case 'match':
      return '全部一致。';
    case 'differs':
      return `第 ${differing(compared.groups)} 组不同。先看是否敲错；${wrong}`;
  }
}

function differing(groups: readonly FingerprintGroup[]): string {
  return groups.flatMap((group) => (group.state === 'differs' ? [group.number] : [])).join('、');
}
