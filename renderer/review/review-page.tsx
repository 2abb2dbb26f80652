import { Box, Fieldset, Paper, Stack } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'wouter';
import type { ApiResult } from '../../shared/api.ts';
import { subjectName, subjectsOf } from '../../shared/reading/lookup.ts';
import { roundTitle } from '../../shared/reading/titles.ts';
import type { AttachmentRef } from '../../shared/words/content.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { Loaded, LoadProblem } from '../kit/loaded.tsx';
import { useRemembered } from '../kit/use-remembered.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { Page } from '../ui/page.tsx';
import { AlikeAlert } from './alike-alert.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { decisionsThatHold, earlierDecision, useEarlierReview, withDecisions } from './earlier-review.ts';
import { EarlierRoundBanner, EarlierRoundHead, marksOf } from './earlier-round.tsx';
import { PackageAlerts } from './package-alerts.tsx';
import { PackageFiles } from './package-files.tsx';
import { PackageNotices } from './package-notices.tsx';
import { RecordView } from './record-view.tsx';
import classes from './review.module.css';
import { EarlierDecisionsAlert, OldVersionAlert, UnknownSignerAlert } from './review-alerts.tsx';
import { ReviewConflictModal } from './review-conflict-modal.tsx';
import {
  commentDecides,
  commentsOf,
  missingForFeedback,
  reviewOf,
  withComment,
  withNote,
  withVerdict,
} from './review-draft.ts';
import { ReviewHeader } from './review-header.tsx';
import { type NomineeMark, SubjectList } from './subject-list.tsx';
import { TakeOverPanel } from './take-over.tsx';
import { useAlike } from './use-alike.ts';
import { useReview } from './use-review.ts';

/** 审核: one imported package, its nominees, forms, findings; comments and decisions; the sealed answer. */
export function ReviewPage() {
  const params = useParams();
  const packageId = params.packageId ?? '';
  const query = useEngineQuery('inbox.get', { packageId });
  return (
    <Page wide>
      <Loaded query={query} label="正在打开材料">
        {(opened) => <Opened key={packageId} opened={opened} />}
      </Loaded>
    </Page>
  );
}

function Opened({ opened }: { readonly opened: ApiResult<'inbox.get'> }) {
  const { index, info } = useWorkspace();
  const { submission } = opened;
  const alike = useAlike(opened.package.packageId);
  const findings = useMemo(() => [...opened.findings, ...alike], [opened.findings, alike]);
  const item = opened.package;
  const subjects = subjectsOf(submission);
  const names = new Map(subjects.map((entry) => [entry.id, subjectName(index.pack, entry)]));
  const review = useReview(item.packageId, item.revision, { unit: item.unit, nominees: names });
  const [comparing, setComparing] = useState(false);
  const [askedAbout, setAskedAbout] = useState(0);
  const disputed = review.conflicts.length;
  if (askedAbout !== disputed) {
    // Shown by itself once; after that the clerk opens it.
    setAskedAbout(disputed);
    setComparing(disputed > askedAbout);
  }
  // Nominees whose decision came along with a comment, until somebody chooses.
  const [byComment, setByComment] = useState<ReadonlySet<string>>(new Set());
  const chosen = (id: string) => {
    const left = new Set(byComment);
    left.delete(id);
    setByComment(left);
  };
  // Remembered, so that after a lock the review goes on where it was.
  const [remembered, setSelected] = useRemembered(`review:${item.packageId}`, subjects[1]?.id ?? 'unit');
  const selected = subjects.find(({ id }) => id === remembered)?.id ?? 'unit';
  const [showFiles, setShowFiles] = useState(false);
  const title = roundTitle(index.pack.campaign, submission.round);
  const fileOf = useCallback(
    (ref: AttachmentRef) => {
      const found = submission.attachments.find((entry) => entry.sha256 === ref.sha256);
      return found === undefined ? undefined : { packageId: item.packageId, path: found.path };
    },
    [submission, item.packageId],
  );
  const { change } = review;
  const subject = subjects.find((entry) => entry.id === selected);
  const saveNote = useCallback(
    (note: string) => change((draft) => withNote(draft, selected, note)),
    [change, selected],
  );
  const saveGeneral = useCallback((general: string) => change((draft) => ({ ...draft, general })), [change]);
  const saveComment = useCallback(
    (fieldId: string, text: string) =>
      change((draft) => {
        if (commentDecides(draft, selected, text)) setByComment((before) => new Set(before).add(selected));
        return withComment(draft, selected, fieldId, text);
      }),
    [change, selected],
  );
  const newer = item.supersededBy;
  const closed = item.state !== 'current';
  const roundReading = useEngineQuery('review.earlierRound', { packageId: item.packageId });
  const round = roundReading.data ?? null;
  const marks = new Map<string, NomineeMark>([
    ...marksOf(round, roundTitle(index.pack.campaign, 'preliminary')),
    ...opened.withdrawn.map((entry) => [entry.nomineeId, { words: '已撤下', severe: true }] as const),
  ]);
  const earlier = useEarlierReview(item);
  const { draft } = review;
  if (draft === undefined || subject === undefined) {
    return (
      <Loaded query={review.reading} label="正在读取审核意见">
        {() => null}
      </Loaded>
    );
  }
  const nominees = subjects
    .filter((entry) => entry.kind !== 'unit')
    .map((entry) => ({ id: entry.id, name: subjectName(index.pack, entry) }));
  const name = subjectName(index.pack, subject);
  const before = earlierDecision(earlier, subject.id);
  const inFirstRound = round?.nominees.find((entry) => entry.nomineeId === subject.id);
  const holding = decisionsThatHold(
    draft,
    earlier,
    nominees.map(({ id }) => id),
  );

  return (
    <>
      <ReviewHeader
        item={item}
        title={title}
        names={names}
        closed={closed}
        review={review}
        onCompare={() => setComparing(true)}
        onFiles={() => setShowFiles(true)}
      />
      {!item.signer.trusted && <UnknownSignerAlert />}
      <PackageNotices item={item} />
      <AlikeAlert alike={alike} />
      <LoadProblem query={roundReading} />
      <PackageAlerts item={item} withdrawn={opened.withdrawn} />
      {round !== null && (
        <EarlierRoundBanner
          round={round}
          item={item}
          finding={findings.find((entry) => entry.ruleId === 'O1')}
        />
      )}
      {newer !== null && <OldVersionAlert newer={newer} review={review} />}
      {!closed && earlier !== null && holding.length > 0 && (
        <EarlierDecisionsAlert
          revision={earlier.revision}
          count={holding.length}
          onTake={() => void change((current) => withDecisions(current, holding))}
        />
      )}
      <div className={classes.layout ?? ''}>
        <SubjectList
          subjects={subjects}
          findings={findings}
          draft={draft}
          marks={marks}
          selected={subject.id}
          onSelect={setSelected}
        />
        <Paper
          withBorder
          p="md"
          component="section"
          aria-label={name}
          tabIndex={0}
          className={classes.main ?? ''}
        >
          {inFirstRound !== undefined && subject.kind !== 'unit' && (
            <EarlierRoundHead
              name={name}
              kind={subject.kind}
              standing={inFirstRound}
              counts={round?.counts ?? null}
            />
          )}
          <RecordView
            key={subject.id}
            submission={submission}
            subject={subject}
            findings={findings.filter((finding) => finding.subjectId === subject.id)}
            comments={commentsOf(draft, subject.id)}
            fileOf={fileOf}
            {...(closed ? {} : { onComment: saveComment })}
          />
        </Paper>
        <Box
          className={classes.side ?? ''}
          // With everything in it disabled nothing else would take the keyboard there to scroll.
          {...(closed ? { role: 'group', 'aria-label': '当时的审核', tabIndex: 0 } : {})}
        >
          <Fieldset variant="unstyled" disabled={closed}>
            <Stack gap="md">
              {subject.kind !== 'unit' && (
                <DecisionPanel
                  key={subject.id}
                  name={name}
                  review={reviewOf(draft, subject.id)}
                  decidedByComment={
                    byComment.has(subject.id) && reviewOf(draft, subject.id).decision === 'return'
                  }
                  earlier={
                    earlier === null || before === undefined
                      ? undefined
                      : { revision: earlier.revision, kind: subject.kind, decision: before }
                  }
                  onVerdict={(verdict) => {
                    chosen(subject.id);
                    void change((current) => withVerdict(current, subject.id, verdict));
                  }}
                  onNote={saveNote}
                />
              )}
              {info.role === 'recommender' && (
                <TakeOverPanel packageId={item.packageId} submission={submission} />
              )}
              <AnswerPanel
                item={item}
                general={draft.general}
                missing={missingForFeedback(draft, nominees)}
                onGeneral={saveGeneral}
              />
            </Stack>
          </Fieldset>
        </Box>
      </div>
      {comparing && disputed > 0 && (
        <ReviewConflictModal
          conflicts={review.conflicts}
          names={names}
          kinds={new Map(subjects.map((entry) => [entry.id, entry.kind]))}
          onResolve={review.resolve}
          onClose={() => setComparing(false)}
        />
      )}
      <PackageFiles
        packageId={item.packageId}
        files={opened.files}
        signer={item.signer}
        names={names}
        opened={showFiles}
        onClose={() => setShowFiles(false)}
      />
    </>
  );
}
