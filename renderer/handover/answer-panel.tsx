import {
  Alert,
  Button,
  Checkbox,
  Group,
  Select,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { HandAnswer } from '../../shared/api/handover-methods.ts';
import { chineseDate } from '../../shared/ground/plain-date.ts';
import { hasRound, roundTitle } from '../../shared/reading/titles.ts';
import { useDayLooks } from '../kit/day-looks.ts';
import { callEngine, useEngineMutation } from '../kit/engine.ts';
import { notifyDone, notifyError } from '../kit/notify.ts';
import { useToday } from '../kit/use-today.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { VERDICTS, verdictLabels } from '../parts/review/verdict.ts';
import { VerdictBadge } from '../parts/review/verdict-badge.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { receiverName } from '../ui/level-words.ts';
import { Panel } from '../ui/panel.tsx';
import type { HandoverPlan } from './handover-page.tsx';

type MadeSet = NonNullable<HandoverPlan['set']>;
type Verdict = HandAnswer['decisions'][number]['decision'];

const ways: readonly { readonly value: HandAnswer['way']; readonly label: string }[] = [
  { value: 'phone', label: '电话' },
  { value: 'letter', label: '来函' },
  { value: 'meeting', label: '当面' },
];

/** The receiver's answer to a set, as it stands, and the form to enter it. */
export function AnswerPanel({ set }: { readonly set: MadeSet }) {
  const { info } = useWorkspace();
  const [open, setOpen] = useState(false);
  const receiver = receiverName(info.role);
  return (
    <Panel title={`${receiver}的答复`}>
      <Stack gap="sm">
        {set.answer !== null && <Answered set={set} answer={set.answer} />}
        {open ? (
          <AnswerForm set={set} onDone={() => setOpen(false)} />
        ) : (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {set.answer === null
                ? `${receiver}来电话或来函以后，在这里登记第 ${set.revision} 版的结果。`
                : '登记错了的，再登记一次，以后一次为准。'}
            </Text>
            <Button variant={set.answer === null ? 'filled' : 'default'} onClick={() => setOpen(true)}>
              {set.answer === null ? '登记答复' : '重新登记'}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

function Answered({
  set,
  answer,
}: {
  readonly set: MadeSet;
  readonly answer: NonNullable<MadeSet['answer']>;
}) {
  const { index, round, setRound } = useWorkspace();
  const way = ways.find(({ value }) => value === answer.way)?.label ?? '';
  const going = answer.decisions.filter(({ decision }) => decision === 'accept');
  const back = answer.decisions.some(({ decision }) => decision === 'return') || answer.unitToCorrect;
  const next =
    round === 'preliminary' && hasRound(index.pack.campaign, 'formal') && going.length > 0 && !back;
  const formal = roundTitle(index.pack.campaign, 'formal');
  const begin = async () => {
    try {
      for (const { nomineeId, decision } of answer.decisions)
        await callEngine('records.setFormal', { id: nomineeId, inFormal: decision === 'accept' });
      setRound('formal');
      notifyDone(`${going.length} 个推荐对象已进入${formal}。`);
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Stack gap="xs">
      <Alert
        color="brand"
        icon={<IconMessage2 aria-hidden />}
        title={`${chineseDate(answer.answeredOn)}${way}答复第 ${set.revision} 版`}
      >
        {answer.note}
        {answer.unitToCorrect && <Text size="sm">本单位的材料要改。</Text>}
      </Alert>
      <Table verticalSpacing={4} aria-label="答复">
        <Table.Tbody>
          {answer.decisions.map(({ nomineeId, decision, note }) => (
            <Table.Tr key={nomineeId}>
              <Table.Td w={240}>{set.nominees.find(({ id }) => id === nomineeId)?.name ?? ''}</Table.Td>
              <Table.Td w={140}>
                <VerdictBadge verdict={decision} />
              </Table.Td>
              <Table.Td>{note}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {next && (
        <Group>
          <Button onClick={() => void begin()}>进入{formal}</Button>
        </Group>
      )}
    </Stack>
  );
}

function AnswerForm({ set, onDone }: { readonly set: MadeSet; readonly onDone: () => void }) {
  const { round } = useWorkspace();
  const today = useToday();
  const looks = useDayLooks();
  const [day, setDay] = useState<string | null>(today);
  const [way, setWay] = useState<HandAnswer['way']>('phone');
  const [note, setNote] = useState('');
  const [unitToCorrect, setUnitToCorrect] = useState(false);
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(new Map());
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());
  const save = useEngineMutation('handover.answer', { onDone });
  const decisions = set.nominees.flatMap(({ id }) => {
    const decision = verdicts.get(id);
    return decision === undefined ? [] : [{ nomineeId: id, decision, note: (notes.get(id) ?? '').trim() }];
  });
  const whole = day !== null && decisions.length === set.nominees.length;
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <DayInput label="答复日期" value={day} firstShown={today} onChange={setDay} looks={looks} />
        <Select
          label="怎样答复的"
          allowDeselect={false}
          data={[...ways]}
          value={way}
          onChange={(value) => setWay(ways.find((one) => one.value === value)?.value ?? 'phone')}
        />
      </Group>
      <Table verticalSpacing={4} aria-label="每个推荐对象的结果">
        <Table.Tbody>
          {set.nominees.map(({ id, name }) => (
            <Table.Tr key={id}>
              <Table.Td w={220}>{name}</Table.Td>
              <Table.Td w={180}>
                <Select
                  aria-label={`${name}的结果`}
                  placeholder="请选择"
                  data={VERDICTS.map((value) => ({ value, label: verdictLabels[value] }))}
                  value={verdicts.get(id) ?? null}
                  onChange={(value) => {
                    const chosen = VERDICTS.find((one) => one === value);
                    if (chosen !== undefined) setVerdicts(new Map(verdicts).set(id, chosen));
                  }}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={`对${name}的意见`}
                  placeholder="意见"
                  maxLength={2000}
                  value={notes.get(id) ?? ''}
                  onChange={(event) => setNotes(new Map(notes).set(id, event.currentTarget.value))}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Checkbox
        label="本单位的材料也要改"
        checked={unitToCorrect}
        onChange={(event) => setUnitToCorrect(event.currentTarget.checked)}
      />
      <Textarea
        label="总体意见"
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="sm">
        <Button
          disabled={!whole}
          loading={save.isPending}
          onClick={() =>
            day !== null &&
            save.mutate({
              round,
              answer: { answeredOn: day, way, note: note.trim(), unitToCorrect, decisions },
            })
          }
        >
          保存答复
        </Button>
        <Button variant="default" onClick={onDone}>
          取消
        </Button>
      </Group>
    </Stack>
  );
}
