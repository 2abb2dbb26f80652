import {
  ActionIcon,
  AppShell,
  Box,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLock,
  IconSearch,
} from '@tabler/icons-react';
import { Suspense, useEffect, useSyncExternalStore } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { AppearanceMenu } from '../kit/appearance-menu.tsx';
import { paths, sealPath, settingsPath } from '../kit/paths.ts';
import { onPackageWaits, packageWaits } from '../kit/pending-package.ts';
import { useIdleLock, useLock } from '../kit/use-lock.ts';
import { useRemembered } from '../kit/use-remembered.ts';
import { useShellCommands } from '../kit/use-shell-commands.ts';
import { useWorkspace } from '../kit/workspace.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageErrorBoundary } from '../ui/page-error-boundary.tsx';
import { PageLoader } from '../ui/page-loader.tsx';
import { region } from '../ui/regions.ts';
import { FrameNav, navPaths } from './frame-nav.tsx';
import { openQuickJump, QuickJump } from './quick-jump.tsx';
import { routesOf } from './routes.tsx';
import { SampleMark } from './sample-mark.tsx';
import { useFocusOnArrival, useFrameKeys, useLeavingFailures } from './use-frame-keys.ts';
import { useRescue } from './use-rescue.ts';

const HEADER_HEIGHT = 48;

/** The window around every page: where am I, which round, look, lock, navigation. */
export function Frame() {
  const { info, index, round, setRound } = useWorkspace();
  const [location, navigate] = useLocation();
  // 1366 pixels under Windows' usual scaling of 125 % are 1092: a first-time clerk still gets the names beside the icons.
  const narrow = useMediaQuery('(max-width: 64em)', false) ?? false;
  const [rail, setRail] = useRemembered('nav-rail', 'auto');
  const collapsed = rail === 'auto' ? narrow : rail === 'yes';
  const lock = useLock();
  const receiving = info.role === 'host' ? paths.feedback : paths.inbox;
  const waits = useSyncExternalStore(onPackageWaits, packageWaits);
  useEffect(() => {
    if (waits) navigate(receiving);
  }, [waits, navigate, receiving]);
  useLeavingFailures(location);
  useIdleLock();
  useRescue(info.id);
  const mine = routesOf(info);
  const has = (path: string): boolean => mine.some((route) => route.path === path);
  useShellCommands((command) => {
    if (command === 'lock') lock();
    if (command === 'help') navigate('/help');
    if (command === 'about') navigate(settingsPath('about'));
    if (command === 'print' && has(paths.paper)) navigate(paths.paper);
    if (command === 'seal' && has(paths.seal)) navigate(sealPath());
  });
  const rounds = index.pack.campaign.rounds;
  useFrameKeys(navPaths(mine), navigate, { find: openQuickJump, lock });
  const main = useFocusOnArrival(location);

  return (
    <AppShell
      header={{ height: HEADER_HEIGHT }}
      navbar={{ width: collapsed ? 60 : 188, breakpoint: 0 }}
      padding={0}
      layout="default"
    >
      <AppShell.Header>
        <Group h="100%" px="sm" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <ActionIcon
              aria-label={collapsed ? '展开导航' : '收起导航'}
              aria-expanded={!collapsed}
              onClick={() => setRail(collapsed ? 'no' : 'yes')}
            >
              {collapsed ? (
                <IconLayoutSidebarLeftExpand size={20} aria-hidden />
              ) : (
                <IconLayoutSidebarLeftCollapse size={20} aria-hidden />
              )}
            </ActionIcon>
            <Text fw={600} truncate title={info.name}>
              {info.name}
            </Text>
            {info.sample === null ? (
              <Text c="dimmed" size="sm" truncate visibleFrom="md" title={info.campaignTitle}>
                {info.campaignTitle}
              </Text>
            ) : (
              <SampleMark />
            )}
          </Group>
          <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
            {info.sample === null && (
              <Text size="xs" c="dimmed" visibleFrom="sm">
                不得录入涉密内容
              </Text>
            )}
            {info.role !== 'office' && rounds.length > 1 && (
              <SegmentedControl
                size="xs"
                aria-label="轮次"
                value={round}
                onChange={(value) => setRound(value === 'formal' ? 'formal' : 'preliminary')}
                data={rounds.map((entry) => ({ value: entry.id, label: entry.title }))}
              />
            )}
            <Tooltip label="查找（Ctrl+K）">
              <ActionIcon aria-label="查找" onClick={openQuickJump}>
                <IconSearch size={20} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <AppearanceMenu />
            <Tooltip label={info.sample === null ? '保存并锁定（Ctrl+L）' : '关闭样例（Ctrl+L）'}>
              <ActionIcon aria-label={info.sample === null ? '保存并锁定' : '离开样例'} onClick={lock}>
                <IconLock size={20} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label="主导航" {...region('navigation')}>
        <FrameNav routes={mine} collapsed={collapsed} />
      </AppShell.Navbar>
      <QuickJump routes={mine} />
      <AppShell.Main ref={main} tabIndex={-1} {...region('page')}>
        <PageErrorBoundary key={location.split('/')[1]}>
          <Suspense fallback={<PageLoader label="正在打开页面" />}>
            <Switch>
              {mine.map((route) => (
                <Route key={route.path} path={route.path} component={route.page} />
              ))}
              {info.role === 'office' && location === '/' ? (
                <Route>
                  <Redirect to={paths.inbox} replace />
                </Route>
              ) : (
                <Route>
                  <Box p="xl">
                    <Stack>
                      <EmptyState
                        title="没有这个页面"
                        description="地址可能来自旧版本。请从左侧导航重新进入。"
                        action={
                          <Button component={Link} href={paths.overview} variant="default">
                            回到首页
                          </Button>
                        }
                      />
                    </Stack>
                  </Box>
                </Route>
              )}
            </Switch>
          </Suspense>
        </PageErrorBoundary>
      </AppShell.Main>
    </AppShell>
  );
}
