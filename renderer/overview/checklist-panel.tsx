import { Button, Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronRight,
  IconCircle,
  IconCircleCheck,
  IconCircleDotted,
  IconClockHour4,
  IconPointFilled,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Checklist, Step, StepState } from '../../shared/checklist/checklist-types.ts';
import { chineseDate } from '../../shared/ground/plain-date.ts';
import { Panel } from '../ui/panel.tsx';
import { useGoTo } from './next-card.tsx';
import classes from './overview.module.css';
import { pathOf } from './step-place.ts';
import { StepTick } from './step-tick.tsx';

const icons: Readonly<
  Record<StepState, { readonly icon: typeof IconCircle; readonly color: string; readonly word: string }>
> = {
  done: { icon: IconCircleCheck, color: 'var(--mantine-color-ok-filled)', word: '已办' },
  todo: { icon: IconCircle, color: 'var(--mantine-primary-color-filled)', word: '要办' },
  waiting: { icon: IconClockHour4, color: 'var(--mantine-color-dimmed)', word: '等待' },
  blocked: { icon: IconCircleDotted, color: 'var(--mantine-color-dimmed)', word: '还不能办' },
  optional: { icon: IconPointFilled, color: 'var(--mantine-color-dimmed)', word: '不一定要办' },
};

interface Part {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** The steps as the work is divided: what comes first, then each round. */
function partsOf(steps: readonly Step[]): readonly Part[] {
  const parts = new Map<string, Step[]>();
  for (const step of steps) {
    const title = step.roundTitle ?? '准备';
    parts.set(title, [...(parts.get(title) ?? []), step]);
  }
  return [...parts].map(([title, own]) => ({ title, steps: own }));
}

/** 现在该做什么: every step of the campaign with its state, who, until when, and the way to it. */
export function ChecklistPanel({ checklist }: { readonly checklist: Checklist }) {
  const next = checklist.next.step;
  return (
    <Panel title="现在该做什么">
      <Stack gap="xs">
        {partsOf(checklist.steps).map((part) => (
          <PartOf key={part.title} part={part} next={next} />
        ))}
      </Stack>
    </Panel>
  );
}

function PartOf({ part, next }: { readonly part: Part; readonly next: Step | null }) {
  const isNow = part.steps.some((step) => step === next);
  const [toggled, setToggled] = useState<boolean | null>(null);
  const opened = toggled ?? isNow;
  const finished = part.steps.filter(({ state }) => state === 'done').length;
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={part.title}>
      <UnstyledButton className={classes.part} aria-expanded={opened} onClick={() => setToggled(!opened)}>
        <Chevron size={16} aria-hidden />
        <Text component="span" fw={600}>
          {part.title}
        </Text>
        <Text component="span" size="sm" c="dimmed">
          已办 {finished} / {part.steps.length}
        </Text>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack component="ol" gap={0} m={0} p={0} className={classes.steps}>
          {part.steps.map((step) => (
            <StepRow key={`${step.id}${step.title}`} step={step} isNext={step === next} />
          ))}
        </Stack>
      </Collapse>
    </section>
  );
}

function StepRow({ step, isNext }: { readonly step: Step; readonly isNext: boolean }) {
  const { icon: Icon, color, word } = icons[step.state];
  const go = useGoTo();
  const far = step.state === 'blocked' || pathOf(step.place) === null;
  return (
    <li className={classes.step} data-next={isNext || undefined} aria-current={isNext ? 'step' : undefined}>
      <Icon size={18} color={color} role="img" aria-label={word} />
      <Text size="sm" fw={isNext ? 700 : 500}>
        {step.title}
      </Text>
      <Text size="sm" {...(step.state === 'todo' ? {} : { c: 'dimmed' })}>
        {step.words}
      </Text>
      <Text size="sm" c="dimmed">
        {step.who}
      </Text>
      <Text size="sm" c="dimmed">
        {step.until === null ? '' : `最晚${chineseDate(step.until.lastWorkday).replace(/^\d{4}年/, '')}`}
      </Text>
      <Group gap="xs" justify="flex-end" wrap="nowrap" className={classes.stepAct}>
        {!far && (
          <Button size="compact-sm" variant="subtle" onClick={() => go(step)}>
            {step.action}
          </Button>
        )}
      </Group>
      {step.tick !== null && (step.tick.done || step.state === 'optional') && (
        <div className={classes.stepTick}>
          <StepTick step={step} tick={step.tick} />
        </div>
      )}
    </li>
  );
}
