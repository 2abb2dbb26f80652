import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { kindTitle } from '../../shared/reading/titles.ts';
import { useEngineQuery } from '../kit/engine.ts';
import { formPath, paths } from '../kit/paths.ts';
import { useShellCommands } from '../kit/use-shell-commands.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { isDialogOpen } from '../ui/dialog-open.ts';
import { bestFirst, loadPinyin, matchRank, type PinyinReader } from '../ui/pinyin-index.ts';
import type { RouteEntry } from './route-types.ts';

/** Opens the search over the page. What stands in an open dialog is finished first. */
export function openQuickJump(): void {
  if (!isDialogOpen()) spotlight.open();
}

const LABEL = '快速跳转';

/** Marks the first entry, which Enter then opens. Mantine marks by position at each letter, and does not look again when the list changes by itself. */
function markFirst(): void {
  const list = document.querySelector(`[role="dialog"][aria-label="${LABEL}"]`);
  const first = list?.querySelector('[data-action]');
  const marked = list?.querySelector('[data-action][data-selected]');
  if (marked === first) return;
  marked?.removeAttribute('data-selected');
  first?.setAttribute('data-selected', 'true');
}

/** Ctrl+K, 查找 in the bar or the menu: type a name or its pinyin, go to that nominee's form or to any page. */
export function QuickJump({ routes }: { readonly routes: readonly RouteEntry[] }) {
  const { index, round, info } = useWorkspace();
  const [, navigate] = useLocation();
  const records = useEngineQuery('records.list', {}, { enabled: info.role !== 'office' });
  const [read, setRead] = useState<PinyinReader | null>(null);
  // Whether the clerk has gone down the list by the arrow keys: then the mark is the clerk's.
  const moved = useRef(false);
  useShellCommands((command) => {
    if (command === 'find') openQuickJump();
  });
  useLayoutEffect(() => {
    // The dictionary has come after the letters, and the list is another now.
    if (read !== null && !moved.current) markFirst();
  }, [read]);
  const pages: SpotlightActionData[] = routes.flatMap((route) => {
    const { nav } = route;
    if (nav === undefined) return [];
    return [
      {
        id: route.path,
        label: nav.label,
        leftSection: <nav.icon size={20} aria-hidden />,
        onClick: () => navigate(route.path.replace(/\/:.*$/, '') || paths.overview),
      },
    ];
  });
  const persons = new Set(
    (records.data ?? []).filter(({ kind }) => kind === 'individual').map(({ id }) => id),
  );
  const nominees: SpotlightActionData[] = (records.data ?? []).flatMap((nominee) => {
    const form = index.formsOf(nominee.kind).find((one) => one.rounds.includes(round));
    if (form === undefined) return [];
    return [
      {
        id: nominee.id,
        label: nominee.name,
        description: kindTitle(index.pack.campaign, nominee.kind),
        leftSection: <IconFileText size={20} aria-hidden />,
        onClick: () => navigate(formPath(nominee.id, form.id)),
      },
    ];
  });
  const groups = [
    { group: '推荐对象', actions: nominees },
    { group: '页面', actions: pages },
  ];
  /** Both groups by how well their entries answer; the group of the best answer first. */
  const answering = (search: string) => {
    const rank = ({ id, label = '', description }: SpotlightActionData) => {
      const kind = persons.has(id) ? 'person' : 'text';
      // What kind of nominee it is finds it too, as a second word for it.
      return matchRank(
        search,
        { label, kind, aliases: description === undefined ? [] : [description] },
        read,
      );
    };
    const found = groups
      .map(({ group, actions }) => ({ group, actions: bestFirst(actions, rank) }))
      .filter(({ actions }) => actions.length > 0);
    return bestFirst(found, ({ actions: [best] }) => (best === undefined ? null : rank(best)));
  };
  return (
    <Spotlight
      actions={groups}
      filter={answering}
      // Mantine's own shortcut is deaf while the focus is in a box, where a clerk's nearly always is: use-frame-keys.ts.
      shortcut={null}
      onSpotlightOpen={() => {
        moved.current = false;
        void loadPinyin().then((reader) => setRead(() => reader));
      }}
      onQueryChange={() => {
        moved.current = false;
      }}
      // Stands at once and with the focus in it: whoever types on without a pause loses no letter on a slow PC.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': LABEL } }}
      nothingFound="没有找到"
      highlightQuery
      limit={12}
      scrollable
      maxHeight={420}
      searchProps={{
        autoFocus: true,
        onKeyDown: ({ key }) => {
          if (key.startsWith('Arrow')) moved.current = true;
          // Also when the letters and Enter came before the list was drawn, where nothing is marked yet.
          else if (key === 'Enter' && !moved.current) markFirst();
        },
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: '姓名、集体名称或页面，可以输入拼音首字母',
        'aria-label': '查找推荐对象或页面',
      }}
    />
  );
}
