/** Changes made from the window: one place tells the lists, offers Undo and says why something was refused. */
import { announce, rpc } from '../../api/rpc';
import type { Change, Kind, Saved } from '../../api/generated';
import { holdKeys } from '../../components/handover';
import { toasts } from './toasts.svelte';

/** What every reply of a change carries. */
interface Done {
  changed: Change[];
  undoLabel: string;
  opId?: string | null;
}

/** Tells every list and page about a reply that changed records, and offers to take exactly that back. */
export function accept(reply: Done, lasting = false): void {
  holdKeys();
  announce({ type: 'changed', seq: 0, changed: reply.changed });
  toasts.done(reply.undoLabel, reply.opId, lasting);
}

/** Saves a record; the failure is the caller's to show beside the field. */
export async function save<R = unknown>(kind: Kind, id: string | null, values: Record<string, unknown>): Promise<Saved<R>> {
  const reply = (await rpc('records.save', { kind, id, values })) as Saved<R>;
  accept(reply);
  return reply;
}

/** Does a change whose refusal is said in a passing note; true when it was done. */
export async function attempt(work: () => Promise<Done>, lasting = false): Promise<boolean> {
  try {
    accept(await work(), lasting);
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}

export function trash(kind: Kind, ids: string[]): Promise<boolean> {
  return attempt(() => rpc('records.trash', { kind, ids }), true);
}

export function restore(kind: Kind, ids: string[]): Promise<boolean> {
  return attempt(() => rpc('records.restore', { kind, ids }));
}

/** Saves a record where no form stands by to show a refusal; a passing note then says it. */
export function saveOrRefuse(kind: Kind, id: string, values: Record<string, unknown>): Promise<boolean> {
  return attempt(() => rpc('records.save', { kind, id, values }));
}

/** Makes the same change to many records in one step, which one Undo takes back. */
export function saveMany(kind: Kind, ids: string[], change: { values?: Record<string, unknown>; addTags?: string[]; removeTags?: string[] }): Promise<boolean> {
  return attempt(() => rpc('records.saveMany', { kind, ids, ...change }));
}
