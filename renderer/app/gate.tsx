import { modals } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useEngineEvent, useEngineQuery } from '../kit/engine.ts';
import { Loaded } from '../kit/loaded.tsx';
import { leaveWorkspace, notifyProblem } from '../kit/notify.ts';
import { offerPackage } from '../kit/pending-package.ts';
import { useShellCommands } from '../kit/use-shell-commands.ts';
import { WorkspaceProvider } from '../kit/workspace.tsx';
import { RecoveryGate } from '../start/recovery-gate.tsx';
import { StartPage } from '../start/start-page.tsx';
import { Frame } from './frame.tsx';
import { useOwnPlace } from './use-own-place.ts';

/** Start page while no workspace is open; the frame with its pages once one is. */
export function Gate() {
  const current = useEngineQuery('workspace.current', {});
  const client = useQueryClient();
  useShellCommands((command) => {
    // A package opened by double click, whatever is on the screen: while the window is still opening, or locked, it
    // waits.
    if (typeof command === 'object') offerPackage(command.openPackage);
  });
  // Also while locked: the last backup is made after that.
  useEngineEvent('backup', ({ problem }) => notifyProblem(problem.message, '备份没有完成'));
  // A new workspace is open before its recovery code has been read: the start page holds until then.
  const [hold, setHold] = useState(false);
  const id = current.data?.id;
  const ownPlace = useOwnPlace(
    id,
    current.data !== undefined && current.data !== null && current.data.sample !== null,
  );
  const open = useRef(id);
  useEffect(() => {
    // Not at going from one to another: what restoring or creating said of the next one stays.
    if (open.current !== undefined && id === undefined) leaveWorkspace();
    open.current = id;
    // What was read from one workspace must not show through after locking or in the next one.
    client.removeQueries({
      predicate: (query) =>
        !String(query.queryKey[1]).startsWith('workspace.') && query.queryKey[1] !== 'app.info',
      type: 'inactive',
    });
    // A question that was open when the window locked belongs to what is locked away.
    modals.closeAll();
    if (id === undefined) document.title = '荐表';
  }, [client, id]);
  return (
    <Loaded query={current} label="正在打开">
      {(info) =>
        info === null || hold ? (
          <StartPage onHold={setHold} />
        ) : !info.recoveryConfirmed ? (
          <RecoveryGate key={info.id} info={info} />
        ) : !ownPlace ? null : (
          <WorkspaceProvider key={info.id} info={info}>
            <Frame />
          </WorkspaceProvider>
        )
      }
    </Loaded>
  );
}
