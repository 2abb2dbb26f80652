import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importAll } from '../../../test/support/bulk-import.ts';
import { codeOf, DeskLoop } from '../../../test/support/desk-loop.ts';
import { rowsXml, xlsxBytes } from '../../../test/support/xlsx-bytes.ts';

const ids = ['430102197906150014', '430102198006150019', '430102198106150014', '430102198206150019'];

/** A workbook as a clerk fills it in: by the ids of its hidden row. */
class Filled {
  readonly book = new ExcelJS.Workbook();

  async open(path: string): Promise<this> {
    await this.book.xlsx.load(new Uint8Array(readFileSync(path)).buffer);
    return this;
  }
  sheet(name: string): ExcelJS.Worksheet {
    const sheet = this.book.getWorksheet(name);
    if (sheet === undefined) throw new TypeError(`no sheet ${name}`);
    return sheet;
  }
  column(name: string, id: string): number {
    const values: unknown[] = [];
    this.sheet(name)
      .getRow(2)
      .eachCell((cell, at) => {
        values[at] = cell.value;
      });
    return values.indexOf(id);
  }
  set(name: string, row: number, values: Readonly<Record<string, string>>, order = ''): void {
    if (order !== '') this.sheet(name).getCell(row, 1).value = order;
    for (const [id, value] of Object.entries(values))
      this.sheet(name).getCell(row, this.column(name, id)).value = value;
  }
  async save(path: string): Promise<void> {
    await this.book.xlsx.writeFile(path);
  }
}

describe('the bulk workbook', () => {
  const loop = new DeskLoop();
  let client: Awaited<ReturnType<DeskLoop['workspace']>>;
  let places = 0;

  beforeAll(async () => {
    client = await loop.workspace('示例省机关事务管理局', 'recommender');
  });
  afterAll(() => loop.close());

  const place = (name: string): string => {
    places += 1;
    return join(loop.stick, `${places}-${name}.xlsx`);
  };
  const source = (path: string) => ({ file: client.handle(path, 'read') });
  async function template(kind: 'individual' | 'collective' = 'individual'): Promise<Filled> {
    const path = place('模板');
    await client.call('bulk.template', { kind, target: { file: client.handle(path, 'write') } });
    return new Filled().open(path);
  }
  async function people(): Promise<readonly string[]> {
    return (await client.call('records.list', {})).map(({ name }) => name);
  }
  async function clear(): Promise<void> {
    for (const { id } of await client.call('records.list', {})) await client.call('records.remove', { id });
  }

  it('has sheets for tables, marks what is required, keeps the name in sight and the rounds apart', async () => {
    const filled = await template();
    expect(filled.book.worksheets.map(({ name }) => name)).toEqual(['先进个人', '简历', '奖励', '选项']);
    const sheet = filled.sheet('先进个人');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 2 });
    const heads: string[] = [];
    sheet.getRow(1).eachCell((cell) => heads.push(String(cell.value)));
    expect(heads).toContain('姓名 *');
    expect(heads).toContain('学位');
    expect(new Set(heads).size).toBe(heads.length);
    expect(heads.filter((head) => /审批表|县级意见|省级范围公示/.test(head))).toEqual([]);
    expect(sheet.getCell(3, 1).value).toBe('示例');
    expect(sheet.getCell(3, filled.column('先进个人', 'name')).value).toBe('张某某');
  });

  it('never imports the sample, and asks about one that was typed over', async () => {
    const untouched = place('空');
    await (await template()).save(untouched);
    const nothing = await client.call('bulk.read', { source: source(untouched) });
    expect(nothing).toMatchObject({ people: [], problems: [] });
    const filled = await template();
    filled.set('先进个人', 3, { name: '张伟' });
    const path = place('写在示例上');
    await filled.save(path);
    const { people: found, problems } = await client.call('bulk.read', { source: source(path) });
    expect(found).toEqual([]);
    expect(problems.map(({ name, message }) => `${name} ${message}`)).toContain(
      '张伟 A3 还写着“示例”，这一行没有导入。要导入的请把 A3 改成序号。',
    );
  });

  it('brings résumé and awards to the right person, and names rows that belong to nobody', async () => {
    const filled = await template();
    filled.set('先进个人', 4, { name: '张伟', idNumber: ids[0] ?? '' });
    filled.set('先进个人', 5, { name: '张伟', idNumber: ids[1] ?? '' });
    filled.set('简历', 4, {
      '@name': '张 伟',
      '@id': ids[1] ?? '',
      from: '2001.7',
      to: '2010.1',
      place: '甲局科员',
    });
    filled.set('简历', 5, {
      '@name': '张伟',
      '@id': ids[1] ?? '',
      from: '2010-02',
      to: '至今',
      place: '甲局科长',
    });
    filled.set('简历', 6, { '@name': '张伟', from: '2001-07', place: '乙局' });
    filled.set('奖励', 4, { '@name': '李伟', name: '先进个人' });
    const path = place('简历');
    await filled.save(path);
    const { created, problems } = await importAll(client, source(path));
    const contents = await Promise.all(
      created.map(async ({ id }) => (await client.call('record.get', { id })).content),
    );
    expect(contents.map(({ resume }) => resume)).toEqual([
      undefined,
      [
        { from: '2001-07', to: '2010-01', place: '甲局科员' },
        { from: '2010-02', to: 'present', place: '甲局科长' },
      ],
    ]);
    expect(problems.map(({ sheet, row, name, message }) => `${sheet}${row}${name}：${message}`)).toEqual([
      '简历6张伟：有 2 个同名的，请在这一行写上身份证号。',
      expect.stringMatching(/^奖励4李伟：没有找到这个推荐对象的那一行/),
    ]);
    await clear();
  });

  it('shows what would change, takes only what is ticked, counts no unchanged one, and undoes all at once', async () => {
    const filled = await template();
    for (const [at, name] of ['张一', '张二', '张三'].entries())
      filled.set('先进个人', 4 + at, { name, idNumber: ids[at] ?? '', post: '科员' });
    const path = place('三人');
    await filled.save(path);
    const first = await importAll(client, source(path));
    expect(first).toMatchObject({ changed: [], same: 0 });
    expect(first.created.map(({ name }) => name)).toEqual(['张一', '张二', '张三']);

    filled.set('先进个人', 5, { post: '科长' });
    filled.set('先进个人', 7, { name: '张四', idNumber: ids[3] ?? '' });
    await filled.save(path);
    const look = await client.call('bulk.read', { source: source(path) });
    expect(look.people.map(({ name, state, changes }) => [name, state, changes.length])).toEqual([
      ['张一', 'same', 0],
      ['张二', 'changed', 1],
      ['张三', 'same', 0],
      ['张四', 'new', 2],
    ]);
    expect(look.people[1]?.changes).toEqual([{ label: '职务', from: '科员', into: '科长' }]);
    const keys = look.people.map(({ key }) => key);
    const { planDigest } = look;
    const taken = await client.call('bulk.take', {
      source: source(path),
      planDigest,
      keys: keys.slice(0, 3),
    });
    expect(taken).toMatchObject({ created: [], same: 2, left: ['张四'] });
    expect(taken.changed.map(({ name }) => name)).toEqual(['张二']);
    const again = client.call('bulk.take', { source: source(path), planDigest, keys });
    expect(await codeOf(again)).toBe('bulk-preview-stale');

    const last = await client.call('bulk.last', {});
    expect(last).toMatchObject({ id: taken.id, undone: false, undoable: 1, same: 2 });
    expect(await client.call('bulk.undo', { id: taken.id })).toEqual({ undone: 1, kept: [] });
    const [, second] = await client.call('records.list', {});
    expect((await client.call('record.get', { id: second?.id ?? '' })).content.post).toBe('科员');
    expect(await client.call('bulk.last', {})).toMatchObject({ undone: true, undoable: 0 });
    expect(await codeOf(client.call('bulk.undo', { id: taken.id }))).toBe('bulk-undo-late');
    await clear();
  });

  it('leaves alone what was written after an import when it is undone', async () => {
    const filled = await template();
    filled.set('先进个人', 4, { name: '张一' });
    filled.set('先进个人', 5, { name: '张二' });
    const path = place('两人');
    await filled.save(path);
    const { id, created } = await importAll(client, source(path));
    await client.call('record.save', {
      id: created[1]?.id ?? '',
      baseRevision: 1,
      changes: { post: '科长' },
    });
    expect(await client.call('bulk.undo', { id })).toEqual({ undone: 1, kept: ['张二'] });
    expect(await people()).toEqual(['张二']);
    await clear();
  });

  it('gives bad rows back with their reasons; mended, they stand where their numbers put them', async () => {
    const filled = await template();
    for (const [at, birth] of ['1979-01-01', '1979-13-01', '1979-03-01', '一九七九年'].entries())
      filled.set(
        '先进个人',
        4 + at,
        { name: `赵${'甲乙丙丁'[at]}`, idNumber: ids[at] ?? '', birth },
        String(at + 1),
      );
    filled.set('简历', 4, { '@name': '赵乙', from: '2001-07', place: '乙局' });
    const path = place('有错');
    await filled.save(path);
    const { problems } = await importAll(client, source(path));
    expect(problems.map(({ row, name }) => `第${row}行 ${name}`)).toEqual([
      '第5行 赵乙',
      '第7行 赵丁',
      '第4行 赵乙',
    ]);
    const back = place('改');
    await client.call('bulk.corrections', {
      source: source(path),
      target: { file: client.handle(back, 'write') },
    });
    const mended = await new Filled().open(back);
    const sheet = mended.sheet('先进个人');
    const birth = mended.column('先进个人', 'birth');
    expect([3, 4].map((row) => sheet.getCell(row, birth).value)).toEqual(['1979-13-01', '一九七九年']);
    expect(sheet.getCell(3, birth).fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    const reasons: string[] = [];
    sheet.getRow(3).eachCell((cell) => reasons.push(String(cell.value)));
    expect(reasons.at(-1)).toMatch(/出生日期：.*没有这一天/);
    for (const row of [3, 4]) sheet.getCell(row, birth).value = '1979-02-01';
    await mended.save(back);
    const second = await importAll(client, source(back));
    expect(second.problems).toEqual([]);
    expect(second.created.map(({ name }) => name)).toEqual(['赵乙', '赵丁']);
    expect(await people()).toEqual(['赵甲', '赵乙', '赵丙', '赵丁']);
    const { content } = await client.call('record.get', { id: second.created[0]?.id ?? '' });
    expect(content.resume).toEqual([{ from: '2001-07', place: '乙局' }]);
    await clear();
  });

  it('takes a sheet from the clipboard by its headings, and says which columns it does not know', async () => {
    const pasted = [
      ['序号', '姓名', '手机', '工号', '民族'],
      ['1', '张伟', '13900000000', '88', '汉'],
    ];
    const look = await client.call('bulk.read', { source: { pasted } });
    expect(look.people.map(({ name, changes }) => [name, changes.map(({ label }) => label)])).toEqual([
      ['张伟', ['姓名', '手机', '民族']],
    ]);
    expect(look.remarks).toEqual(['“粘贴的表格”里表格没有的列没有导入：工号。']);
    expect(await codeOf(client.call('bulk.read', { source: { pasted: [['甲', '乙']] } }))).toBe(
      'bulk-file-invalid',
    );
  });

  it('says before anything is taken that a quota would be exceeded', async () => {
    const { revision } = await client.call('record.get', { id: 'unit' });
    const pack = await client.call('campaign.pack', {});
    const quota = pack.rules.flatMap((rule) =>
      rule.kind === 'quota' && rule.params.kind === 'individual' ? [rule.params.quotaField] : [],
    )[0];
    await client.call('record.save', { id: 'unit', baseRevision: revision, changes: { [quota ?? '']: 1 } });
    const pasted = [
      ['姓名', '职务'],
      ['张一', '甲'],
      ['张二', '乙'],
    ];
    const { quotas } = await client.call('bulk.read', { source: { pasted } });
    expect(quotas).toEqual(['全部导入后，先进个人有 2 个，超过名额 1 个。']);
  });

  it('saves what is typed while a hostile workbook is read', async () => {
    const { id } = await client.call('records.create', { kind: 'individual' });
    const validated = `<dataValidations>${[...'ABCDEFGHIJ']
      .map(
        (at) =>
          `<dataValidation type="list" sqref="${at}1:${at}1048576"><formula1>"甲"</formula1></dataValidation>`,
      )
      .join('')}</dataValidations>`;
    const bytes = xlsxBytes({ sheets: [{ rows: rowsXml([['序号', '姓名', '职务']]), after: validated }] });
    const path = place('到底');
    writeFileSync(path, bytes);
    const reading = client.call('bulk.read', { source: source(path) });
    const saved = await client.call('record.save', { id, baseRevision: 0, changes: { name: '王伟' } });
    expect(saved.revision).toBe(1);
    expect((await reading).people).toEqual([]);
  });
});
