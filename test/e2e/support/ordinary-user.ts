import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Chromium's sandbox refuses root (design: shells and runtimes); this user of the machine runs the window instead. */
const USER = 'jianbiao-test';

export interface OrdinaryUser {
  readonly uid: number;
  readonly gid: number;
  /** Gives a folder to the user, with what lies in it. */
  own(folder: string): void;
  /** A program that runs `command` as this user; to be started in its stead. */
  wrap(command: string, folder: string): string;
}

/** The user to run the window as, made when missing; null when the tests are no root and can run it themselves. */
export function ordinaryUser(): OrdinaryUser | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, USER], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    id('-u');
  } catch {
    execFileSync('useradd', ['--create-home', '--shell', '/bin/sh', USER]);
  }
  const [uid, gid] = [id('-u'), id('-g')];
  return {
    uid,
    gid,
    own(folder) {
      chownSync(folder, uid, gid);
      for (const name of readdirSync(folder, { recursive: true }))
        chownSync(join(folder, String(name)), uid, gid);
    },
    wrap(command, folder) {
      const script = join(folder, 'as-ordinary-user');
      writeFileSync(
        script,
        `#!/bin/sh\nexport HOME=/home/${USER} USER=${USER} XDG_RUNTIME_DIR=\nexec setpriv --reuid=${uid} --regid=${gid} --clear-groups "${command}" "$@"\n`,
      );
      chmodSync(script, 0o755);
      return script;
    },
  };
}

/** Whether every user of the machine may read a folder: a clone in root's home lies behind a closed door. */
export function openToAll(folder: string): boolean {
  const others = 0o005;
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & others) !== others) return false;
    if (dirname(at) === at) return true;
  }
}
