import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { AttachmentRef } from '../../shared/submission/content.ts';
import { useEngineQuery } from '../app/engine.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { attachmentRemarks } from '../paper-desk/scan-text.ts';
import { formTitle } from '../ui/form-title.ts';
import classes from './form.module.css';

const tones = { ok: classes.remarkGood ?? '', caution: classes.remarkWarning ?? '', quiet: '' } as const;

/** Whether an attached scan of our own paper still agrees with the data; says nothing until it has been read. */
export function ScanRemark({ reference }: { readonly reference: AttachmentRef }) {
  const { round, index } = useWorkspace();
  const { sha256, name } = reference;
  const check = useEngineQuery('paper.checkAttachment', { round, sha256, name });
  if (check.data === undefined) return null;
  const remarks = attachmentRemarks(check.data, (paper) => {
    const form = index.form(paper.formId);
    return form === undefined ? paper.title : formTitle(form);
  });
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
