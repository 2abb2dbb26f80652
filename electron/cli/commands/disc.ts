import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type DiscFile, makeDiscFolder, makeDiscImage } from '../../engine/media/index.ts';
import { verifyPackage } from '../../engine/seal/index.ts';
import type { Output } from '../kit/output.ts';
import { type PackageOptions, readPackageOptions, withPackageOptions } from './package-options.ts';

interface DiscOptions extends PackageOptions {
  readonly out?: string;
  readonly image?: string;
}

/** Encrypted for somebody else: its sender cannot look into it, and passes it on as it is. */
const locked: readonly string[] = ['package-identity-needed', 'package-passphrase-needed'];

async function runDisc(file: string, options: DiscOptions, out: Output): Promise<void> {
  const { out: folder, image } = options;
  if ((folder === undefined) === (image === undefined)) throw new JianbiaoError('cli-disc-target');
  const result = await verifyPackage(file, await readPackageOptions(options));
  if (result.ok) await result.package.close();
  const verified = result.ok;
  if (!result.ok && !result.problems.every(({ code }) => locked.includes(code))) {
    for (const problem of result.problems) out.line(problem.message);
    out.finish({ ok: false, stage: result.stage, findings: result.problems }, false);
    return;
  }
  const { size } = await stat(file);
  const name = basename(file);
  const files: DiscFile[] = [{ name, source: { file }, bytes: size, crc32: null }];
  if (!verified) out.line('封包已加密，没有打开核对，原样放入。');
  if (folder !== undefined) {
    const made = await makeDiscFolder(files, folder);
    out.line(`已做好光盘文件夹并读回核对：${folder}，共 ${made.length} 个封包`);
    out.finish({ ok: true, verified, out: resolve(folder), files: made }, true);
  } else if (image !== undefined) {
    const target = resolve(image);
    const made = await makeDiscImage(files, {
      folder: dirname(target),
      fileName: basename(target),
      label: name.replace(/\.zip(?:\.age)?$/i, ''),
      date: new Date(),
    });
    out.line(`已做好光盘映像并读回核对：${image}，${made.bytes} 字节`);
    out.finish({ ok: true, verified, image: target, bytes: made.bytes, files: made.files }, true);
  }
}

/** `disc FILE --out DIR | --image FILE.iso`: what is burned onto a disc, of one package; a bad package makes none. */
export function addDiscCommand(program: Command, out: Output): void {
  withPackageOptions(program.command('disc').argument('<file>'))
    .option('--out <dir>', '光盘文件夹（新文件夹，不能已存在）')
    .option('--image <file.iso>', '光盘映像（不能已存在）')
    .description('把封包做成可以刻录的光盘文件夹或光盘映像')
    .action((file: string, options: DiscOptions) => runDisc(file, options, out));
}
