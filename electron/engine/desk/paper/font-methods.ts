import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FontSlot } from '../../../../shared/api/font-methods.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { whileHeldSync } from '../../durable/held-file.ts';
import { writeDurably } from '../../durable/whole-file.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import {
  builtInName,
  checkFont,
  fontSlots,
  ownFontFile,
  slotTitles,
  systemFonts,
} from '../../paper/own-fonts.ts';
import type { Desk } from '../ground/desk.ts';
import { readSource } from '../ground/target-file.ts';

/** The largest Chinese fonts have some 60 MB. */
const fontLimit = 100 << 20;

/** Which fonts the paper is printed with on this computer. */
export function fontMethods(desk: Desk) {
  /** Checked before anything is replaced: a bad file leaves the former choice as it was. */
  function keep(slot: FontSlot, name: string, bytes: Uint8Array): void {
    checkFont(bytes, name, slot);
    const target = ownFontFile(desk.dataDir, slot);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeDurably(target, bytes);
  }

  /** What a kept font calls itself; one that has become unreadable since is named as such, so that it can be dropped. */
  function ownName(slot: FontSlot): string | null {
    const file = ownFontFile(desk.dataDir, slot);
    if (!existsSync(file)) return null;
    try {
      return checkFont(readFileSync(file), slotTitles[slot], slot);
    } catch (thrown) {
      if (thrown instanceof JianbiaoError) return '（字体文件已损坏，请恢复自带字体）';
      throw thrown;
    }
  }

  return handlersOf({
    async 'fonts.list'() {
      const system = systemFonts();
      return fontSlots.map((slot) => {
        const path = system.get(slot);
        return {
          slot,
          own: ownName(slot),
          builtIn: builtInName(slot),
          system: path === undefined ? null : basename(path),
        };
      });
    },
    async 'fonts.choose'({ slot, source }) {
      const { name, bytes } = readSource(desk.handles, source, fontLimit);
      keep(slot, name, bytes);
      return {};
    },
    async 'fonts.useSystem'({ slot }) {
      const path = systemFonts().get(slot);
      if (path === undefined) throw new JianbiaoError('paper-font-not-found', { slot: slotTitles[slot] });
      keep(slot, basename(path), readFileSync(path));
      return {};
    },
    async 'fonts.drop'({ slot }) {
      const file = ownFontFile(desk.dataDir, slot);
      whileHeldSync(file, () => rmSync(file, { force: true }));
      return {};
    },
  });
}
