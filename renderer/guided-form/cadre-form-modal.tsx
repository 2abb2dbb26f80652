import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { normaliseName } from '../../shared/identifiers/person-name.ts';
import { cadreIncoming } from '../../shared/reading/cadre-incoming.ts';
import { type IncomingLine, standingOf } from '../../shared/reading/incoming.ts';
import type { CadreForm } from '../../shared/words/cadre-form.ts';
import type { Content, FieldValue } from '../../shared/words/content.ts';
import { callEngine } from '../kit/engine.ts';
import { notifyError, notifyUndoable } from '../kit/notify.ts';
import { openFiles } from '../kit/save-file.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { IncomingModal } from '../parts/incoming/incoming-modal.tsx';

/** 从任免审批表填入、核对: says what such a file is under, reads one, and shows it beside the form. */
export function CadreFormModal({ onClose }: { readonly onClose: () => void }) {
  const [read, setRead] = useState<{ readonly name: string; readonly form: CadreForm } | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async () => {
    setBusy(true);
    await openFiles({ title: '选择任免审批表文件', accept: ['lrmx', 'lrm'] }, async (files) => {
      const file = files[0];
      if (file === undefined) return;
      setRead({ name: file.name, form: await callEngine('cadreForm.read', { source: file.handle }) });
    });
    setBusy(false);
  };
  if (read !== null) return <CadrePreview {...read} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="从任免审批表填入、核对" size={620}>
      <Stack gap="sm">
        <Alert color="caution" title="先确认这个文件可以在这台电脑上用">
          干部任免审批表的电子文件可能另有管理规定，有的不许离开保存它的电脑。拿不准的，先问组织人事部门。
        </Alert>
        <List size="sm" spacing={4}>
          <List.Item>能读 .lrmx 和旧的 .lrm 文件，只读不改。</List.Item>
          <List.Item>读出来的内容先逐项列出，只填入打勾的；和本表不同的会标明。</List.Item>
          <List.Item>家庭成员、拟任免等内容不取，也不保存。</List.Item>
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button onClick={() => void choose()} loading={busy} data-autofocus>
            可以用，选择文件
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Whose file it is not, as far as names and ID numbers tell; null when nothing speaks against it. */
function strangerOf(form: CadreForm, content: Content, nameField: string): string | null {
  const name = content[nameField];
  return typeof name === 'string' &&
    name !== '' &&
    form.name !== '' &&
    normaliseName(name) !== normaliseName(form.name)
    ? `文件里是“${form.name}”，本表是“${name}”。请确认没有选错文件；要填入的请自己打勾。`
    : null;
}

function CadrePreview({
  name,
  form,
  onClose,
}: {
  readonly name: string;
  readonly form: CadreForm;
  readonly onClose: () => void;
}) {
  const { draft } = useDraft();
  const { index } = useWorkspace();
  // As it was when the file was read: the differences are those the clerk saw.
  const [content] = useState(draft.content);
  const { codes, fields, campaign } = index.pack;
  const stranger = strangerOf(form, content, campaign.nameField.individual);
  const incoming = useMemo(() => {
    const found = cadreIncoming(form, fields.individual, content, codes);
    return stranger === null
      ? found
      : { ...found, lines: found.lines.map((line) => ({ ...line, likely: false })) };
  }, [form, fields, content, codes, stranger]);
  const differing = incoming.lines.filter((line) => standingOf(line, content) === 'differs').length;
  const take = async (changes: Content, lines: readonly IncomingLine[]) => {
    try {
      const pictures: Record<string, FieldValue> = {};
      for (const { fieldId, target } of lines) {
        if (target.kind !== 'picture') continue;
        const file = `${form.name}任免表照片.jpg`;
        pictures[fieldId] = await callEngine('attachments.add', { name: file, bytes: target.bytes });
      }
      draft.change({ ...changes, ...pictures });
      draft.saveNow();
      notifyUndoable(`已填入 ${lines.length} 条。`);
    } catch (error) {
      notifyError(error, '没有填入');
    }
  };
  return (
    <IncomingModal
      title={`任免审批表“${name}”：${differing === 0 ? '与本表没有不同' : `有 ${differing} 项与本表不同`}`}
      incoming={incoming}
      context={{ content, codes, fieldOf: (id) => index.field('individual', id) }}
      onTake={(changes, lines) => void take(changes, lines)}
      onClose={onClose}
    >
      {stranger !== null && <Alert color="danger">{stranger}</Alert>}
      <Text size="sm">家庭成员、拟任免等内容没有读取。与本表不同的没有打勾，要换成文件里的请自己打勾。</Text>
    </IncomingModal>
  );
}
