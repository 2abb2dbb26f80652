import { Alert, Box, Button, Paper, Stack, Stepper } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { JianbiaoError } from '../../shared/errors/jianbiao-error.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { bridge } from '../kit/bridge.ts';
import { callEngine } from '../kit/engine.ts';
import { JobProgress } from '../kit/job-progress.tsx';
import { sentenceOf } from '../kit/notify.ts';
import { useJob } from '../kit/use-job.ts';
import type { DiscSource } from '../parts/packages/disc-modal.tsx';
import type { PaperItem } from '../parts/papers/paper-state.ts';
import type { MarkedNominee } from '../parts/review/marked-nominees.ts';
import { notPlain, plainArgument } from '../ui/plain-choice.tsx';
import { ContentStep } from './content-step.tsx';
import { chosenRecipient, type SealChoice, type SealPlan } from './plan-state.ts';
import { RecipientStep } from './recipient-step.tsx';
import { ResultStep, type Sealed } from './result-step.tsx';
import { isAboutContents, isAboutPlace } from './seal-problem.ts';
import { type SealTarget, TargetStep } from './target-step.tsx';

/** Where the package lies from now on. What the local shell saved to a file is the browser's, which tells nobody where. */
function discSource({ kind, name, handle }: SealTarget): DiscSource | null {
  if (kind !== 'file') return { place: `已封好的文件，在“${name}”里`, source: { folder: handle } };
  return bridge().shell === 'electron' ? { place: name, source: { saved: handle } } : null;
}

/** Why sealing failed, and whether another place to write to would mend it. */
interface SealProblem {
  readonly sentence: string;
  readonly place: boolean;
}

const CHANGED_ELSEWHERE = '在您看过之后，内容又有改动（例如在另一个窗口里），还没有封包。下面是现在的内容。';

const stepNames = ['内容与检查', '签名与收件人', '存放位置', '封包并核验'] as const;

/** The four steps from content to a verified package. */
export function SealWizard({
  plan,
  current,
  papers,
  marked,
  round,
  choice,
  onChoice,
  onRenew,
}: {
  readonly plan: SealPlan;
  /** False while the plan is being read again: what is shown may be of another choice, or of before the last sealing. */
  readonly current: boolean;
  readonly papers: readonly PaperItem[];
  readonly marked: readonly MarkedNominee[];
  readonly round: Round;
  readonly choice: SealChoice;
  readonly onChoice: (choice: SealChoice) => void;
  /** Reads the plan again. */
  readonly onRenew: () => Promise<unknown>;
}) {
  const [step, setStep] = useState(0);
  // What the clerk has looked at: the contents at the first step, the whole plan at the second.
  const [seenContents, setSeenContents] = useState<string | null>(null);
  const [agreed, setAgreed] = useState<SealPlan | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [sealed, setSealed] = useState<{ readonly result: Sealed; readonly target: SealTarget } | null>(null);
  const [problem, setProblem] = useState<SealProblem | null>(null);
  const job = useJob();
  const stepBox = useRef<HTMLDivElement>(null);
  const shown = useRef(0);
  useEffect(() => {
    // The button that was pressed is gone with its step: the keyboard goes on at the new one.
    if (shown.current !== step) stepBox.current?.focus();
    shown.current = step;
  }, [step]);

  const backToContents = (why: string) => {
    setNotice(why);
    setSeenContents(null);
    setAgreed(null);
    setStep(0);
  };
  // Changed elsewhere while the clerk was choosing the recipient: seen once is not seen any more.
  if (current && step === 1 && seenContents !== null && seenContents !== plan.contentsDigest)
    backToContents(CHANGED_ELSEWHERE);

  const seal = async (target: SealTarget) => {
    if (agreed === null) return;
    setProblem(null);
    setStep(3);
    try {
      const result = await job.run((jobId) =>
        callEngine('seal.run', {
          round,
          jobId,
          planDigest: agreed.planDigest,
          ...chosenRecipient(choice),
          ...plainArgument(choice.plain),
          target: target.kind === 'file' ? { file: target.handle } : { folder: target.handle },
        }),
      );
      if (target.kind === 'file') await bridge().finishSave(target.handle, { reveal: true });
      setSealed({ result, target });
    } catch (error) {
      if (error instanceof JianbiaoError && isAboutContents(error.code)) {
        await onRenew();
        // What is wrong with them stands below, where it can be followed.
        backToContents(error.code === 'seal-plan-changed' ? sentenceOf(error) : CHANGED_ELSEWHERE);
      } else setProblem({ sentence: sentenceOf(error), place: isAboutPlace(error) });
    }
  };

  if (sealed !== null) {
    return (
      <Paper withBorder p="lg">
        <ResultStep
          sealed={sealed.result}
          recipient={agreed?.recipient?.name ?? null}
          place={sealed.target.name}
          removable={sealed.target.kind === 'drive'}
          source={discSource(sealed.target)}
          round={round}
          onAgain={() => {
            // Without encryption is chosen for one file, with its reason.
            onChoice({ ...choice, plain: notPlain });
            setSealed(null);
            setNotice(null);
            setStep(0);
          }}
        />
      </Paper>
    );
  }

  return (
    <Paper withBorder p="lg">
      <Stepper active={step} allowNextStepsSelect={false} size="sm" mb="lg">
        <Stepper.Step
          label="内容与检查"
          allowStepSelect={job.progress === null && step > 0}
          onClick={() => setStep(0)}
        />
        <Stepper.Step
          label="签名与收件人"
          allowStepSelect={job.progress === null && step > 1}
          onClick={() => setStep(1)}
        />
        <Stepper.Step
          label="存放位置"
          allowStepSelect={job.progress === null && step > 2}
          onClick={() => setStep(2)}
        />
        <Stepper.Step label="封包并核验" allowStepSelect={false} loading={job.progress !== null} />
      </Stepper>
      <Box ref={stepBox} tabIndex={-1} role="group" aria-label={stepNames[step]} style={{ outline: 'none' }}>
        {step === 0 && (
          <ContentStep
            plan={plan}
            papers={papers}
            marked={marked}
            notice={notice}
            onNext={() => {
              setNotice(null);
              setSeenContents(plan.contentsDigest);
              setStep(1);
            }}
          />
        )}
        {step === 1 && (
          <RecipientStep
            plan={plan}
            current={current}
            choice={choice}
            onChoice={onChoice}
            onBack={() => setStep(0)}
            onNext={() => {
              setAgreed(plan);
              setStep(2);
            }}
          />
        )}
        {step === 2 && agreed !== null && (
          <TargetStep plan={agreed} onBack={() => setStep(1)} onRun={(target) => void seal(target)} />
        )}
        {step === 3 && (
          <Stack gap="md">
            {job.progress !== null && (
              <JobProgress progress={job.progress} label="正在封包" onCancel={job.cancel} />
            )}
            {problem !== null && (
              <Alert color="danger" icon={<IconCircleX aria-hidden />} title="封包没有完成" role="alert">
                {problem.sentence}
                <Stack gap="xs" mt="sm" align="flex-start">
                  <Button size="xs" variant="default" onClick={() => setStep(problem.place ? 2 : 0)}>
                    {problem.place ? '换一个存放位置再试' : '回到第一步'}
                  </Button>
                </Stack>
              </Alert>
            )}
          </Stack>
        )}
      </Box>
    </Paper>
  );
}
