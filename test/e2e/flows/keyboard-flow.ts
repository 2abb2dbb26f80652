import type { Desk } from '../support/desk.ts';
import { Office } from '../support/office.ts';
import { enterFormalRound, fillFormal, finish } from './keyboard/answers.ts';
import { createWorkspace, installPack } from './keyboard/beginning.ts';
import { Clerk } from './keyboard/clerk.ts';
import { addNominee, addPhoto, explainWarnings, fillUnitForms, registerNotices } from './keyboard/filling.ts';
import { flowData } from './keyboard/flow-data.ts';
import { enrol, print, seal } from './keyboard/sending.ts';

/**
 * The clerk's complete path with the keyboard alone (issue 5: acceptance): create a workspace, install the campaign, fill
 * a collective and an individual with codes, dates, table rows and photo, register the public notices, explain, print,
 * enrol, seal, take the feedback, go through the formal round and seal again. File dialogs belong to the shell and are
 * answered by the harness.
 */
export async function keyboardFlow(desk: Desk): Promise<void> {
  const data = await flowData(desk);
  // A listener that stays keeps file dialogs caught: a key opens one faster than a click, before it could be asked for.
  desk.page.on('filechooser', () => undefined);
  const office = new Office(desk);
  try {
    const issued = await office.issue();
    const clerk = new Clerk(desk, data);
    await createWorkspace(clerk);
    await installPack(clerk, issued.file, issued.fingerprint);
    for (const subject of data.subjects) await addNominee(clerk, subject);
    await addPhoto(clerk);
    await fillUnitForms(clerk, 'preliminary', data.unit);
    await registerNotices(clerk, '本单位公示', 'unitNotice');
    await explainWarnings(clerk);
    await print(clerk);
    const { enrolment, fingerprint } = await enrol(clerk);
    await office.enrol(enrolment, fingerprint);
    const feedback = await office.accept(await seal(clerk));
    await enterFormalRound(clerk, feedback);
    for (const subject of data.subjects) await fillFormal(clerk, subject);
    await fillUnitForms(clerk, 'formal', data.formalUnit);
    await registerNotices(clerk, '省级范围公示', 'provinceNotice');
    await explainWarnings(clerk);
    await finish(clerk, await office.accept(await seal(clerk)));
  } finally {
    await office.close();
  }
}
