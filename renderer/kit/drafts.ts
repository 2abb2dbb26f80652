/**
 * Open drafts that may hold text not yet written to the store. Pages that own one register a flush; whoever is about to
 * read the store (print, seal, lock, close) awaits `flushDrafts` first, so that nothing typed is missing.
 */
export interface OpenDraft {
  /** Writes what is pending; resolves when it is durable, rejects with the engine's error. */
  readonly flush: () => Promise<void>;
  readonly isDirty: () => boolean;
}

const open = new Set<OpenDraft>();

/** Registers a draft; gives the function that takes it off again. */
export function registerDraft(draft: OpenDraft): () => void {
  open.add(draft);
  return () => {
    open.delete(draft);
  };
}

/** True while any open draft has text that the engine has not confirmed. */
export function hasDirtyDrafts(): boolean {
  for (const draft of open) if (draft.isDirty()) return true;
  return false;
}

/** Writes every open draft. Rejects with the first engine error; the draft keeps its text in that case. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...open].map((draft) => draft.flush()));
}
