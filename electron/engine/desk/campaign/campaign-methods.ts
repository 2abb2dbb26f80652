import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import type { RuledPack } from '../../../../shared/rules/ruled-pack.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { logEvent } from '../../store/event-log.ts';
import { readMeta, writeMeta } from '../../store/meta-store.ts';
import { writeSetting } from '../../store/small-stores.ts';
import { settingsInForce } from '../drafts/build-submission.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { readSource } from '../ground/target-file.ts';

const noticeLimit = 4 << 20;

/**
 * A text file in the encodings Chinese offices use: UTF-8 (with or without BOM), UTF-16 with BOM, GB18030.
 * Gives null for anything that is no plain text in one of them.
 */
function decodeChineseText(bytes: Uint8Array): string | null {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  for (const encoding of utf16 === null ? ['utf-8', 'gb18030'] : [utf16]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return hasControlCharacters(text) ? null : text;
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return null;
}

function hasControlCharacters(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13;
  });
}

/** The pinned pack, with the notice's text that the user loaded since in the place of the pack's own. */
export function packWithNotice({ db, pack }: ReadLease): RuledPack {
  const loaded = readMeta(db, 'noticeText');
  return loaded === null ? pack : { ...pack, noticeText: loaded };
}

/** The campaign as this workspace has it pinned, and the readings chosen. */
export function campaignMethods(desk: Desk) {
  return handlersOf({
    async 'campaign.pack'(_args, work) {
      return packWithNotice(work);
    },
    async 'campaign.settings'(_args, { db, pack }) {
      return settingsInForce(db, pack);
    },
    async 'campaign.setSetting'({ id, value }, { db, pack }) {
      const setting = pack.campaign.settings.find((item) => item.id === id);
      if (setting === undefined || !setting.options.some((option) => option.value === value)) {
        throw new JianbiaoError('setting-unknown', { id });
      }
      db.atomic(() => {
        writeSetting(db, id, value);
        logEvent(db, isoNow(desk), 'setting-changed', { id, value: String(value) });
      });
      return {};
    },
    async 'campaign.loadNotice'({ source }, { db }) {
      const { name, bytes } = readSource(desk.handles, source, noticeLimit);
      const text = decodeChineseText(bytes);
      if (text === null) throw new JianbiaoError('notice-unreadable', { file: name });
      writeMeta(db, 'noticeText', text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
      return {};
    },
  });
}
