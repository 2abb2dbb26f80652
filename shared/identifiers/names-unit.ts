/** What ends the name of a region before a unit's own name. */
const REGION_END = '省市州盟县区旗';
const AFTER_REGION = new RegExp(`(?<=[${REGION_END}])`);
/** A region's name right before a unit's: 定西市. */
const REGION_BEFORE = new RegExp(String.raw`[^\s${REGION_END}、，,；;：:（）()]{1,8}[${REGION_END}]$`, 'u');

/** A unit's name as it may be shortened: 甘肃省定西市安定区机关事务服务中心 without 甘肃省, without 定西市, without 安定区. */
function shortened(unit: string): readonly { readonly left: string; readonly name: string }[] {
  const parts = unit.split(AFTER_REGION);
  return parts
    .map((_, at) => ({ left: parts.slice(0, at).join(''), name: parts.slice(at).join('') }))
    .filter(({ name }) => name.length >= 4);
}

/**
 * Whether a text names a unit: whole, or without the regions that stand before it, as a résumé does. What stands before the
 * shortened name must be nothing, a sign between, or a region of the unit's own: 湖南省机关事务管理局 is not 甘肃省机关事务管理局.
 */
export function namesUnit(text: string, unit: string): boolean {
  const place = text.replace(/\s+/g, '');
  const wanted = unit.replace(/\s+/g, '');
  if (wanted === '') return false;
  if (place.includes(wanted)) return true;
  return shortened(wanted).some(({ left, name }) => {
    for (let at = place.indexOf(name); at >= 0; at = place.indexOf(name, at + 1)) {
      const before = place.slice(0, at);
      if (before === '' || /[、，,；;：:（）()]$/u.test(before)) return true;
      const region = REGION_BEFORE.exec(before)?.[0];
      if (region !== undefined && left.endsWith(region)) return true;
    }
    return false;
  });
}
