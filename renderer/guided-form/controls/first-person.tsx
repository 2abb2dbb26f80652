import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { FirstPersonMark } from '../../../shared/counting/third-person.ts';
import { subjectName } from '../../../shared/reading/lookup.ts';
import { useWorkspace } from '../../kit/workspace.tsx';
import { useDraft, useDraftSelector } from '../../parts/draft/draft-context.tsx';

/** Marks of the first person listed below the box; the text itself shows all. */
const MARKS_LISTED = 6;

/**
 * Where a text speaks in the first person: each place as a way to it, and what to say instead, for the place last gone to or for
 * all. Nothing is changed unasked; `onReplace` is one step that one undo takes back.
 */
export function FirstPerson({
  marks,
  onGo,
  onReplace,
}: {
  readonly marks: readonly FirstPersonMark[];
  readonly onGo: (mark: FirstPersonMark) => void;
  readonly onReplace: (marks: readonly FirstPersonMark[], words: string) => void;
}) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const name = useDraftSelector((scope) =>
    subjectName(index.pack, { id: draft.id, kind, content: scope.record }),
  );
  const choices = [
    ...(kind === 'individual'
      ? ['该同志', '该单位']
      : kind === 'collective'
        ? ['该集体', '该单位']
        : ['该单位']),
    name,
  ];
  const [words, setWords] = useState(choices[0] ?? '');
  const [at, setAt] = useState<number | null>(null);
  const here = marks.find((mark) => mark.at === at);
  if (marks.length === 0) return null;
  return (
    <>
      <Group gap={4}>
        <Text size="sm">第一人称 {marks.length} 处：</Text>
        {marks.slice(0, MARKS_LISTED).map((mark) => (
          <Button
            key={mark.at}
            size="compact-sm"
            variant={mark.at === at ? 'filled' : 'light'}
            color="caution"
            onClick={() => {
              setAt(mark.at);
              onGo(mark);
            }}
          >
            {mark.word}（第 {mark.position} 字）
          </Button>
        ))}
        {marks.length > MARKS_LISTED && <Text size="sm">等</Text>}
      </Group>
      <Group gap={6}>
        <Text size="sm">改为</Text>
        <SegmentedControl
          size="xs"
          aria-label="第一人称改为"
          value={choices.includes(words) ? words : (choices[0] ?? '')}
          onChange={setWords}
          data={[...new Set(choices)]}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={here === undefined}
          onClick={() => {
            if (here !== undefined) onReplace([here], words);
          }}
        >
          改这一处
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onReplace(marks, words)}>
          全部改（{marks.length} 处）
        </Button>
      </Group>
    </>
  );
}
