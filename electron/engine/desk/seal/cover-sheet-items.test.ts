import { expect, it } from 'vitest';
import { sampleSubmission } from '../../../../test/fixtures/paper-sample.ts';
import { loadPack } from '../../pack/load-pack.ts';
import { coverSheetItems } from './cover-sheet-items.ts';

it('lists every form of the round, and the loose photos with the copies the notice wants', async () => {
  const pack = await loadPack(new URL('../../../../resources/campaigns/ggj-2021', import.meta.url).pathname);
  const items = coverSheetItems(pack, sampleSubmission());
  expect(items.map(({ about, copies }) => `${about} ${copies}`)).toEqual([
    '附件3；河北省机关事务管理局 5',
    '附件4；唐山市机关事务管理局公共机构节能管理科 5',
    '附件5；欧阳𬱟·㛃提 5',
    '附件11；河北省机关事务管理局 1',
    '河北省机关事务管理局 5',
    '欧阳𬱟·㛃提 5',
  ]);
  expect(items.at(-1)).toEqual({ name: '2寸照片（背面注明单位、姓名）', about: '欧阳𬱟·㛃提', copies: 5 });
  for (const { checkCode } of items.slice(0, -1)) expect(checkCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
});
