import { Button, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type FormatEdit, formatEdits, withEdits } from '../../../shared/typed/format-text.ts';
import { notifyInfo } from '../../kit/notify.ts';
import classes from '../field/form.module.css';

const WORDS: Readonly<Record<FormatEdit['what'], string>> = {
  sign: '标点',
  blank: '空格和缩进',
  line: '空行',
};

/** What may follow from the first changes (a sign moved beside another): taken along, but never without end. */
const AT_MOST = 6;

function wholeFormat(text: string): string {
  let now = text;
  for (let times = 0; times < AT_MOST; times += 1) now = withEdits(now, formatEdits(now));
  return now;
}

/**
 * 整理格式: shows every change of punctuation, blanks and empty lines in its place before anything is taken. Words stay as they
 * are. `onTake` gets the whole text.
 */
export function FormatButton({
  label,
  text,
  onTake,
}: {
  readonly label: string;
  readonly text: string;
  readonly onTake: (text: string) => void;
}) {
  const [shown, setShown] = useState<string | null>(null);
  const open = () => {
    if (formatEdits(text).length === 0) notifyInfo(`“${label}”的标点、空格、空行都合规范，不用整理。`);
    else setShown(text);
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconWand size={15} aria-hidden />}
        disabled={text.trim() === ''}
        onClick={open}
      >
        整理格式
      </Button>
      {shown !== null && (
        <FormatModal
          label={label}
          text={shown}
          onClose={() => setShown(null)}
          onTake={() => {
            setShown(null);
            onTake(wholeFormat(shown));
          }}
        />
      )}
    </>
  );
}

function FormatModal({
  label,
  text,
  onTake,
  onClose,
}: {
  readonly label: string;
  readonly text: string;
  readonly onTake: () => void;
  readonly onClose: () => void;
}) {
  const edits = formatEdits(text);
  const kinds = (['sign', 'blank', 'line'] as const).flatMap((what) => {
    const count = edits.filter((edit) => edit.what === what).length;
    return count === 0 ? [] : [`${WORDS[what]} ${count} 处`];
  });
  return (
    <Modal opened onClose={onClose} size="xl" title={`整理“${label}”的格式`}>
      <Stack gap="sm">
        <Text size="sm">
          {kinds.join('，')}。划掉的是现在的，带底色的是改后的；只动标点、空格和空行，不动文字和数字。
        </Text>
        <ScrollArea.Autosize mah="52vh" viewportProps={{ tabIndex: 0 }}>
          <div className={classes.changes}>{changedText(text, edits)}</div>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            不改
          </Button>
          <Button onClick={onTake} data-autofocus>
            全部采用
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What is taken away, in words where it cannot be seen. */
function visible(signs: string): string {
  if (signs.trim() !== '') return signs;
  return signs.includes('\n') ? '〔空行〕' : '〔空格〕';
}

function changedText(text: string, edits: readonly FormatEdit[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const { at, length, to } of edits) {
    const rest = to.endsWith('\n') ? '\n' : '';
    parts.push(
      text.slice(done, at),
      <del key={`-${at}`}>{visible(text.slice(at, at + length))}</del>,
      to === '' || to === '\n' ? '' : <ins key={`+${at}`}>{to}</ins>,
      rest,
    );
    done = at + length;
  }
  parts.push(text.slice(done));
  return parts;
}
