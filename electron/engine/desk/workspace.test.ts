import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../shared/api.ts';
import { campaignsDir, codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import { openEngine } from '../../cli/kit/engine-client.ts';
import { createEngine } from '../create-engine.ts';
import { toEngine } from '../host/host-messages.ts';
import { readHeader } from '../store/workspace-header.ts';

describe('workspaces', () => {
  const loop = new DeskLoop();
  let client: Awaited<ReturnType<DeskLoop['workspace']>>;
  let id = '';
  let recoveryCode = '';
  const seen: string[] = [];

  beforeAll(async () => {
    client = loop.engine('库', (event, payload) => seen.push(`${event} ${JSON.stringify(payload)}`));
    const made = await client.call('workspace.create', {
      role: 'recommender',
      name: '示例单位',
      campaignId: 'ggj-2021',
      passphrase,
    });
    id = made.workspace.id;
    recoveryCode = made.recoveryCode;
  });
  afterAll(() => loop.close());

  it('opens with passphrase or recovery code, and with nothing else', async () => {
    const unlock = (secret: { passphrase: string } | { recoveryCode: string }) =>
      client.call('workspace.unlock', { id, secret });
    expect(await codeOf(unlock({ passphrase: '错的' }))).toBe('workspace-secret-wrong');
    expect(await client.call('workspace.current', {})).toMatchObject({ id });
    await client.call('workspace.lock', {});
    expect(await codeOf(client.call('records.list', {}))).toBe('workspace-locked');
    expect(await codeOf(unlock({ passphrase: '错的' }))).toBe('workspace-secret-wrong');
    expect(await client.call('workspace.current', {})).toBeNull();
    expect(
      await codeOf(unlock({ recoveryCode: recoveryCode.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) })),
    ).toBe('recovery-code-invalid');
    expect(await unlock({ recoveryCode: recoveryCode.toLowerCase() })).toMatchObject({
      id,
      name: '示例单位',
    });
    expect(await codeOf(client.call('workspace.unlock', { id: 'w-nothere00', secret: { passphrase } }))).toBe(
      'workspace-unknown',
    );
  });

  it('takes the full cost for a passphrase, first and changed, unless whoever starts the engine says otherwise', async () => {
    const dataDir = join(loop.root, '全价');
    const full = openEngine({ dataDir, campaignsDir });
    const { workspace } = await full.call('workspace.create', {
      role: 'host',
      name: '全价',
      campaignId: 'ggj-2021',
      passphrase,
    });
    const cost = () => readHeader(dataDir, workspace.id).wraps.passphrase.logN;
    expect(cost()).toBe(17);
    await full.call('workspace.changePassphrase', { current: passphrase, next: '新口令' });
    expect(cost()).toBe(17);
    await full.close();
    const start = { kind: 'start', options: { dataDir, campaignsDir, fontsDir: dataDir, shell: 'local' } };
    expect(toEngine.safeParse(start).success).toBe(true);
    expect(toEngine.safeParse({ ...start, options: { ...start.options, passphraseLogN: 14 } }).success).toBe(
      false,
    );
  });

  it('changes the passphrase and keeps the recovery code', async () => {
    expect(await codeOf(client.call('workspace.changePassphrase', { current: '错的', next: '新的' }))).toBe(
      'workspace-secret-wrong',
    );
    await client.call('workspace.changePassphrase', { current: passphrase, next: '新口令' });
    await client.call('workspace.lock', {});
    expect(await codeOf(client.call('workspace.unlock', { id, secret: { passphrase } }))).toBe(
      'workspace-secret-wrong',
    );
    await client.call('workspace.unlock', { id, secret: { recoveryCode } });
    // Who has forgotten the passphrase sets a new one with the recovery code.
    expect(
      await codeOf(client.call('workspace.changePassphrase', { current: { recoveryCode: 'x' }, next: '甲' })),
    ).toBe('recovery-code-invalid');
    await client.call('workspace.changePassphrase', { current: { recoveryCode }, next: passphrase });
    await client.call('workspace.lock', {});
    expect(await codeOf(client.call('workspace.unlock', { id, secret: { passphrase: '新口令' } }))).toBe(
      'workspace-secret-wrong',
    );
    await client.call('workspace.unlock', { id, secret: { passphrase } });
  });

  it('backs up into one file that comes back as a new workspace, and refuses a changed byte', async () => {
    const { id: nominee } = await client.call('records.create', { kind: 'individual' });
    await client.call('record.save', {
      id: nominee,
      baseRevision: 0,
      changes: { name: '甲', post: '长到不会碰巧出现的职务' },
    });
    const path = join(loop.stick, 'b.jbbackup');
    const { bytes } = await client.call('workspace.backup', {
      target: { file: client.handle(path, 'write') },
    });
    expect(readFileSync(path).length).toBe(bytes);
    expect(readFileSync(path).includes('长到不会碰巧出现的职务')).toBe(false);
    const other = loop.engine('另一台');
    const source = () => other.handle(path, 'read');
    expect(await codeOf(other.call('workspace.restore', { source: source(), passphrase: '错的' }))).toBe(
      'workspace-secret-wrong',
    );
    const back = await other.call('workspace.restore', { source: source(), passphrase });
    expect(back).toMatchObject({ name: '示例单位', role: 'recommender' });
    expect(back.id).not.toBe(id);
    expect(await other.call('records.list', {})).toMatchObject([{ id: nominee, name: '甲' }]);
    const again = await other.call('workspace.restore', { source: source(), passphrase });
    expect(await other.call('workspace.list', {})).toHaveLength(2);
    expect(again.id).not.toBe(back.id);
    const whole = readFileSync(path);
    for (const at of [0, 30, 200, Math.floor(whole.length / 2), whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      expect(await codeOf(other.call('workspace.restore', { source: source(), passphrase }))).toMatch(
        /^(backup-invalid|workspace-secret-wrong)$/,
      );
    }
    writeFileSync(path, whole.subarray(0, whole.length - 100));
    expect(await codeOf(other.call('workspace.restore', { source: source(), passphrase }))).toBe(
      'backup-invalid',
    );
    expect(await other.call('workspace.list', {})).toHaveLength(2);
    expect(await other.call('workspace.current', {})).toMatchObject({ id: again.id });
  });

  it('offers a restore when the file is damaged, and leaves it as it is', async () => {
    const damaged = await loop.workspace('坏的', 'recommender');
    const info = await damaged.call('workspace.current', {});
    await damaged.call('workspace.lock', {});
    const path = join(loop.root, '坏的', `${info?.id}.db`);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 8192, 8292);
    writeFileSync(path, bytes);
    const unlock = damaged.call('workspace.unlock', { id: info?.id ?? '', secret: { passphrase } });
    expect(await codeOf(unlock)).toBe('workspace-damaged');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('erases only what was named, with every file of it', async () => {
    const dir = join(loop.root, '擦除');
    const gone = await loop.workspace('擦除', 'host');
    const info = await gone.call('workspace.current', {});
    const target = info?.id ?? '';
    const erase = (typedName: string, secret: string) =>
      gone.call('workspace.erase', { id: target, typedName, secret: { passphrase: secret } });
    expect(await codeOf(erase('别的', passphrase))).toBe('workspace-name-mismatch');
    expect(await codeOf(erase('擦除', '错的口令'))).toBe('workspace-secret-wrong');
    expect(await gone.call('workspace.current', {})).toMatchObject({ id: target });
    await erase('擦除', passphrase);
    expect(readdirSync(dir).filter((name) => name.startsWith(target))).toEqual([]);
    expect(existsSync(join(dir, 'opened.json'))).toBe(true);
    expect(await gone.call('workspace.list', {})).toEqual([]);
  });

  it('answers every call by the contract, whatever comes in', async () => {
    const engine = createEngine({
      dataDir: join(loop.root, '约定'),
      campaignsDir: join(loop.root, 'none'),
      shell: 'cli',
      emit: () => undefined,
    });
    const code = async (method: string, args: unknown) => {
      const answer = await engine.handle(method, args);
      return answer.ok ? 'ok' : answer.error.code;
    };
    expect(await code('app.info', {})).toBe('ok');
    expect(await code('app.info', { extra: 1 })).toBe('arguments-invalid');
    expect(await code('app.info', null)).toBe('arguments-invalid');
    expect(await code('constructor', {})).toBe('method-unknown');
    expect(await code('__proto__', {})).toBe('method-unknown');
    expect(await code('records.list', {})).toBe('workspace-locked');
    expect(await code('record.get', { id: '../etc' })).toBe('arguments-invalid');
    expect(await code('campaign.inspectNew', { source: `h-${'a'.repeat(22)}` })).toBe('handle-unknown');
    const writeOnly = engine.handles.register('/etc/hostname', 'write');
    expect(await code('campaign.inspectNew', { source: writeOnly })).toBe('handle-unknown');
    expect(
      await code('workspace.create', { role: 'host', name: 'x', campaignId: 'none', passphrase: 'p' }),
    ).toBe('campaign-unknown');
    // Whatever is refused, by whatever helper inside: the sentence names the action as a clerk knows it.
    for (const method of Object.keys(api))
      for (const args of [{}, { nothing: 1 }]) {
        const answer = await engine.handle(method, args);
        expect(answer.ok ? '' : answer.error.message).not.toMatch(/[a-z]+\.[a-z]+[A-Z]?[a-z]*”|\{method\}/);
      }
    expect(await engine.handle('findings.list', { round: 'formal' })).toMatchObject({
      error: { message: expect.stringContaining('“检查”不能执行') },
    });
    await engine.close();
  });

  it('tells the windows what changed', () => {
    expect(seen.some((line) => line.startsWith('changed {"what":"workspace"'))).toBe(true);
    expect(seen.some((line) => line.startsWith('changed {"what":"record"'))).toBe(true);
  });
});
