import { utilityProcess } from 'electron';
import type { EnginePort } from '../engine/host/engine-client.ts';
import { engineEntry } from '../engine/host/fork-engine.ts';

/** Starts the engine in a process of Electron's own kind. The window stays responsive whatever the engine does. */
export function startEngineProcess(): EnginePort {
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
