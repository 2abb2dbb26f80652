import type { PackProblem } from '../../../shared/pack-check/check-pack.ts';
import type { QuotaRow } from '../../../shared/words/pack-schema.ts';

const header = 'unit,division,collective,individual,note';

/**
 * Parses quota.csv (附件2): UTF-8, a header line, one row for each recommending unit, cells without commas; an empty
 * number means not issued yet. Problems are added with their line; good rows are given back.
 */
export function parseQuota(text: string, problems: PackProblem[]): QuotaRow[] {
  const file = 'quota.csv';
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== header)
    problems.push({ file, path: '第1行', problem: '表头不符合约定', fix: `请把第一行改为：${header}` });
  const rows: QuotaRow[] = [];
  lines.slice(1).forEach((line, at) => {
    if (line.trim() === '') return;
    const path = `第${at + 2}行`;
    const cells = line.split(',').map((cell) => cell.trim());
    const [unit = '', division = '', collective = '', individual = '', note = ''] = cells;
    if (cells.length !== 5 || unit === '' || !/^\d{6}$/.test(division)) {
      problems.push({
        file,
        path,
        problem: '须有5列，推荐单位不能为空，地区代码为6位数字',
        fix: '请更正这一行。',
      });
      return;
    }
    if (![collective, individual].every((cell) => /^\d{0,4}$/.test(cell))) {
      problems.push({
        file,
        path,
        problem: `名额“${collective}”“${individual}”不是非负整数`,
        fix: '请填写整数；尚未下达的留空。',
      });
      return;
    }
    rows.push({
      unit,
      division,
      collective: numberOrNull(collective),
      individual: numberOrNull(individual),
      note,
    });
  });
  return rows;
}

function numberOrNull(cell: string): number | null {
  return cell === '' ? null : Number(cell);
}
