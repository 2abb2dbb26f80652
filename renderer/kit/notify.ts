import { notifications } from '@mantine/notifications';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';

/** The Chinese sentence for anything thrown; unknown errors become the general one and carry no detail. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof JianbiaoError ? thrown.message : toErrorRecord(thrown).message;
}

/** A failure the clerk must read: stays until closed. The same sentence is shown once, not stacked. */
export function notifyError(thrown: unknown, title = '没有完成'): void {
  notifyProblem(sentenceOf(thrown), title);
}

/** One for each thing that failed: that locking was refused is news, though it is for the sentence that stands there already. */
function problemId(message: string, title: string): string {
  return `error:${title}:${message}`;
}

/** Takes a failure off the screen again that has been mended meanwhile. */
export function withdrawProblem(message: string, title: string): void {
  notifications.hide(problemId(message, title));
}

/** The same for a sentence that the engine sent by itself. */
export function notifyProblem(message: string, title: string): void {
  notifications.show({ id: problemId(message, title), color: 'danger', title, message, autoClose: false });
}

/** Something went well. */
export function notifyDone(message: string, title?: string): void {
  notifications.show({ color: 'ok', message, autoClose: 4000, ...(title === undefined ? {} : { title }) });
}

/** Neutral information. */
export function notifyInfo(message: string, title?: string): void {
  notifications.show({ message, autoClose: 6000, ...(title === undefined ? {} : { title }) });
}

const UNSAVED = 'unsaved';

/** Text that could not be written yet, and is kept: stays until `withdrawUnsaved`. */
export function notifyUnsaved(thrown: unknown, title: string): void {
  notifications.hide(UNSAVED);
  notifications.show({ id: UNSAVED, color: 'danger', title, message: sentenceOf(thrown), autoClose: false });
}

/** Everything that was kept has been written: the warning is no longer so. */
export function withdrawUnsaved(): void {
  notifications.hide(UNSAVED);
}

/** Something that goes on by itself; stays until `withdraw`. */
export function notifyWaiting(id: string, message: string): void {
  notifications.show({ id, message, loading: true, autoClose: false, withCloseButton: false });
}

/** Takes back a message that is no longer so. */
export function withdraw(id: string): void {
  notifications.hide(id);
}
