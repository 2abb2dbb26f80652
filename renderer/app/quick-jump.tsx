import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { kindTitle } from '../../shared/campaign/titles.ts';
import { useEngineQuery } from './engine.ts';
import { formPath, paths } from './paths.ts';
import type { RouteEntry } from './route-types.ts';
import { useShellCommands } from './use-shell-commands.ts';
import { useWorkspace } from './workspace.tsx';

/** Ctrl+K (or 查找 in the menu): type a name, go to that nominee's form or to any page. */
export function QuickJump({ routes }: { readonly routes: readonly RouteEntry[] }) {
  const { index, round, info } = useWorkspace();
  const [, navigate] = useLocation();
  const records = useEngineQuery('records.list', {}, { enabled: info.role !== 'office' });
  useShellCommands((command) => {
    if (command === 'find') spotlight.open();
  });
  const pages: SpotlightActionData[] = routes.flatMap((route) => {
    const { nav } = route;
    if (nav === undefined) return [];
    return [
      {
        id: route.path,
        group: '页面',
        label: nav.label,
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
        description: kindTitle(index.pack.campaign, nominee.kind),
        leftSection: <IconFileText size={20} aria-hidden />,
        onClick: () => navigate(formPath(nominee.id, form.id)),
      },
    ];
  });
  return (
    <Spotlight
      actions={[...nominees, ...pages]}
      shortcut={['mod + K']}
      attributes={{ content: { 'aria-label': '快速跳转' } }}
      nothingFound="没有找到"
      highlightQuery
      limit={12}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: '姓名、集体名称或页面',
        'aria-label': '查找推荐对象或页面',
      }}
    />
  );
}
