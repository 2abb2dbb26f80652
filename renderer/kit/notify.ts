import { type NotificationData, notifications } from '@mantine/notifications';
import { JianbiaoError, toErrorRecord } from '../../shared/errors/jianbiao-error.ts';

/** The Chinese sentence for anything thrown; unknown errors become the general one and carry no detail. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof JianbiaoError ? thrown.message : toErrorRecord(thrown).message;
}

/** Grows with each message, so that the newest one stands first. */
let said = 0;

/**
 * Shows a message before all that stand already. Only so many fit: in the order of their coming, the answer to what the
 * clerk has just done would wait unseen behind four old ones. Said again, a sentence comes to the front again.
 */
export function notifyNewest(message: NotificationData): void {
  said += 1;
  if (message.id !== undefined) notifications.hide(message.id);
  notifications.show({ ...message, priority: said });
}

/** Failures of the engine itself: so wherever the clerk goes, and where locking ended, why. */
const EVERYWHERE: ReadonlySet<string> = new Set(['engine-restarted', 'engine-unavailable']);
/** Failures on the screen that belong to what the clerk was doing on this page. */
const ofThisPage = new Set<string>();
/** What went well in the workspace that is open. */
const ofThisWorkspace = new Set<string>();

/**
 * A failure the clerk must read: stays until closed, or until the page is left that it belongs to. The same sentence is
 * shown once, not stacked.
 */
export function notifyError(thrown: unknown, title = '没有完成'): void {
  const message = sentenceOf(thrown);
  if (!(thrown instanceof JianbiaoError && EVERYWHERE.has(thrown.code)))
    ofThisPage.add(problemId(message, title));
  notifyProblem(message, title);
}

function hideAll(ids: Set<string>): void {
  for (const id of ids) notifications.hide(id);
  ids.clear();
}

/** Takes off the failures of a page that is left: on the next they would cover what they do not speak of. */
export function leaveFailures(): void {
  hideAll(ofThisPage);
}

/** Takes off everything said of a workspace that is locked away: it names units, and is no longer so. */
export function leaveWorkspace(): void {
  hideAll(ofThisPage);
  hideAll(ofThisWorkspace);
}

/** A message that goes with its workspace. */
function notifyHere(message: NotificationData): void {
  const id = `said:${said}`;
  ofThisWorkspace.add(id);
  notifyNewest({ ...message, id });
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
  notifyNewest({ id: problemId(message, title), color: 'danger', title, message, autoClose: false });
}

/** Something went well. */
export function notifyDone(message: string, title?: string): void {
  notifyHere({ color: 'ok', message, autoClose: 4000, ...(title === undefined ? {} : { title }) });
}

const UNDOABLE = 'undoable';

/** Something was taken away or put in that the next Ctrl+Z takes back; once it has, `withdrawUndoable`. */
export function notifyUndoable(message: string): void {
  ofThisWorkspace.add(UNDOABLE);
  notifyNewest({ id: UNDOABLE, color: 'ok', message: `${message}按 Ctrl+Z 可以撤销。`, autoClose: 4000 });
}

/** The step has been taken back: pressing again would take back another. */
export function withdrawUndoable(): void {
  notifications.hide(UNDOABLE);
}

/** Neutral information. */
export function notifyInfo(message: string, title?: string): void {
  notifyHere({ message, autoClose: 6000, ...(title === undefined ? {} : { title }) });
}

const UNSAVED = 'unsaved';

/** Text that could not be written yet, and is kept: stays until `withdrawUnsaved`. */
export function notifyUnsaved(thrown: unknown, title: string): void {
  notifyNewest({ id: UNSAVED, color: 'danger', title, message: sentenceOf(thrown), autoClose: false });
}

/** Everything that was kept has been written: the warning is no longer so. */
export function withdrawUnsaved(): void {
  notifications.hide(UNSAVED);
}

/** Something that goes on by itself; stays until `withdraw`. */
export function notifyWaiting(id: string, message: string): void {
  notifyNewest({ id, message, loading: true, autoClose: false, withCloseButton: false });
}

/** Takes back a message that is no longer so. */
export function withdraw(id: string): void {
  notifications.hide(id);
}
