import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Why files could not be written, with what to do, for what the file system says; null for any other failure. `thrown` is
 * the error as it was caught, `folder` what was being written into.
 */
export function writeProblem(thrown: unknown, folder: string): string | null {
  switch (thrown instanceof Error && 'code' in thrown ? thrown.code : null) {
    case 'EACCES':
    case 'EPERM':
      return `${folder} 不许当前用户写入。请由它的主人（例如 root）在这里运行一次 npm run build，以后谁都能打开；或者另外克隆一份到自己的文件夹，在那里运行。`;
    case 'EROFS':
      return `${folder} 在只读的磁盘上，不能写入。请把仓库复制或克隆到能写入的文件夹，再运行。`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `磁盘空间不够，${folder} 没有写完。请腾出空间（全部约需 1.5 GB）后再运行一次。`;
    default:
      return null;
  }
}

/**
 * Throws Error with the system's code unless this user can write in a folder and in those right inside it, which somebody
 * else may have made; for one that is missing, in the nearest that is there. Nothing is written.
 */
export function requireWritable(folder: string): void {
  if (!existsSync(folder)) {
    let above = dirname(folder);
    while (!existsSync(above)) above = dirname(above);
    accessSync(above, constants.W_OK);
    return;
  }
  accessSync(folder, constants.W_OK);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) accessSync(join(folder, entry.name), constants.W_OK);
}
