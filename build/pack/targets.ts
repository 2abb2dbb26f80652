import { join } from 'node:path';
import { Arch, Platform } from 'electron-builder';
import { paths } from '../kit/paths.ts';

/** One system and machine that the program is packed for. */
export interface PackTarget {
  readonly platform: 'linux' | 'win32';
  readonly arch: 'x64' | 'arm64';
}

export type TargetName = `${PackTarget['platform']}-${PackTarget['arch']}`;

export const TARGETS: ReadonlyMap<string, PackTarget> = new Map(
  (['linux', 'win32'] as const).flatMap((platform) =>
    (['x64', 'arm64'] as const).map((arch) => [`${platform}-${arch}`, { platform, arch }] as const),
  ),
);

export function targetName({ platform, arch }: PackTarget): TargetName {
  return `${platform}-${arch}`;
}

/** The one driver file that a package of this target holds. */
export function driverName(target: PackTarget): string {
  return `${targetName(target)}.node`;
}

/** Where electron-builder puts the unpacked program, and what it calls the program's file. */
export function unpackedProgram({ platform, arch }: PackTarget): { folder: string; executable: string } {
  const system = platform === 'win32' ? 'win' : 'linux';
  const folder = join(paths.release, `${system}${arch === 'x64' ? '' : `-${arch}`}-unpacked`);
  return { folder, executable: join(folder, platform === 'win32' ? 'Jianbiao.exe' : 'jianbiao') };
}

/** The same for electron-builder. */
export function builderTarget({ platform, arch }: PackTarget): ReturnType<Platform['createTarget']> {
  return (platform === 'win32' ? Platform.WINDOWS : Platform.LINUX).createTarget(
    'dir',
    arch === 'arm64' ? Arch.arm64 : Arch.x64,
  );
}
