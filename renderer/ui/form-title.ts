/** A form's name with its annex number, e.g. 附件5 全国机关事务工作先进个人初审推荐登记表. */
export function formTitle(form: { readonly annex?: number | undefined; readonly title: string }): string {
  return form.annex === undefined ? form.title : `附件${form.annex} ${form.title}`;
}
