import { Button, Mark, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { callEngine } from '../kit/engine.ts';
import { notifyDone } from '../kit/notify.ts';
import { openFiles } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { searchNotice, splitAt } from './clause-search.ts';
import classes from './help.module.css';

/** Loads the notice's text from a file of the clerk's; the program ships none. */
function loadNotice() {
  return openFiles({ title: '选择通知全文（文本文件）', accept: ['txt'] }, async (files) => {
    const file = files[0];
    if (file === undefined) return;
    await callEngine('campaign.loadNotice', { source: file.handle });
    notifyDone(`已载入“${file.name}”。`);
  });
}

/** The notice's full text, searchable, once the office's pack or the clerk brought it. */
export function NoticeText() {
  const { index } = useWorkspace();
  const [word, setWord] = useState('');
  const text = index.pack.noticeText;
  if (text === undefined || text.trim() === '') {
    return (
      <EmptyState
        icon={<IconFileText size={40} />}
        title="还没有载入通知全文"
        description="通知原文不随程序分发。请把收到的通知另存为文本文件（.txt），从这里载入；领导小组办公室的活动包带有全文时会自动出现。"
        action={<Button onClick={() => void loadNotice()}>载入通知全文</Button>}
      />
    );
  }
  const shown = searchNotice(text, word);
  return (
    <Stack gap="sm">
      <TextInput
        label="在通知全文中查找"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
        maw={480}
      />
      <Text size="sm" c="dimmed" role="status">
        {word.trim() === '' ? `共 ${shown.length} 段` : `有 ${shown.length} 段包含“${word.trim()}”`}
      </Text>
      <Paper withBorder p="lg" component="article" aria-label="通知全文" className={classes.notice ?? ''}>
        {shown.map((paragraph) => (
          <p key={paragraph.index}>
            <Marked text={paragraph.text} word={word.trim()} />
          </p>
        ))}
      </Paper>
      <Button variant="default" w="fit-content" onClick={() => void loadNotice()}>
        换一份通知全文
      </Button>
    </Stack>
  );
}

function Marked({ text, word }: { readonly text: string; readonly word: string }) {
  if (word === '') return text;
  return splitAt(text, word).map((part) => (
    <span key={part.from}>{part.marked ? <Mark>{part.text}</Mark> : part.text}</span>
  ));
}
