import { expect, it } from 'vitest';
import { namesUnit } from './names-unit.ts';

const UNIT = '甘肃省定西市安定区机关事务服务中心';

it.each([
  ['甘肃省定西市安定区机关事务服务中心副主任', UNIT, true],
  ['安定区机关事务服务中心副主任', UNIT, true],
  ['定西市安定区机关事务服务中心副主任', UNIT, true],
  ['机关事务服务中心副主任', UNIT, true],
  ['挂职县长助理、安定区机关事务服务中心主任', UNIT, true],
  ['甘肃省机关事务管理局', '机关事务管理局', true],
  ['湖南省机关事务管理局处长', '甘肃省机关事务管理局', false],
  ['湖南机关事务管理局处长', '甘肃省机关事务管理局', false],
  ['陇西县机关事务服务中心主任', UNIT, false],
  ['安定区人民政府办公室', UNIT, false],
  ['安定区机关事务服务中心', '', false],
])('%s names %s: %s', (text, unit, named) => expect(namesUnit(text, unit)).toBe(named));
