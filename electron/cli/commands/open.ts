import type { Command } from 'commander';
import { verifyAndOpen } from '../../engine/seal/index.ts';
import type { Output } from '../kit/output.ts';
import { type PackageOptions, readPackageOptions, withPackageOptions } from './package-options.ts';

/** `open FILE --out DIR`: verifies a package and unpacks it into a new folder as a bag. */
export function addOpenCommand(program: Command, out: Output): void {
  withPackageOptions(program.command('open').argument('<file>'))
    .requiredOption('--out <dir>', '新文件夹（不能已存在）')
    .description('核对并解开一个封包')
    .action(async (file: string, options: PackageOptions & { out: string }) => {
      const result = await verifyAndOpen(file, await readPackageOptions(options), options.out);
      if (!result.ok) {
        for (const finding of result.problems) out.line(finding.message);
        out.finish({ ok: false, stage: result.stage, findings: result.problems }, false);
        return;
      }
      await result.package.close();
      const { status, kind, digest, paths, tags } = result.package;
      out.line(`已解开到 ${options.out}，共 ${paths.length + tags.size} 个文件`);
      out.finish(
        { ok: true, status, kind, digest, out: options.out, files: [...tags.keys(), ...paths] },
        true,
      );
    });
}
