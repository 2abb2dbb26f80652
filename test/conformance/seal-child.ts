import { writeSync } from 'node:fs';
import { sealPackage } from '../../electron/engine/seal/index.ts';
import { sampleRequest } from './sample-packages.ts';

// Seals one package after another into the folder it is given, until it is killed. Says on stdout when one is done.
const folder = process.argv[2] ?? '.';
for (let revision = Number(process.argv[3] ?? '1'); revision <= 9999; revision += 1) {
  const request = await sampleRequest('receipt', folder);
  const files = [
    { folder: 'paper', name: 'big.pdf', source: { bytes: Buffer.alloc(2_000_000, revision) } },
  ] as const;
  const { fileName } = await sealPackage({ ...request, revision, files });
  writeSync(1, `${fileName}\n`);
}
