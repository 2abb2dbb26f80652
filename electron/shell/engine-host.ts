import { utilityProcess } from 'electron';
import type { EnginePort } from '../engine/host/engine-client.ts';
import { engineEntry, forkEngine } from '../engine/host/fork-engine.ts';

/**
 * Starts the engine in a process of Electron's own kind, or on the Node that a test run names
 * (`node`, see run-kind.ts). The window stays responsive whatever the engine does.
 */
export function startEngineProcess(node: string | null): EnginePort {
  if (node !== null) return forkEngine(node);
  const child = utilityProcess.fork(engineEntry(), [], { serviceName: 'jianbiao-engine', stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill();
    },
    get pid() {
      return child.pid;
    },
  };
}
