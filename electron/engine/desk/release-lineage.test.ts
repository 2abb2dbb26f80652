import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageFor } from '../../../shared/errors/catalog.ts';
import { canonicalJson } from '../../../shared/ground/canonical-json.ts';
import type { CampaignPack } from '../../../shared/words/pack-schema.ts';
import { craftPackage } from '../../../test/conformance/crafted-package.ts';
import { fixedKey } from '../../../test/conformance/sample-packages.ts';
import { campaignsDir, codeOf, DeskLoop, passphrase } from '../../../test/support/desk-loop.ts';
import type { EngineClient } from '../../cli/kit/engine-client.ts';
import { loadPack } from '../pack/load-pack.ts';
import { packDigest, type UnitKey, unitCode } from '../seal/index.ts';
import { markEnrolled } from '../store/signer-store.ts';
import { closeWorkspaceFile, openWorkspaceFile } from '../store/workspace-file.ts';

const names = { own: '示例省甲局', stranger: '示例省乙局' } as const;
type Unit = keyof typeof names;
const keys: Readonly<Record<Unit, UnitKey>> = {
  own: fixedKey('release own'),
  stranger: fixedKey('release stranger'),
};
const id = 's-shared0';

describe('a lineage that a stranger holds in data of an earlier version', () => {
  const loop = new DeskLoop();
  let office: EngineClient;
  let pack: CampaignPack;
  let strangers = '';

  async function craft(file: string, unit: Unit, revision: number, document: object | null): Promise<string> {
    const name = names[unit];
    const campaign = { id: pack.campaign.id, version: pack.campaign.version };
    const { line, fingerprint } = keys[unit].publicKey;
    const content = { [pack.campaign.unitNameField]: name };
    const enrolment = { unit: { name, content }, publicKey: line, fingerprint };
    const kind = document === null ? 'enrolment' : 'preliminary';
    const bytes = await craftPackage({
      document: canonicalJson(
        document === null
          ? { format: 'jianbiao-enrolment/1', campaign, ...enrolment }
          : {
              format: 'jianbiao-submission/1',
              campaign,
              revision,
              unit: { id: 'unit', content },
              ...document,
            },
      ),
      payload: [],
      signer: keys[unit],
      info: {
        kind,
        organization: name,
        unit: unitCode(name),
        revision,
        identifier: `${campaign.id}-${unitCode(name)}-${kind}-r${revision}`,
        campaign: campaign.id,
        packDigest: packDigest(pack),
        supersedes: null,
      },
    });
    writeFileSync(join(loop.stick, file), bytes);
    return file;
  }
  const enrolment = (unit: Unit) => craft(`enrol-${unit}.zip`, unit, 1, null);
  const submission = (unit: Unit, revision: number, settings: Record<string, string> = {}) =>
    craft(`${unit}-${revision}.zip`, unit, revision, {
      round: 'preliminary',
      submissionId: id,
      nominees: [{ id: 'n1', kind: 'individual', order: 1, content: {} }],
      settings,
      explanations: {},
      attachments: [],
    });
  const listed = async (packageId: string | null | undefined) =>
    (await office.call('inbox.list', {})).find((item) => item.packageId === packageId);

  beforeAll(async () => {
    office = await loop.workspace('领导小组办公室', 'office');
    pack = await loadPack(join(campaignsDir, 'ggj-2021'));
    const { fingerprint } = keys.stranger.publicKey;
    await loop.take(office, await enrolment('stranger'), await enrolment('own'));
    await office.call('signers.enrol', { fingerprint, typed: fingerprint });
    const [held, refused] = await loop.take(
      office,
      await submission('stranger', 2),
      await submission('own', 1),
    );
    expect([held?.outcome, refused?.outcome]).toEqual(['imported', 'quarantined']);
    strangers = held?.packageId ?? '';

    // As versions up to 0.1 left it, which compared no names and knew a submission by its number alone: the stranger's
    // package stands under the unit's name, and the unit's own was refused for having another signer.
    const workspace = (await office.call('workspace.current', {}))?.id ?? '';
    await office.call('workspace.lock', {});
    const file = await openWorkspaceFile(loop.dataDir('领导小组办公室'), workspace, { passphrase });
    const at = '2021-09-16T02:00:00Z';
    markEnrolled(file.db, keys.own.publicKey.fingerprint, at);
    file.db.run('UPDATE packages SET unit = ?, unit_code = ?', names.own, '000000-shared');
    const problem = {
      code: 'package-signer-other',
      params: {},
      message: messageFor('package-signer-other', {}),
    };
    file.db.run('UPDATE quarantine SET problems = ?', JSON.stringify([problem]));
    closeWorkspaceFile(file);
    await office.call('workspace.unlock', { id: workspace, secret: { passphrase } });
  });
  afterAll(() => loop.close());

  it('B: is released by the office with its reason, and the true unit’s package counts', async () => {
    expect(await listed(strangers)).toMatchObject({
      unit: names.own,
      state: 'current',
      signer: { name: names.stranger, other: true },
    });
    const [waiting] = await office.call('inbox.quarantine', {});
    expect(waiting).toMatchObject({ fileName: 'own-1.zip', problems: [{ code: 'package-signer-other' }] });
    expect(await codeOf(office.call('inbox.release', { packageId: strangers, reason: '  ' }))).not.toBe(
      'none',
    );
    expect(await listed(strangers)).toMatchObject({ state: 'current' });

    await office.call('inbox.release', { packageId: strangers, reason: '经电话核实不是甲局报送' });
    expect(await listed(strangers)).toMatchObject({
      state: 'released',
      released: { reason: '经电话核实不是甲局报送' },
      rival: null,
    });
    // What was refused because of the stranger came in by itself, and counts.
    expect(await office.call('inbox.quarantine', {})).toEqual([]);
    const [left] = await office.call('inbox.quarantineLeft', {});
    const own = left?.resolved?.replacedBy;
    expect(left?.resolved).toMatchObject({ how: 'admitted' });
    expect(await listed(own)).toMatchObject({
      unit: names.own,
      revision: 1,
      state: 'current',
      rival: null,
      signer: { name: names.own, other: false },
    });
    const { events } = await office.call('workspace.events', { limit: 100 });
    expect(events.find(({ kind }) => kind === 'submission-released')?.detail).toMatchObject({
      digest: strangers,
    });
  });

  it('B: the next revisions go on in each unit’s own lineage, and nobody’s own material can be released', async () => {
    const [next, theirs] = await loop.take(
      office,
      await submission('own', 2),
      // The number that the released one has is free again for what the unit sends in its own name.
      await submission('stranger', 2, { level: 'recommender' }),
    );
    expect(await listed(next?.packageId)).toMatchObject({ state: 'current', revision: 2 });
    expect(await listed(theirs?.packageId)).toMatchObject({
      unit: names.stranger,
      state: 'current',
      rival: null,
    });
    expect(await listed(strangers)).toMatchObject({ state: 'released' });
    for (const packageId of [next?.packageId, theirs?.packageId])
      expect(
        await codeOf(office.call('inbox.release', { packageId: packageId ?? '', reason: '试一试' })),
      ).toBe('package-not-strangers');
  });
});
