import { Anchor, Badge } from '@mantine/core';
import { Link } from 'wouter';
import type { NomineeMark } from './nominee-marks.ts';

/** What became of a nominee elsewhere, with the way to where it can be read. */
export function NomineeMarkBadge({ mark }: { readonly mark: NomineeMark }) {
  return (
    <Anchor component={Link} href={mark.path} title={mark.hint}>
      <Badge color={mark.tone} variant="light" radius="sm" style={{ cursor: 'pointer' }}>
        {mark.text}
      </Badge>
    </Anchor>
  );
}
