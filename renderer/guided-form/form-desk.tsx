import { Alert, Box, Button, Drawer, Group, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { formTitle } from '../../shared/reading/titles.ts';
import type { Finding } from '../../shared/words/rule-schema.ts';
import { paths } from '../kit/paths.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useShellCommands } from '../kit/use-shell-commands.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { useDraft } from '../parts/draft/draft-context.tsx';
import { fieldsOfSection } from '../parts/draft/progress.ts';
import { findingPath, formHasField } from '../parts/findings/finding-target.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { UnconfirmedMark } from '../ui/unconfirmed-mark.tsx';
import { CheckPanel } from './check-panel.tsx';
import { CopyFromModal } from './copy-from-modal.tsx';
import { useOfficeComments } from './field/field-comments.ts';
import classes from './field/form.module.css';
import { FieldView } from './field-view.tsx';
import { focusField, focusFirst, focusNext, returnTo, spotOf } from './focus-field.ts';
import { FormToolbar } from './form-toolbar.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { SectionNav } from './section-nav.tsx';
import { useFormKeys } from './use-form-keys.ts';
import { useFormPosition } from './use-form-position.ts';

interface Target {
  readonly fieldId: string;
  readonly row: number | undefined;
}

/** Sections at the left, the form in the middle, live checks at the right. */
export function FormDesk({ formId, target }: { readonly formId: string; readonly target: Target | null }) {
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
  const position = useFormPosition(draft.id, formId, sections.length, target !== null);
  const narrow = useMediaQuery('(max-width: 75em)', false) ?? false;
  const [checks, setChecks] = useRemembered('form-checks', 'open');
  const [drawer, setDrawer] = useState(false);
  const [history, setHistory] = useState(false);
  const [copying, setCopying] = useState(false);
  const [wanted, setWanted] = useState<Target | null>(target);
  const middle = useRef<HTMLDivElement>(null);
  const comments = useOfficeComments(draft.id);
  const { go } = position;
  // Going on to another part takes the focus along: the control that had it is gone with the old part.
  const goOn = (section: number) => {
    if (!position.ready || section < 0 || section >= sections.length) return;
    go(section);
    requestAnimationFrame(() => focusFirst(middle.current));
  };
  const title = form === undefined ? '填表' : formTitle(form);
  useEffect(() => {
    document.title = `${title} - 荐表`;
  }, [title]);

  const jump = useCallback(
    (to: Target) => {
      const at = sections.findIndex((entry) => entry.section.fields.includes(to.fieldId));
      if (at < 0) return;
      go(at);
      setWanted(to);
    },
    [sections, go],
  );
  const arrive = useEffectEvent((to: Target) => {
    if (focusField(to.fieldId, to.row)) setWanted(null);
  });
  useEffect(() => {
    if (wanted !== null && position.ready) requestAnimationFrame(() => arrive(wanted));
  }, [wanted, position.ready]);
  const begin = useEffectEvent(() => {
    const idle = document.activeElement === document.body || document.activeElement?.matches('main');
    if (target !== null || idle !== true) return;
    // Back from a lock or another page: on at the field where the clerk was typing.
    if (position.spot === null || !returnTo(position.spot)) focusFirst(middle.current);
  });
  useEffect(() => {
    // After the remembered place has been scrolled to.
    if (position.ready) requestAnimationFrame(() => requestAnimationFrame(begin));
  }, [position.ready]);
  // Where the clerk was typing, once a dialog opened from the menu has taken the focus away with it.
  const goBack = () => {
    // A dialog on its way out takes the focus along, whether it is this one or the question that was asked over it.
    const held = document.activeElement?.closest('[role="dialog"]') ?? null;
    if (held === null && document.activeElement !== document.body) return;
    const spot = position.latest();
    if (spot === null || !returnTo(spot)) focusFirst(middle.current);
  };
  const { visit } = position;
  useEffect(() => {
    const arrived = ({ target: focused }: FocusEvent) => {
      const spot = focused instanceof Element && middle.current?.contains(focused) ? spotOf(focused) : null;
      if (spot !== null) visit(spot);
    };
    document.addEventListener('focusin', arrived);
    return () => document.removeEventListener('focusin', arrived);
  }, [visit]);
  const followAddress = useEffectEvent((to: Target) => jump(to));
  useEffect(() => {
    if (target !== null) followAddress(target);
  }, [target?.fieldId, target?.row, target]);

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
  const undo = () => step(draft.undo());
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
  const last = position.section === sections.length - 1;
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
        />
      </div>
      <div className={classes.desk} data-checks={inline ? 'open' : 'closed'}>
        <aside className={classes.sections} aria-label="各部分与进度">
          <SectionNav
            sections={sections}
            active={position.ready ? position.section : -1}
            comments={comments}
            onGo={go}
          />
        </aside>
        <div className={classes.middle} ref={middle}>
          {entry !== undefined && (
            <div className={classes.sheet}>
              <Group justify="space-between" mb="md" align="baseline">
                <Title order={2} id="section-title">
                  {entry.section.title}
                </Title>
                <Group gap="xs">
                  <Text size="sm" c="dimmed">
                    第 {position.section + 1} 部分，共 {sections.length} 部分
                  </Text>
                  {position.section === 0 && (
                    <UnconfirmedMark
                      words="未经官方附件核对"
                      certainty={form.certainty}
                      source={form.source}
                    />
                  )}
                </Group>
              </Group>
              {entry.section.intro !== undefined && (
                <Alert variant="light" color="brand" mb="md" p="xs">
                  {entry.section.intro}
                </Alert>
              )}
              <div className={classes.container}>
                <div className={classes.grid} key={entry.section.id}>
                  {entry.fields.map((field) => (
                    <FieldView key={field.id} field={field} comments={comments.get(field.id)} />
                  ))}
                </div>
              </div>
              <Group justify="space-between" mt="xl">
                <Button
                  variant="default"
                  leftSection={<IconArrowLeft size={18} aria-hidden />}
                  disabled={position.section === 0}
                  onClick={() => goOn(position.section - 1)}
                >
                  上一部分
                </Button>
                {last ? (
                  <Button onClick={() => navigate(paths.overview)}>填完了，回到总览</Button>
                ) : (
                  <Button
                    rightSection={<IconArrowRight size={18} aria-hidden />}
                    onClick={() => goOn(position.section + 1)}
                  >
                    下一部分：{sections[position.section + 1]?.section.title}
                  </Button>
                )}
              </Group>
            </div>
          )}
        </div>
        {inline && (
          <aside className={classes.checks} aria-label="检查面板">
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
