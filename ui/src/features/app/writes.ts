/** Changes made from the window: one place tells the lists, offers Undo and says why something was refused. */
import { announce, rpc } from '../../api/rpc';
import type { Change, Kind, Saved } from '../../api/generated';
import { t } from '../../i18n';
import { toasts } from './toasts.svelte';

/** Tells every list and page about a reply that changed records, and offers to take it back. */
export function accept(reply: { changed: Change[]; undoLabel: string }): void {
  announce({ type: 'changed', seq: 0, changed: reply.changed });
  toasts.done(reply.undoLabel);
}

/** Saves a record; the failure is the caller's to show beside the field. */
export async function save<R = unknown>(kind: Kind, id: string | null, values: Record<string, unknown>): Promise<Saved<R>> {
  const reply = (await rpc('records.save', { kind, id, values })) as Saved<R>;
  accept(reply);
  return reply;
}

/** Does a change whose refusal is said in a passing note; true when it was done. */
export async function attempt(work: () => Promise<{ changed: Change[]; undoLabel: string }>): Promise<boolean> {
  try {
    accept(await work());
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}

export function trash(kind: Kind, ids: string[]): Promise<boolean> {
  return attempt(() => rpc('records.trash', { kind, ids }));
}

export function restore(kind: Kind, ids: string[]): Promise<boolean> {
  return attempt(() => rpc('records.restore', { kind, ids }));
}

/** Saves the same kind of change to many records, one after the other, and offers to take all of it back. */
export async function saveEach(kind: Kind, changes: { id: string; values: Record<string, unknown> }[]): Promise<void> {
  let done = 0;
  try {
    for (const change of changes) {
      const reply = await rpc('records.save', { kind, id: change.id, values: change.values });
      announce({ type: 'changed', seq: 0, changed: reply.changed });
      done += 1;
    }
  } catch (thrown) {
    toasts.refuse(thrown);
  }
  if (done > 0) toasts.done(t('bulk.changed', { count: done }), done);
}
