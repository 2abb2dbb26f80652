import { Box, Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { formTitle } from '../../shared/reading/titles.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { withdrawUndoable } from '../kit/notify.ts';
import { formPath, paths } from '../kit/paths.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useShellCommands } from '../kit/use-shell-commands.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { fieldsOfSection } from '../parts/draft/progress.ts';
import { findingPath, formHasField } from '../parts/findings/finding-target.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { region } from '../ui/regions.ts';
import { CadreFormModal } from './cadre-form-modal.tsx';
import { CheckPanel } from './check-panel.tsx';
import { CopyFromModal } from './copy-from-modal.tsx';
import { useOfficeComments } from './field/field-comments.ts';
import classes from './field/form.module.css';
import { focusNext } from './focus-field.ts';
import { FormToolbar } from './form-toolbar.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { pasteShownWords } from './paste-shown-words.ts';
import { SectionNav } from './section-nav.tsx';
import { SectionSheet } from './section-sheet.tsx';
import { type FormTarget, useFormFocus } from './use-form-focus.ts';
import { useFormKeys } from './use-form-keys.ts';
import { useFormPosition } from './use-form-position.ts';

/** Sections at the left, the form in the middle, live checks at the right. */
export function FormDesk({
  formId,
  target,
}: {
  readonly formId: string;
  readonly target: FormTarget | null;
}) {
  const { draft, kind } = useDraft();
  const { index, round } = useWorkspace();
  const [, navigate] = useLocation();
  const form = index.form(formId);
  const sections = useMemo(
    () =>
      form === undefined
        ? []
        : form.sections.map((section) => ({
            section,
            fields: fieldsOfSection(section, (id) => index.field(kind, id)),
          })),
    [form, index, kind],
  );
  const [jumping] = useState(target !== null);
  const position = useFormPosition(draft.id, formId, sections.length, jumping);
  const narrow = useMediaQuery('(max-width: 75em)', false) ?? false;
  const [checks, setChecks] = useRemembered('form-checks', 'open');
  const [drawer, setDrawer] = useState(false);
  const [history, setHistory] = useState(false);
  const [copying, setCopying] = useState(false);
  const [comparing, setComparing] = useState(false);
  const comments = useOfficeComments(draft.id);
  const { middle, goOn, goBack, jump } = useFormFocus({
    target,
    sections,
    position,
    onReached: () => navigate(formPath(draft.id, formId), { replace: true }),
  });
  const title = form === undefined ? '填表' : formTitle(form);
  useEffect(() => {
    document.title = `${title} - 荐表`;
  }, [title]);

  const jumpToFinding = useCallback(
    (finding: Finding) => {
      setDrawer(false);
      if (form !== undefined && finding.fieldId !== undefined && formHasField(form, finding.fieldId)) {
        jump({ fieldId: finding.fieldId, row: finding.row });
        return;
      }
      const path = findingPath(finding, kind, round, index);
      if (path !== null) navigate(path);
    },
    [form, jump, kind, round, index, navigate],
  );
  const step = (fieldId: string | null) => {
    if (fieldId !== null) jump({ fieldId, row: undefined });
  };
  const undo = () => {
    withdrawUndoable();
    step(draft.undo());
  };
  const redo = () => step(draft.redo());
  useFormKeys({
    onSave: draft.saveNow,
    onUndo: undo,
    onRedo: redo,
    onSection: (by) => goOn(position.section + by),
    onEnter: (box) => {
      if (middle.current?.contains(box) !== true) return false;
      focusNext(middle.current, box);
      return true;
    },
  });
  useShellCommands((command) => {
    if (command === 'undo') undo();
    if (command === 'redo') redo();
    if (command === 'print') navigate(paths.paper);
  });

  if (form === undefined || sections.length === 0) {
    return (
      <Box p="xl">
        <EmptyState
          title={form === undefined ? '活动包里没有这张表' : `${formTitle(form)}没有需要填写的内容`}
          description={
            form === undefined ? '请从总览重新进入。' : '它由其他表的内容自动生成，请到“打印”页查看。'
          }
          action={
            <Button onClick={() => navigate(form === undefined ? paths.overview : paths.paper)}>
              {form === undefined ? '回到总览' : '去打印页'}
            </Button>
          }
        />
      </Box>
    );
  }

  // Until the remembered part is known none is shown: one that turns into another would take what is typed into it.
  const entry = position.ready ? (sections[position.section] ?? sections[0]) : undefined;
  const panel = <CheckPanel form={form} onJump={jumpToFinding} />;
  const inline = !narrow && checks === 'open';
  return (
    <>
      <div className={classes.bar}>
        <FormToolbar
          form={form}
          checksOpen={narrow ? drawer : inline}
          onChecks={() => (narrow ? setDrawer(!drawer) : setChecks(inline ? 'closed' : 'open'))}
          onUndo={undo}
          onRedo={redo}
          onHistory={() => setHistory(true)}
          onCopy={kind === 'unit' ? null : () => setCopying(true)}
          onCadreForm={kind === 'individual' ? () => setComparing(true) : null}
        />
      </div>
      <div className={classes.desk} data-checks={inline ? 'open' : 'closed'}>
        <aside className={classes.sections} aria-label="各部分与进度" {...region('sections')}>
          <SectionNav
            sections={sections}
            active={position.ready ? position.section : -1}
            comments={comments}
            onGo={position.go}
          />
        </aside>
        <div className={classes.middle} ref={middle} onPaste={pasteShownWords}>
          {entry !== undefined && (
            <SectionSheet
              form={form}
              sections={sections}
              at={position.section}
              comments={comments}
              onGo={goOn}
              onDone={() => navigate(paths.overview)}
            />
          )}
        </div>
        {inline && (
          <aside className={classes.checks} aria-label="检查面板" {...region('checks')}>
            {panel}
          </aside>
        )}
      </div>
      {narrow && (
        <Drawer
          opened={drawer}
          onClose={() => setDrawer(false)}
          title="本表的检查结果"
          size={380}
          padding="xs"
        >
          {panel}
        </Drawer>
      )}
      <HistoryDrawer opened={history} onClose={() => setHistory(false)} onClosed={goBack} />
      {comparing && (
        <CadreFormModal
          onClose={() => {
            setComparing(false);
            requestAnimationFrame(goBack);
          }}
        />
      )}
      {copying && (
        <CopyFromModal
          form={form}
          onClose={() => {
            setCopying(false);
            requestAnimationFrame(goBack);
          }}
        />
      )}
    </>
  );
}
