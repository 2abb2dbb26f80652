import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpegOrientation } from '../../../shared/ground/jpeg-metadata.ts';
import { PHONE_SECRETS, phonePhoto } from '../../../test/fixtures/phone-photo.ts';
import { importAll } from '../../../test/support/bulk-import.ts';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { samplePhoto } from '../pack/sample-photo.ts';

describe('records, attachments, paper, spreadsheets', () => {
  const loop = new DeskLoop();
  let client: Awaited<ReturnType<DeskLoop['workspace']>>;

  beforeAll(async () => {
    client = await loop.workspace('示例省机关事务管理局', 'recommender');
  });
  afterAll(() => loop.close());

  const make = async (kind: 'collective' | 'individual', name: string): Promise<string> => {
    const { id } = await client.call('records.create', { kind });
    await client.call('record.save', { id, baseRevision: 0, changes: { name } });
    return id;
  };
  const names = async (): Promise<[string, number][]> =>
    (await client.call('records.list', {})).map((item) => [item.name, item.order]);

  it('lists nominees in their order within their kind, and brings removed ones back', async () => {
    const a = await make('individual', '甲');
    const b = await make('collective', '乙单位');
    const c = await make('individual', '丙');
    expect(a).toMatch(/^p-[0-9a-z]{8}$/);
    expect(await names()).toEqual([
      ['甲', 1],
      ['乙单位', 1],
      ['丙', 2],
    ]);
    await client.call('records.reorder', { ids: [c, b, a] });
    expect(await codeOf(client.call('records.reorder', { ids: [c, b] }))).toBe('record-order-invalid');
    expect(await names()).toEqual([
      ['丙', 1],
      ['乙单位', 1],
      ['甲', 2],
    ]);
    await client.call('records.remove', { id: c });
    expect(
      await codeOf(client.call('record.save', { id: c, baseRevision: 1, changes: { name: '丁' } })),
    ).toBe('record-removed');
    expect(await names()).toEqual([
      ['乙单位', 1],
      ['甲', 1],
    ]);
    expect(await client.call('records.removed', {})).toMatchObject([
      { id: c, kind: 'individual', name: '丙' },
    ]);
    await client.call('records.bringBack', { id: c });
    expect(await client.call('records.removed', {})).toEqual([]);
    await client.call('records.setFormal', { id: a, inFormal: false });
    expect((await client.call('records.list', {})).map((item) => item.inFormal)).toEqual([true, true, false]);
    expect(await codeOf(client.call('records.remove', { id: 'unit' }))).toBe('record-unknown');
    expect(await codeOf(client.call('records.create', { kind: 'collective', copyFrom: a }))).toBe(
      'record-kind-mismatch',
    );
    const copy = await client.call('records.create', { kind: 'individual', copyFrom: a });
    expect((await client.call('record.get', { id: copy.id })).content).toEqual({});
  });

  it('copies to another one of the same unit what belongs to the unit, and nothing of the person', async () => {
    const from = await make('individual', '李明');
    const unit = {
      employer: '安定区机关事务服务中心',
      employerNature: 'public-institution',
      address: '安定区中华路1号',
      postcode: '743000',
      'unitNotice.start': '2021-09-07',
      'unitNotice.end': '2021-09-13',
      'unitNotice.scope': '公告栏',
    };
    const person = {
      idNumber: '430102197906150019',
      birth: '1979-06-15',
      sex: '1',
      photo: samplePhoto('李明', '1979-06-15').ref,
      post: '科长',
      mobile: '13900000000',
      deeds: '李明同志长期在一线工作。',
      briefDeeds: '李明同志事迹。',
      'unitNotice.objections': false,
      'unitNotice.text': '现将李明同志公示如下。',
      resume: [{ from: '2003-07', to: '至今', place: '安定区机关事务服务中心', counts: true }],
    };
    await client.call('record.save', { id: from, baseRevision: 1, changes: { ...unit, ...person } });
    const { id } = await client.call('records.create', { kind: 'individual', copyFrom: from });
    expect((await client.call('record.get', { id })).content).toEqual(unit);
  });

  it('names the field when two windows changed it, and refuses fields the campaign does not have', async () => {
    const id = await make('individual', '戊');
    await client.call('record.save', { id, baseRevision: 1, changes: { post: '科长' } });
    expect(
      await client.call('record.save', { id, baseRevision: 1, changes: { mobile: '13900000000' } }),
    ).toMatchObject({
      revision: 3,
    });
    await expect(
      client.call('record.save', { id, baseRevision: 1, changes: { post: '处长' } }),
    ).rejects.toMatchObject({
      code: 'record-conflict',
      message: expect.stringContaining('职务'),
    });
    expect(await codeOf(client.call('record.save', { id, baseRevision: 3, changes: { nope: 'x' } }))).toBe(
      'record-field-unknown',
    );
    const history = await client.call('record.history', { id });
    expect(history.map((item) => [item.revision, item.fields])).toEqual([
      [3, ['mobile']],
      [2, ['post']],
      [1, ['name']],
    ]);
    expect((await client.call('record.revision', { id, revision: 1 })).content).toEqual({ name: '戊' });
    expect(await codeOf(client.call('record.revision', { id, revision: 9 }))).toBe('record-revision-unknown');
  });

  it('takes pictures by their bytes, and says in plain words what is no picture', async () => {
    const { bytes, ref } = samplePhoto('甲', '1970-01-01');
    const kept = await client.call('attachments.add', {
      name: '甲-19700101.jpg',
      bytes: new Uint8Array(bytes),
    });
    expect(kept).toMatchObject({
      sha256: ref.sha256,
      mediaType: 'image/jpeg',
      width: ref.width,
      height: ref.height,
    });
    const phone = phonePhoto(6);
    const big = await client.call('attachments.add', {
      name: '大.jpg',
      bytes: phone,
    });
    const inside = (await client.call('attachments.read', { sha256: big.sha256 })).bytes;
    const told = Buffer.from(inside).toString('latin1');
    // Which way is up, and nothing else, is left of what the phone wrote.
    expect(PHONE_SECRETS.filter((secret) => told.includes(secret))).toEqual(['Exif']);
    expect(inside.length).toBe(big.bytes);
    expect(jpegOrientation(inside)).toBe(6);
    const id = await make('individual', '己');
    await client.call('record.save', { id, baseRevision: 1, changes: { photo: big } });
    const findings = await client.call('findings.list', { round: 'preliminary' });
    expect(
      findings.find((finding) => finding.subjectId === id && finding.message.includes('500KB')),
    ).toBeDefined();
    writeFileSync(join(loop.stick, '照片.jpg'), '其实是文字');
    expect(await codeOf(client.call('attachments.import', { source: loop.file(client, '照片.jpg') }))).toBe(
      'attachment-type',
    );
    expect(await codeOf(client.call('attachments.import', { source: loop.file(client, '没有.jpg') }))).toBe(
      'file-missing',
    );
    writeFileSync(join(loop.stick, '空.jpg'), '');
    expect(await codeOf(client.call('attachments.import', { source: loop.file(client, '空.jpg') }))).toBe(
      'file-empty',
    );
  });

  it('says when paper and data no longer agree', async () => {
    const id = await make('individual', '庚');
    const status = async () =>
      (await client.call('paper.status', { round: 'preliminary' })).find(
        (item) => item.subjectId === id && item.formId === 'annex-5',
      );
    expect(await status()).toMatchObject({ exportedCode: null, printedCode: null, subjectName: '庚' });
    const target = { file: client.handle(join(loop.stick, '庚.pdf'), 'write') };
    const request = { formId: 'annex-5', subjectId: id, round: 'preliminary', format: 'pdf' } as const;
    const { checkCode } = await client.call('paper.save', { ...request, target });
    expect(readFileSync(join(loop.stick, '庚.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    // A file that was saved is no paper: only the clerk knows what came out of the printer.
    expect(await status()).toMatchObject({
      exportedCode: checkCode,
      printedCode: null,
      currentCode: checkCode,
    });
    const paper = { formId: 'annex-5', subjectId: id, code: checkCode };
    const setPrinted = (code: string, printed: boolean) =>
      client.call('paper.setPrinted', { round: 'preliminary', papers: [{ ...paper, code }], printed });
    await setPrinted(checkCode, true);
    expect(await status()).toMatchObject({ printedCode: checkCode });
    await setPrinted(checkCode, false);
    expect(await status()).toMatchObject({ printedCode: null });
    await setPrinted(checkCode, true);
    await client.call('record.save', { id, baseRevision: 1, changes: { post: '科长' } });
    const after = await status();
    expect(after?.printedCode).toBe(checkCode);
    expect(after?.currentCode).not.toBe(checkCode);
    // The paper in hand is the one from before.
    expect(await codeOf(setPrinted(checkCode, true))).toBe('paper-changed-since');
    expect(await codeOf(client.call('paper.preview', { ...request, format: 'xlsx' }))).toBe(
      'paper-format-unknown',
    );
    expect(await codeOf(client.call('paper.preview', { ...request, formId: 'annex-7' }))).toBe(
      'paper-form-unknown',
    );
  });

  it('brings good rows in from the template and names every bad cell', async () => {
    const before = (await client.call('records.list', {})).length;
    const path = join(loop.stick, '模板.xlsx');
    await client.call('bulk.template', {
      kind: 'individual',
      target: { file: client.handle(path, 'write') },
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0];
    if (sheet === undefined) throw new TypeError('the template has no sheet');
    const column = new Map<string, number>();
    sheet.getRow(2).eachCell((cell, at) => column.set(String(cell.value), at));
    const set = (row: number, field: string, value: ExcelJS.CellValue): string => {
      const cell = sheet.getCell(row, column.get(field) ?? 0);
      cell.value = value;
      return cell.address;
    };
    set(4, 'name', '辛');
    set(4, 'sex', '女');
    set(4, 'birth', new Date('1979-06-15T00:00:00Z'));
    set(4, 'workStart', '2000年7月');
    set(4, 'onDuty', '是');
    set(4, 'post', '=1+1 不是公式');
    set(5, 'name', '壬');
    const wrong = [
      set(5, 'idNumber', Number('430102197906150014')),
      set(5, 'birth', '1979-13-01'),
      set(5, 'post', { formula: '1+1', result: 2 }),
    ];
    const nameless = set(6, 'post', '科员');
    const filled = join(loop.stick, '填好.xlsx');
    await book.xlsx.writeFile(filled);
    const { created, problems } = await importAll(client, { file: client.handle(filled, 'read') });
    expect(created).toHaveLength(1);
    const { content } = await client.call('record.get', { id: created[0]?.id ?? '' });
    expect(content).toMatchObject({
      name: '辛',
      sex: '2',
      birth: '1979-06-15',
      workStart: '2000-07',
      onDuty: true,
      post: '=1+1 不是公式',
    });
    expect(problems.map((problem) => problem.cell).sort()).toEqual(
      [...wrong, nameless.replace(/^[A-Z]+/, 'B')].sort(),
    );
    expect((await client.call('records.list', {})).length).toBe(before + 1);
    // The clerk mends the row and takes the whole file once more: nobody is there twice.
    set(5, 'idNumber', '５３０１０２ 19200508 011x');
    set(5, 'birth', '1920。5。8');
    set(5, 'post', '科员');
    set(5, 'name', '买买提•艾山');
    set(5, 'mobile', '139 0000 0000');
    await book.xlsx.writeFile(filled);
    const again = await importAll(client, { file: client.handle(filled, 'read') });
    expect(again).toMatchObject({
      same: 1,
      changed: [],
      problems: [{ cell: nameless.replace(/^[A-Z]+/, 'B') }],
    });
    expect(again.created).toHaveLength(1);
    const mended = await client.call('record.get', { id: again.created[0]?.id ?? '' });
    expect(mended.content).toMatchObject({
      name: '买买提·艾山',
      idNumber: '53010219200508011X',
      birth: '1920-05-08',
      mobile: '13900000000',
    });
    writeFileSync(filled, '不是表格');
    expect(await codeOf(importAll(client, { file: client.handle(filled, 'read') }))).toBe(
      'reading-other-format',
    );
  });

  it('keeps settings, positions and the notice the user loads', async () => {
    const { campaign } = await client.call('campaign.pack', {});
    const setting = campaign.settings[0];
    const other = setting?.options.find((option) => option.value !== setting.default);
    if (setting === undefined || other === undefined) throw new TypeError('the campaign has no open reading');
    await client.call('campaign.setSetting', { id: setting.id, value: other.value });
    expect((await client.call('campaign.settings', {}))[setting.id]).toBe(other.value);
    expect(await codeOf(client.call('campaign.setSetting', { id: setting.id, value: '别的' }))).toBe(
      'setting-unknown',
    );
    await client.call('view.set', { key: '页', value: '3' });
    expect(await client.call('view.get', { key: '页' })).toBe('3');
    expect(await client.call('view.get', { key: '没有' })).toBeNull();
    const gb18030 = Buffer.from('cda8d6aad5fdcec40d0ab5dad2bbcfee', 'hex');
    writeFileSync(join(loop.stick, '通知.txt'), gb18030);
    await client.call('campaign.loadNotice', { source: loop.file(client, '通知.txt') });
    expect((await client.call('campaign.pack', {})).noticeText).toBe('通知正文\n第一项');
    writeFileSync(join(loop.stick, '通知.txt'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff]));
    expect(await codeOf(client.call('campaign.loadNotice', { source: loop.file(client, '通知.txt') }))).toBe(
      'notice-unreadable',
    );
  });

  it('keeps an explanation only for a finding that there is', async () => {
    const findings = await client.call('findings.list', { round: 'preliminary' });
    const key = findings[0]?.key ?? '';
    await client.call('findings.explain', { key, text: '已核实。' });
    const after = await client.call('findings.list', { round: 'preliminary' });
    expect(after.find((finding) => finding.key === key)?.explanation).toBe('已核实。');
    expect(await codeOf(client.call('findings.explain', { key: 'X9|unit', text: '空' }))).toBe(
      'explanation-unknown',
    );
  });
});
