import { Badge, Group, List, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SEVERITY } from '../ui/severity-badge.tsx';
import { type ClauseEntry, clauseEntries, searchClauses } from './clause-search.ts';
import classes from './help.module.css';

/** Every clause of the notice in plain words, searchable, with the forms, fields and checks that rest on it. */
export function ClauseList({ opened }: { readonly opened: string | undefined }) {
  const { index } = useWorkspace();
  const [words, setWords] = useState('');
  const entries = clauseEntries(index.pack);
  const shown = searchClauses(entries, words);
  return (
    <Stack gap="sm">
      <TextInput
        label="查找通知条款"
        description="可以查编号、内容、表名、栏目名，几个词用空格隔开"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maw={480}
      />
      <Text size="sm" c="dimmed" role="status">
        共 {shown.length} 条。这里用大白话说明每一条要求什么，以通知原文为准。
      </Text>
      {shown.length === 0 ? (
        <EmptyState title="没有找到" description="请换一个说法，或减少查找的词。" />
      ) : (
        shown.map((entry) => <ClauseCard key={entry.key} entry={entry} target={entry.key === opened} />)
      )}
    </Stack>
  );
}

function ClauseCard({ entry, target }: { readonly entry: ClauseEntry; readonly target: boolean }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!target) return;
    card.current?.scrollIntoView({ block: 'start' });
    card.current?.focus();
  }, [target]);
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      aria-label={`${entry.number} ${entry.title}`}
      ref={card}
      tabIndex={-1}
      data-field-target={target || undefined}
      className={classes.clause ?? ''}
    >
      <Group gap="xs" mb={4}>
        <Badge variant="light" radius="sm">
          {entry.number}
        </Badge>
        <Title order={2} size="h4">
          {entry.title}
        </Title>
      </Group>
      <Text size="sm">{entry.demand}</Text>
      {entry.forms.length > 0 && (
        <Text size="sm" mt="xs">
          <Text span size="sm" c="dimmed">
            有关的表：
          </Text>
          {entry.forms.map((form) => form.title).join('、')}
        </Text>
      )}
      {entry.fields.length > 0 && (
        <Text size="sm" mt={4}>
          <Text span size="sm" c="dimmed">
            有关的栏目：
          </Text>
          {[...new Set(entry.fields.map((field) => field.label))].join('、')}
        </Text>
      )}
      {entry.rules.length > 0 && (
        <details className={classes.rules ?? ''}>
          <summary>程序据此检查 {entry.rules.length} 项</summary>
          <List size="sm" mt={4} spacing={2}>
            {entry.rules.map((rule) => (
              <List.Item key={rule.id}>
                {rule.id}（{severityLabel(rule.severity)}）：{rule.fix}
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </Paper>
  );
}

function severityLabel(severity: ClauseEntry['rules'][number]['severity']): string {
  return SEVERITY[severity].label;
}
