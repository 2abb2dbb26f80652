import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseAgeIdentities,
  sealPackage,
  verifyAndOpen,
  verifyPackage,
} from '../../electron/engine/seal/index.ts';
import { sampleRequest, sampleTrust } from '../conformance/sample-packages.ts';

// One job of seal-bench.ts in a process of its own: `seal`, `verify` or `open` in a folder, with a recipient or a key file.
const [kind = '', folder = '', secret = ''] = process.argv.slice(2);

async function seal(): Promise<string> {
  const request = await sampleRequest('preliminary', folder);
  const parts = readdirSync(folder).filter((name) => name.startsWith('part-'));
  const files = parts.map(
    (name) => ({ folder: 'paper', name, source: { file: join(folder, name) } }) as const,
  );
  const encryption = secret === '' ? undefined : { recipients: [secret] };
  return (await sealPackage({ ...request, files, encryption })).path;
}

async function read(): Promise<string> {
  const name = readdirSync(folder).find((file) => file.startsWith('ggj-')) ?? '';
  const identities = secret === '' ? [] : parseAgeIdentities(readFileSync(secret, 'utf8'));
  const out = join(folder, 'opened');
  const options = { trust: sampleTrust(), identities };
  const file = join(folder, name);
  const result =
    kind === 'open' ? await verifyAndOpen(file, options, out) : await verifyPackage(file, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  await result.package.close();
  return out;
}

const megabyte = 1 << 20;
// The engine idle: everything loaded, nothing done.
const idleMb = process.memoryUsage.rss() / megabyte;
let peakMb = idleMb;
const sampler = setInterval(() => {
  peakMb = Math.max(peakMb, process.memoryUsage.rss() / megabyte);
}, 20);
const start = performance.now();
const before = process.cpuUsage();
const path = kind === 'seal' ? await seal() : await read();
const ms = performance.now() - start;
const used = process.cpuUsage(before);
const cpuMs = (used.user + used.system) / 1000;
clearInterval(sampler);
// maxRSS also sees what happened between two samples.
peakMb = Math.max(peakMb, process.resourceUsage().maxRSS / 1024);
process.send?.({ ms, cpuMs, idleMb, peakMb, path });
process.disconnect?.();
