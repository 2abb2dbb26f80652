import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Checklist, Step } from '../../shared/checklist/checklist-types.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import classes from './overview.module.css';
import { pathOf } from './step-place.ts';
import { StepTick } from './step-tick.tsx';

/** Goes to where a step is done, in its round. */
export function useGoTo(): (step: Step) => void {
  const { round, setRound } = useWorkspace();
  const [, navigate] = useLocation();
  return (step) => {
    if (step.round !== null && step.round !== round) setRound(step.round);
    const path = pathOf(step.place);
    if (path !== null) navigate(path);
  };
}

/** 下一步: the one step to do now, or what is waited for. */
export function NextCard({
  checklist,
  add,
}: {
  readonly checklist: Checklist;
  /** The button that makes a new nominee. */
  readonly add: ReactNode;
}) {
  const { step, title, why } = checklist.next;
  const go = useGoTo();
  return (
    <Paper withBorder className={classes.next} component="section" aria-label="下一步">
      <Stack gap={2} miw={0}>
        <Text size="sm" c="dimmed">
          {step?.state === 'waiting' ? '现在只能等' : '下一步'}
        </Text>
        <Title order={2}>{title}</Title>
        {step !== null && <Text fw={600}>{step.words}</Text>}
        <Text>{why}</Text>
        {step !== null && step.tick !== null && <StepTick step={step} tick={step.tick} />}
      </Stack>
      {step !== null &&
        (pathOf(step.place) === null ? (
          add
        ) : (
          <Button
            size="md"
            style={{ flexShrink: 0 }}
            variant={step.state === 'waiting' ? 'default' : 'filled'}
            rightSection={<IconArrowRight size={18} aria-hidden />}
            onClick={() => go(step)}
          >
            {step.action}
          </Button>
        ))}
    </Paper>
  );
}
