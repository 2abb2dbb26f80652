import type { Command } from 'commander';
import { verifyPackage } from '../../engine/seal/index.ts';
import type { Output } from '../kit/output.ts';
import { type PackageOptions, readPackageOptions, withPackageOptions } from './package-options.ts';

/** `verify FILE`: full verification of a sealed package (design: command line). Exit 0 only when every byte is good. */
export function addVerifyCommand(program: Command, out: Output): void {
  withPackageOptions(program.command('verify').argument('<file>'))
    .description('核对一个封包：完整性、签名、签名人、内容格式')
    .action(async (file: string, options: PackageOptions) => {
      const result = await verifyPackage(file, await readPackageOptions(options));
      if (!result.ok) {
        for (const finding of result.problems) out.line(`${file}：${finding.message}`);
        out.finish(
          { ok: false, stage: result.stage, claimed: result.claimed, findings: result.problems },
          false,
        );
        return;
      }
      const {
        kind,
        campaign,
        unit,
        revision,
        supersedes,
        digest,
        signer,
        suite,
        status,
        entries,
        encrypted,
      } = result.package;
      const { recipient, packDigest, sealedOn, fileBytes } = result.package;
      await result.package.close();
      out.line(
        status === 'verified'
          ? `核对通过：${unit.name} 第 ${revision} 版（${kind}），签名人 ${signer.principal ?? ''}`
          : `文件完整：${unit.name} 第 ${revision} 版（${kind}）。签名人未确认：${signer.fingerprint}`,
      );
      out.line(`包摘要 ${digest}，附带文件 ${entries.length} 个，共 ${fileBytes} 字节`);
      out.finish(
        {
          ok: true,
          status,
          kind,
          campaign,
          unit,
          revision,
          supersedes,
          recipient,
          packDigest,
          sealedOn,
          digest,
          signer,
          suite,
          encrypted,
          bytes: fileBytes,
          entries,
          findings: [],
        },
        true,
      );
    });
}
