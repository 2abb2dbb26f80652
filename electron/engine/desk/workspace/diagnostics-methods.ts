import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import about from '../../../../package.json' with { type: 'json' };
import { roleTitles } from '../../../../shared/api/roles.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { EVENT_NAMES } from '../../../../shared/ground/event-names.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import type { ReadLease } from '../../kernel/seat.ts';
import { fontSlots, ownFontFile, slotTitles, systemFonts } from '../../paper/own-fonts.ts';
import { readEvents } from '../../store/event-log.ts';
import { schemaFacts } from '../../store/schema-facts.ts';
import { sqliteVersion } from '../../store/sqlite-version.ts';
import { databasePath } from '../../store/workspace-header.ts';
import { readAutoBackup } from '../ground/auto-backup.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { writeTarget } from '../ground/target-file.ts';

/** The newest steps of the log that a report names, by kind and time alone. */
const eventsTold = 30;

function bytesOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function programLines(desk: Desk): string[] {
  const { electron, node } = process.versions;
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `生成时间：${isoNow(desk)}`,
    `程序版本：${about.version}`,
    `运行方式：${desk.shell}`,
    `运行环境：${electron === undefined ? '' : `Electron ${electron}，`}Node ${node}，SQLite ${sqliteVersion()}`,
    `系统：${process.platform} ${process.arch} ${release().replace(/[^\w.-]/g, '')}，${cpus().length} 核，内存 ${memory} GB`,
  ];
}

function fontLines(desk: Desk): string[] {
  const system = systemFonts();
  return fontSlots.map((slot) => {
    const own = existsSync(ownFontFile(desk.dataDir, slot)) ? '自选' : '自带';
    return `${slotTitles[slot]}：${own}，${system.has(slot) ? '系统有合用的' : '系统没有合用的'}`;
  });
}

function workspaceLines(desk: Desk, { db, header, pinned }: ReadLease): string[] {
  const { migration, tables } = schemaFacts(db);
  const file = databasePath(desk.dataDir, header.id);
  const { intact, events } = readEvents(db, eventsTold);
  const { main, copy } = desk.autoBackup.problems(header.id);
  return [
    `身份：${roleTitles[header.role]}`,
    `活动资料：第 ${pinned.version} 版`,
    `数据格式：${migration}`,
    `数据文件：${bytesOf(file)} 字节，日志 ${bytesOf(`${file}-wal`)} 字节`,
    `自动备份：${readAutoBackup(db).on ? '开' : '关'}${[main, copy].flatMap((problem) => (problem === null ? [] : [`，${problem.at} ${problem.error.code}`])).join('')}`,
    '',
    '各表行数',
    ...tables.map(({ name, rows }) => `${name}：${rows}`),
    '',
    `最近的操作（记录${intact ? '完整' : '不完整'}）`,
    ...events.map(({ at, kind }) => `${at} ${Object.hasOwn(EVENT_NAMES, kind) ? kind : 'unknown'}`),
  ];
}

function errorLines(desk: Desk): string[] {
  const errors = desk.recentErrors.list();
  if (errors.length === 0) return ['没有'];
  return errors.flatMap(({ at, where, kind, places }) => [
    `${at} ${where} ${kind}`,
    ...places.map((place) => `  ${place}`),
  ]);
}

/** The report that the sentence about an internal error sends the clerk to. */
export function diagnosticsMethods(desk: Desk) {
  let shown: { readonly digest: string; readonly text: string } | null = null;
  return handlersOf({
    async 'diagnostics.report'(_args, { open }) {
      const text = [
        '荐表诊断信息',
        '不含姓名、证件号码、单位名称、文件名、填写的内容、口令和密钥。',
        '',
        ...programLines(desk),
        '',
        '打印字体',
        ...fontLines(desk),
        '',
        '工作区',
        ...(open === null ? ['没有打开'] : workspaceLines(desk, open)),
        '',
        '本次运行的内部错误',
        ...errorLines(desk),
        '',
      ].join('\n');
      shown = { text, digest: createHash('sha256').update(text).digest('hex') };
      return shown;
    },
    async 'diagnostics.save'({ digest, target }) {
      if (shown?.digest !== digest) throw new JianbiaoError('diagnostics-stale');
      const name = `荐表诊断信息_${isoNow(desk).slice(0, 10)}.txt`;
      return { fileName: writeTarget(desk.handles, target, name, Buffer.from(shown.text, 'utf8')) };
    },
  });
}
