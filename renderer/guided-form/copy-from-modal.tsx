import { Alert, Button, Checkbox, Group, Modal, ScrollArea, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { fieldText } from '../../shared/reading/field-text.ts';
import type { FormDefinition } from '../../shared/words/form-schema.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { notifyUndoable } from '../kit/notify.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { copyable } from './copyable.ts';

/** Takes chosen fields over from another nominee of the same kind: shared unit, address, public notice. */
export function CopyFromModal({
  form,
  onClose,
}: {
  readonly form: FormDefinition;
  readonly onClose: () => void;
}) {
  const { draft, kind } = useDraft();
  const list = useEngineQuery('records.list', {});
  const [sourceId, setSourceId] = useState<string | null>(null);
  const others = (list.data ?? []).filter((entry) => entry.kind === kind && entry.id !== draft.id);
  return (
    <Modal opened onClose={onClose} title="从其他对象复制" size="lg">
      <Stack>
        <Select
          label="从谁那里复制"
          placeholder={others.length === 0 ? '还没有其他同类对象' : '选择'}
          data={others.map((entry) => ({
            value: entry.id,
            label: `${entry.order}. ${entry.name}`,
          }))}
          value={sourceId}
          onChange={setSourceId}
          searchable
          data-autofocus
        />
        {sourceId !== null && (
          <FieldChoice key={sourceId} form={form} sourceId={sourceId} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

function FieldChoice({
  form,
  sourceId,
  onClose,
}: {
  readonly form: FormDefinition;
  readonly sourceId: string;
  readonly onClose: () => void;
}) {
  const { draft, kind } = useDraft();
  const { index } = useWorkspace();
  const source = useEngineQuery('record.get', { id: sourceId });
  const [chosen, setChosen] = useState<string[]>([]);
  if (source.data === undefined || kind === 'unit') return null;
  const from = source.data.content;
  const nameField = index.pack.campaign.nameField[kind];
  const fields = copyable(form, (id) => index.field(kind, id), nameField, from, draft.content());
  if (fields.length === 0) return <Alert color="gray">这张表里没有可以复制的内容，或两边已经一样。</Alert>;
  const copy = () => {
    draft.change(Object.fromEntries(chosen.map((id) => [id, from[id] ?? null])));
    draft.saveNow();
    notifyUndoable(`已复制 ${chosen.length} 项。`);
    onClose();
  };
  return (
    <>
      <Checkbox.Group
        label="复制哪些栏目"
        description="姓名、证件号码、照片等个人内容不复制"
        value={chosen}
        onChange={setChosen}
      >
        <ScrollArea.Autosize mah={320} type="auto" mt="xs">
          <Stack gap={8}>
            {fields.map((field) => (
              <Checkbox
                key={field.id}
                value={field.id}
                label={field.label}
                description={fieldText(field, from[field.id], { codes: index.pack.codes }).slice(0, 60)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
      <Group justify="space-between">
        <Button
          variant="subtle"
          color="gray"
          onClick={() => setChosen(chosen.length === fields.length ? [] : fields.map((field) => field.id))}
        >
          {chosen.length === fields.length ? '全不选' : '全选'}
        </Button>
        <Group>
          <Text size="sm" c="dimmed">
            会覆盖这里已填的内容
          </Text>
          <Button disabled={chosen.length === 0} onClick={copy}>
            复制 {chosen.length} 项
          </Button>
        </Group>
      </Group>
    </>
  );
}
