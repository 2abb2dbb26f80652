import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import classes from './ui.module.css';

/** What is said of a scan beside the place where it is kept. */
export interface ScanRemark {
  readonly tone: 'ok' | 'caution' | 'quiet';
  readonly text: string;
}

const tones = { ok: classes.remarkGood ?? '', caution: classes.remarkWarning ?? '', quiet: '' } as const;

/** Remarks on a scan, one line each: agreeing and warning ones with an icon, quiet ones as a hint. */
export function ScanRemarks({ remarks }: { readonly remarks: readonly ScanRemark[] }) {
  return (
    <div role="status">
      {remarks.map(({ tone, text }) => (
        <div key={text} className={[classes.remark, tones[tone]].join(' ')}>
          {tone === 'ok' && <IconCircleCheck size={16} aria-hidden />}
          {tone === 'caution' && <IconAlertTriangle size={16} aria-hidden />}
          <Text size="xs" {...(tone === 'quiet' ? { c: 'dimmed' } : {})}>
            {text}
          </Text>
        </div>
      ))}
    </div>
  );
}
