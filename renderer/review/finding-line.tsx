import { Text } from '@mantine/core';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { SeverityBadge } from '../ui/severity-badge.tsx';
import classes from './review.module.css';

/** One finding with what the sender explained to it. */
export function FindingLine({ finding }: { readonly finding: Finding }) {
  return (
    <div className={classes.finding ?? ''}>
      <SeverityBadge severity={finding.severity} />
      <Text size="sm" className={classes.findingText ?? ''}>
        {finding.message}
        {finding.explanation !== undefined && finding.explanation !== '' && (
          <Text span size="sm" c="dimmed">
            　报送单位说明：{finding.explanation}
          </Text>
        )}
      </Text>
    </div>
  );
}
