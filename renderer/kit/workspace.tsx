import { createContext, type ReactNode, use, useMemo } from 'react';
import type { WorkspaceInfo } from '../../shared/api/workspace-methods.ts';
import type { Round } from '../../shared/words/field-schema.ts';
import { useEngineQuery } from './engine.ts';
import { Loaded } from './loaded.tsx';
import { indexPack, type PackIndex } from './pack-index.ts';
import { useRemembered } from './use-remembered.ts';

interface Workspace {
  readonly info: WorkspaceInfo;
  readonly index: PackIndex;
  /** 轮次 the clerk works on now; the same on every page, remembered in the workspace. */
  readonly round: Round;
  readonly setRound: (round: Round) => void;
}

const WorkspaceContext = createContext<Workspace | null>(null);

/** Everything below has an unlocked workspace and its campaign pack. */
export function WorkspaceProvider({
  info,
  children,
}: {
  readonly info: WorkspaceInfo;
  readonly children: ReactNode;
}) {
  const pack = useEngineQuery('campaign.pack', {});
  return (
    <Loaded query={pack} label="正在读取活动资料">
      {(value) => (
        <WithIndex info={info} index={value}>
          {children}
        </WithIndex>
      )}
    </Loaded>
  );
}

function WithIndex({
  info,
  index: pack,
  children,
}: {
  readonly info: WorkspaceInfo;
  readonly index: PackIndex['pack'];
  readonly children: ReactNode;
}) {
  const index = useMemo(() => indexPack(pack), [pack]);
  const [remembered, setRound] = useRemembered('round', 'preliminary');
  const first: Round = pack.campaign.rounds[0]?.id ?? 'preliminary';
  const round = pack.campaign.rounds.find((entry) => entry.id === remembered)?.id ?? first;
  const value = useMemo(() => ({ info, index, round, setRound }), [info, index, round, setRound]);
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

/** The open workspace, its pack and the round. Only below `WorkspaceProvider`. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace outside WorkspaceProvider');
  return workspace;
}
