import type { ApiArgs, ApiResult, MethodName } from '../../../shared/api.ts';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/create-engine.ts';
import type { HandleUse } from '../../engine/kernel/handles.ts';

/** An engine in this process, called like any shell calls it: by the contract, with handles for paths. */
export interface EngineClient {
  /** Calls a method; throws the engine's error. */
  call<M extends MethodName>(method: M, args: ApiArgs<M>): Promise<ApiResult<M>>;
  handle(path: string, use: HandleUse): string;
  close(): Promise<void>;
}

/** Starts an engine for a command. */
export function openEngine(
  options: Omit<EngineOptions, 'shell' | 'emit'> & Partial<Pick<EngineOptions, 'emit'>>,
): EngineClient {
  const engine: Engine = createEngine({ emit: () => undefined, ...options, shell: 'cli' });
  return {
    async call<M extends MethodName>(method: M, args: ApiArgs<M>): Promise<ApiResult<M>> {
      const answer = await engine.handle(method, args);
      if (!answer.ok) throw new JianbiaoError(answer.error.code, answer.error.params);
      // The engine has parsed the value by this very method's result schema (dispatch.ts).
      return answer.value as ApiResult<M>;
    },
    handle: (path, use) => engine.handles.register(path, use),
    close: () => engine.close(),
  };
}

/**
 * Makes a workspace whose recovery code needs no keeping (the demo's passphrase is printed, a test's data are invented):
 * whoever opens it in a window is not asked to put a code away.
 */
export async function createWithoutKeeping(
  client: EngineClient,
  about: ApiArgs<'workspace.create'>,
): Promise<ApiResult<'workspace.create'>> {
  const created = await client.call('workspace.create', about);
  await client.call('workspace.confirmRecoveryCode', { recoveryCode: created.recoveryCode });
  return created;
}
