import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EnginePort } from './engine-client.ts';

/** The engine process's entry file, beside this one: TypeScript in a source run, JavaScript in a built one. */
export function engineEntry(): string {
  const name = import.meta.url.endsWith('.ts') ? './engine-process.ts' : './engine-process.js';
  return fileURLToPath(new URL(name, import.meta.url));
}

/**
 * Starts the engine as a child of this Node: the local shell's way (design: shells and runtimes).
 */
export function forkEngine(): EnginePort {
  const child = fork(engineEntry(), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    post(message) {
      // A process that dies at this moment breaks the pipe; its exit is what tells, so the write need not.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage(listener) {
      child.on('message', listener);
    },
    onExit(listener) {
      child.once('exit', listener);
    },
    kill() {
      child.kill('SIGKILL');
    },
    get pid() {
      return child.pid;
    },
  };
}
