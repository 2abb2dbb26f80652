import { bridge } from './bridge.ts';
import { notifyDone, notifyError } from './notify.ts';
import { duringSave } from './saves-under-way.ts';

export { safeFileName } from '../../shared/package/offered-name.ts';

/** Where a file goes: what `chooseSave` gave, as methods of the engine take it. */
export interface FileTarget {
  readonly file: string;
}

/**
 * Asks where to save, lets `write` write there, then finishes (the local shell downloads, Electron shows the file in
 * its folder). Gives what `write` gave, or null when the clerk cancelled or it failed; a failure is announced.
 */
export async function saveFile<T>(
  options: { readonly title: string; readonly suggestedName: string; readonly done?: string },
  write: (target: FileTarget) => Promise<T>,
): Promise<T | null> {
  try {
    const saved = await duringSave(async (begun) => {
      const chosen = await bridge().chooseSave({
        title: options.title,
        suggestedName: options.suggestedName,
      });
      if (chosen === null) return null;
      begun();
      const value = await write({ file: chosen.handle });
      await bridge().finishSave(chosen.handle, { reveal: true });
      return { value, name: chosen.name };
    });
    if (saved === null) return null;
    notifyDone(options.done ?? `已保存“${saved.name}”。`);
    return saved.value;
  } catch (error) {
    notifyError(error);
    return null;
  }
}

/** Chooses files and hands them to `read`; null when the clerk cancelled or it failed, which is announced. */
export async function openFiles<T>(
  options: { readonly title: string; readonly accept: readonly string[]; readonly multiple?: boolean },
  read: (files: readonly { readonly handle: string; readonly name: string }[]) => Promise<T>,
): Promise<T | null> {
  try {
    const files = await bridge().chooseFiles({
      title: options.title,
      accept: options.accept,
      multiple: options.multiple ?? false,
    });
    return files.length === 0 ? null : await read(files);
  } catch (error) {
    notifyError(error);
    return null;
  }
}
