/**
 * How a yes-or-no field is answered, on the screen as on paper: 有无异议 by 有 or 无, 是否在职 by 是 or 否. Asked 有无, a clerk who
 * reads 是 and 否 has to guess which of them says that nothing was objected.
 */
export function yesNoWords({ label }: { readonly label: string }): {
  readonly yes: string;
  readonly no: string;
} {
  return label.includes('有无') ? { yes: '有', no: '无' } : { yes: '是', no: '否' };
}

/** In which order the answers stand: 无 before 有, since nearly all have nothing to report, and 有 ends a candidacy. */
export function yesNoOrder(field: { readonly label: string }): readonly ('yes' | 'no')[] {
  return yesNoWords(field).yes === '有' ? ['no', 'yes'] : ['yes', 'no'];
}
