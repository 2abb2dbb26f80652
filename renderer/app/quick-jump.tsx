import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { kindTitle } from '../../shared/campaign/titles.ts';
import { isDialogOpen } from '../ui/dialog-open.ts';
import { loadPinyin, type PinyinReader } from '../ui/pinyin-index.ts';
import { useEngineQuery } from './engine.ts';
import { formPath, paths } from './paths.ts';
import type { RouteEntry } from './route-types.ts';
import { useShellCommands } from './use-shell-commands.ts';
import { useWorkspace } from './workspace.tsx';

/** Opens the search over the page. What stands in an open dialog is finished first. */
export function openQuickJump(): void {
  if (!isDialogOpen()) spotlight.open();
}

/** Enter takes the first entry also when the list came after the letters, where Mantine has marked none yet. */
function takeFirst({ key, nativeEvent, currentTarget }: KeyboardEvent<HTMLInputElement>): void {
  if (key !== 'Enter' || nativeEvent.isComposing) return;
  const list = currentTarget.closest('[role="dialog"]');
  if (list?.querySelector('[data-action][data-selected]') === null)
    list.querySelector<HTMLElement>('[data-action]')?.click();
}

/** Ctrl+K, 查找 in the bar or the menu: type a name or its pinyin, go to that nominee's form or to any page. */
export function QuickJump({ routes }: { readonly routes: readonly RouteEntry[] }) {
  const { index, round, info } = useWorkspace();
  const [, navigate] = useLocation();
  const records = useEngineQuery('records.list', {}, { enabled: info.role !== 'office' });
  const [pinyin, setPinyin] = useState<PinyinReader | null>(null);
  const keywords = (label: string) => (pinyin === null ? [] : Object.values(pinyin(label)));
  useShellCommands((command) => {
    if (command === 'find') openQuickJump();
  });
  const pages: SpotlightActionData[] = routes.flatMap((route) => {
    const { nav } = route;
    if (nav === undefined) return [];
    return [
      {
        id: route.path,
        group: '页面',
        label: nav.label,
        keywords: keywords(nav.label),
        leftSection: <nav.icon size={20} aria-hidden />,
        onClick: () => navigate(route.path.replace(/\/:.*$/, '') || paths.overview),
      },
    ];
  });
  const nominees: SpotlightActionData[] = (records.data ?? []).flatMap((nominee) => {
    const form = index.formsOf(nominee.kind).find((one) => one.rounds.includes(round));
    if (form === undefined) return [];
    return [
      {
        id: nominee.id,
        group: '推荐对象',
        label: nominee.name,
        keywords: keywords(nominee.name),
        description: kindTitle(index.pack.campaign, nominee.kind),
        leftSection: <IconFileText size={20} aria-hidden />,
        onClick: () => navigate(formPath(nominee.id, form.id)),
      },
    ];
  });
  return (
    <Spotlight
      actions={[...nominees, ...pages]}
      // Mantine's own shortcut is deaf while the focus is in a box, where a clerk's nearly always is: use-frame-keys.ts.
      shortcut={null}
      onSpotlightOpen={() => void loadPinyin().then((reader) => setPinyin(() => reader))}
      // Stands at once and with the focus in it: whoever types on without a pause loses no letter on a slow PC.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': '快速跳转' } }}
      nothingFound="没有找到"
      highlightQuery
      limit={12}
      scrollable
      maxHeight={420}
      searchProps={{
        autoFocus: true,
        onKeyDown: takeFirst,
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: '姓名、集体名称或页面，可以输入拼音首字母',
        'aria-label': '查找推荐对象或页面',
      }}
    />
  );
}
