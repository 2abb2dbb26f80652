import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A network of its own for one program (Linux, as root): loopback, an interface that leads nowhere but makes programs
 * believe in a network, and a resolver that writes down every name it is asked for and knows none.
 */
const SETTING_UP = `set -e
ip link set lo up
ip link add up0 type veth peer name up1
ip addr add 10.77.0.1/24 dev up0
ip link set up0 up
ip link set up1 up
ip route add default via 10.77.0.2
echo "nameserver 127.0.0.1" > "$1/resolv.conf"
mount --bind "$1/resolv.conf" /etc/resolv.conf
"$2" "$3" "$1/names" &
resolver=$!
trap 'kill $resolver' EXIT
while ! [ -e "$1/names" ]; do sleep 0.1; done
getent hosts proof.example || true
shift 3
"$@"
`;

/** Runs a command there. Gives what it wrote and the names that were asked for, the first of them our own proof. */
export async function inPrivateNetwork(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly out: string; readonly code: number | null; readonly names: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'jianbiao-network-'));
  chmodSync(folder, 0o755);
  try {
    const script = join(folder, 'set-up.sh');
    writeFileSync(script, SETTING_UP);
    const resolver = join(import.meta.dirname, 'logging-resolver.ts');
    const child = spawn(
      'unshare',
      ['--net', '--mount', 'sh', script, folder, process.execPath, resolver, ...command],
      { stdio: ['ignore', 'pipe', 'inherit'], env },
    );
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve);
      child.once('error', reject);
    });
    const names = readFileSync(join(folder, 'names'), 'utf8').split('\n').filter(Boolean);
    return { out, code, names: [...new Set(names)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
