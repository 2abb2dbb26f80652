import { formCheckCode } from '../../../../shared/paper/form-content.ts';
import { formsToPrint } from '../../../../shared/paper/forms-to-print.ts';
import { attachmentRef } from '../../../../shared/words/content.ts';
import type { CampaignPack } from '../../../../shared/words/pack-schema.ts';
import type { Submission } from '../../../../shared/words/submission-schema.ts';
import type { CoverSheetInfo } from '../../paper/cover-sheet.ts';
import { nameOnForm } from '../paper/papers.ts';

/**
 * What is handed over with a package, as 清单与交接单 lists it: every form that the round asks for, and the photos of those who
 * have one, which are no form and are handed in loose (the notice: 照片5张，背面注明单位、姓名).
 */
export function coverSheetItems(pack: CampaignPack, submission: Submission): CoverSheetInfo['items'] {
  const forms = formsToPrint(pack, submission).map((due) => ({
    name: due.form.title,
    about: `${due.form.annex === undefined ? '' : `附件${due.form.annex}；`}${nameOnForm(pack, submission, due)}`,
    checkCode: formCheckCode(pack, submission, due.form, due.nominee),
    copies: due.form.copies,
  }));
  const { photo, nameField } = pack.campaign;
  if (photo === undefined) return forms;
  const people = [...submission.nominees]
    .sort((a, b) => a.order - b.order)
    .filter(({ content }) => attachmentRef.safeParse(content[photo.field]).success);
  const size = (photo.sizeName ?? '').replaceAll(' ', '');
  const photos = people.map(({ kind, content }) => {
    const name = content[nameField[kind]];
    return {
      name: `${size}照片（背面注明单位、姓名）`,
      about: typeof name === 'string' ? name : '',
      copies: photo.copies,
    };
  });
  return [...forms, ...photos];
}
