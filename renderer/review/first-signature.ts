import type { ApiResult } from '../../shared/api.ts';
import { timeText } from '../ui/format.ts';

type Original = Pick<ApiResult<'inbox.originals'>[number], 'ok' | 'standing' | 'metAt' | 'knownAs'>;

/** The state of a first signature as a word. A valid one by a key nobody knows proves no unit, only that nothing was changed. */
export function firstSignatureBadge(original: Original): {
  readonly label: string;
  readonly color: 'ok' | 'gray' | 'danger';
} {
  if (!original.ok) return { label: '没有通过核验', color: 'danger' };
  switch (original.standing) {
    case 'enrolled':
      return { label: '第一道签名有效，单位已登记', color: 'ok' };
    case 'met':
      return { label: '第一道签名有效，与以前是同一把密钥', color: 'ok' };
    case 'unknown':
      return { label: '内容自封包后未改，签名者未登记', color: 'gray' };
    case 'other':
      return { label: '签名者与单位名称对不上', color: 'danger' };
  }
}

/** What that rests on, as a sentence. */
export function firstSignatureText({ standing, metAt, knownAs }: Original): string {
  const since = metAt === null ? '以前' : timeText(metAt);
  switch (standing) {
    case 'enrolled':
      return '这把密钥在本机登记过，单位名称一致。';
    case 'met':
      return `${since}收到的材料里，同一单位用的也是这把密钥；它没有在本机单独登记。`;
    case 'unknown':
      return '第一次见到这把密钥，不能证明就是该单位签的。需要时请向该单位核对指纹。';
    case 'other':
      return knownAs === null
        ? '这把密钥与该单位以前用的不同，请向该单位核实。'
        : `本机见过的情况不同：密钥或单位名称与“${knownAs}”的记录对不上，请向该单位核实。`;
  }
}
