import { ActionIcon, Alert, Box, Button, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { IconMessage2, IconMessage2Plus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { AttachmentRef, FieldValue } from '../../shared/words/content.ts';
import type { Field } from '../../shared/words/field-schema.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { useUnsavedText } from '../kit/use-unsaved-text.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { numbered } from '../ui/numbered.ts';
import { displayValue } from './display-value.ts';
import { FindingLine } from './finding-line.tsx';
import { PackageFileButton, PackagePicture } from './inbox-file.tsx';
import { PackageFileRemark } from './package-file-remark.tsx';
import classes from './review.module.css';

/** Where the package keeps an attachment; undefined when it brought no such file. */
export type FileLookup = (
  ref: AttachmentRef,
) => { readonly packageId: string; readonly path: string } | undefined;

/** One field read-only: label, value, findings, and the reviewer's comment. */
export function FieldRow({
  field,
  value,
  findings,
  comment,
  onComment,
  fileOf,
}: {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly findings: readonly Finding[];
  readonly comment: string;
  /** Absent when the reader may not comment. */
  readonly onComment?: (text: string) => unknown;
  readonly fileOf: FileLookup;
}) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    opener.current?.focus();
  };
  return (
    <div className={classes.field ?? ''} id={`field-${field.id}`}>
      <Text component="dt" size="sm" c="dimmed">
        {field.label}
      </Text>
      <dd>
        <Value field={field} value={value} fileOf={fileOf} />
        {findings.map((finding) => (
          <FindingLine key={finding.key} finding={finding} />
        ))}
      </dd>
      {onComment !== undefined && (
        <dd>
          <ActionIcon
            ref={opener}
            size={28}
            aria-label={comment === '' ? `给“${field.label}”写意见` : `修改对“${field.label}”的意见`}
            aria-expanded={editing}
            onClick={() => setEditing(!editing)}
          >
            {comment === '' ? (
              <IconMessage2Plus size={18} aria-hidden />
            ) : (
              <IconMessage2 size={18} aria-hidden />
            )}
          </ActionIcon>
        </dd>
      )}
      {comment !== '' && !editing && (
        <dd className={classes.comment ?? ''}>
          <Alert color="caution" p="xs">
            <Text size="sm">意见：{comment}</Text>
          </Alert>
        </dd>
      )}
      {editing && onComment !== undefined && (
        <dd className={classes.comment ?? ''}>
          <CommentEditor
            label={`对“${field.label}”的意见`}
            initial={comment}
            onSave={(text) => {
              onComment(text);
              close();
            }}
            onKeep={onComment}
            onCancel={close}
          />
        </dd>
      )}
    </div>
  );
}

function CommentEditor({
  label,
  initial,
  onSave,
  onKeep,
  onCancel,
}: {
  readonly label: string;
  readonly initial: string;
  readonly onSave: (text: string) => void;
  /** Keeps what is typed when the box goes away before anyone pressed a button. */
  readonly onKeep: (text: string) => unknown;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState(initial);
  const [held, setHeld] = useState(false);
  const settled = useRef(false);
  useUnsavedText(initial, text, (kept) => (settled.current ? undefined : onKeep(kept)));
  const save = (comment: string) => {
    settled.current = true;
    onSave(comment);
  };
  const cancel = () => {
    settled.current = true;
    onCancel();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(text);
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={label}
          placeholder="写清要改什么、改成什么样，填表人会在这个栏目旁看到"
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          {...(held ? { description: '写的还没有保存：Ctrl+Enter 保存，点“取消”放弃。' } : {})}
          onKeyDown={(event) => {
            // Escape ends a line of pinyin as well: one too many must not take away what is written.
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
              if (text === initial) cancel();
              else setHeld(true);
            }
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(text);
          }}
        />
        <Group gap="xs">
          <Button type="submit" size="xs">
            保存意见
          </Button>
          <Button size="xs" variant="default" onClick={cancel}>
            取消
          </Button>
          {initial !== '' && (
            <Button size="xs" variant="subtle" color="danger" onClick={() => save('')}>
              删除意见
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Value({
  field,
  value,
  fileOf,
}: {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly fileOf: FileLookup;
}) {
  const { index } = useWorkspace();
  const display = displayValue(field, value, index.pack.codes);
  switch (display.kind) {
    case 'empty':
      return (
        <Text size="sm" c="dimmed">
          （未填写）
        </Text>
      );
    case 'text':
      return (
        <Text size="sm" className={display.long ? (classes.long ?? '') : ''}>
          {display.text}
        </Text>
      );
    case 'files':
      return (
        <Group gap="sm" align="flex-start">
          {display.files.map((ref) => (
            <FileValue
              key={ref.sha256}
              reference={ref}
              fileOf={fileOf}
              compared={field.type === 'attachments'}
            />
          ))}
        </Group>
      );
    case 'table':
      return (
        <Box style={{ overflowX: 'auto' }} tabIndex={0}>
          <Table
            aria-label={field.label}
            withTableBorder
            withColumnBorders
            fz="sm"
            verticalSpacing={4}
            // In a low window it scrolls sideways, rather than break every date letter by letter.
            miw={display.headers.length * 96}
          >
            <Table.Thead>
              <Table.Tr>
                {display.headers.map((header) => (
                  <Table.Th key={header}>{header}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {numbered(display.rows).map(({ number, value: row }) => (
                <Table.Tr key={number}>
                  {row.map((cell, column) => (
                    <Table.Td key={display.headers[column]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Box>
      );
  }
}

function FileValue({
  reference,
  fileOf,
  compared,
}: {
  readonly reference: AttachmentRef;
  readonly fileOf: FileLookup;
  /** Whether it may be the scan of a sealed paper, which is compared with the package's data. */
  readonly compared: boolean;
}) {
  const place = fileOf(reference);
  if (place === undefined) {
    return <Text size="sm">“{reference.name}”没有随包送来，请要求报送单位重新封包。</Text>;
  }
  const file = { ...place, name: reference.name, bytes: reference.bytes };
  return (
    <Stack gap={2} align="flex-start">
      {reference.mediaType.startsWith('image/') ? (
        <PackagePicture file={file} />
      ) : (
        <PackageFileButton file={file} />
      )}
      {compared && <PackageFileRemark file={file} />}
    </Stack>
  );
}
