/** Passing notes at the foot of the window; a note about a change carries its Undo. */
import { announce, rpc, toFailure } from '../../api/rpc';
import type { UndoReply } from '../../api/generated';
import { holdKeys } from '../../components/handover';
import { errorLook } from '../../api/errors';
import { t } from '../../i18n';

export interface Toast {
  id: number;
  tone: 'plain' | 'bad';
  text: string;
  action: { label: string; run: () => void } | null;
  /** What else can be done about it. */
  other?: { label: string; run: () => void } | null;
  /** Milliseconds on screen; 0 stays until closed. */
  stay: number;
  /** The operation that its Undo takes back. */
  opId?: string | null;
  /** It is about what was tried on the screen now shown, and goes with it. */
  here?: boolean;
  /** It stays for its time, whatever else is changed meanwhile. */
  lasting?: boolean;
}

const UNDO_MS = 8000;
const NOTE_MS = 5000;

class Toasts {
  list = $state.raw<Toast[]>([]);
  /** What a screen reader is told. */
  spoken = $state('');
  #next = 1;

  show(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
    const toast: Toast = { id: this.#next, tone: options.tone ?? 'plain', text, action: options.action ?? null, other: options.other ?? null, stay: options.stay ?? NOTE_MS, opId: options.opId, lasting: options.lasting, here: options.here };
    this.#next += 1;
    // The same said again takes the place of what was said before; what can be taken back is each a thing of its own.
    this.list = [...this.list.filter((other) => other.action !== null || other.text !== text || other.tone !== toast.tone).slice(-2), toast];
    this.say(text);
    return toast.id;
  }

  say(text: string): void {
    this.spoken = text;
  }

  /** Another screen is there: what was refused on the one before is over. */
  moved(): void {
    this.list = this.list.filter((toast) => toast.here !== true);
  }

  drop(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /**
   * Says what was done and offers to take back exactly that; without an operation there is nothing to take back. What
   * was thrown away can be taken back for its whole time, also when something else is thrown away a moment later.
   */
  done(undoLabel: string, opId?: string | null, lasting = false): void {
    // What was thrown away already, by a second press before the list had followed, is nothing to tell.
    if (undoLabel === '' || (lasting && !opId)) return;
    this.list = this.list.filter((toast) => toast.tone === 'bad' || toast.lasting);
    this.show(undoLabel, { stay: UNDO_MS, opId, lasting, action: opId ? { label: t('common.undo'), run: () => void undoOperation(opId) } : null });
  }

  /** Says why something was refused. */
  refuse(thrown: unknown): void {
    const failure = toFailure(thrown);
    if (failure.code === 'cancelled') return;
    const look = errorLook(failure.code);
    this.show(failure.message || t(look.title), { tone: 'bad', stay: 10_000, here: true });
  }
}

export const toasts = new Toasts();

/** Tells the lists what an undo changed, and the person what had to stay; what else can be taken back still can. */
function told(reply: UndoReply, opId: string | null): void {
  holdKeys();
  announce({ type: 'changed', seq: 0, changed: reply.changed });
  toasts.list = toasts.list.filter((toast) => toast.action === null || (opId !== null && toast.lasting && toast.opId !== opId));
  reply.kept.forEach((sentence) => toasts.show(sentence, { stay: 12_000 }));
}

/** Takes back the newest operation, whichever window it came from; that is what Ctrl+Z is for. */
export async function undo(): Promise<void> {
  try {
    const reply = await rpc('operations.undo', { opId: null });
    told(reply, null);
    toasts.show(t('undo.done', { what: reply.label }), { action: { label: t('common.redo'), run: () => void redo() } });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}

/** Takes back one operation and no other, also when something else was changed since; true when it was done. */
export async function undoOperation(opId: string): Promise<boolean> {
  try {
    const reply = await rpc('operations.undo', { opId });
    told(reply, opId);
    toasts.show(t('undo.done', { what: reply.label }));
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}

/** Does again what was taken back last. */
export async function redo(): Promise<void> {
  try {
    const reply = await rpc('operations.redo', {});
    told(reply, null);
    toasts.show(t('undo.redone', { what: reply.label }), { stay: UNDO_MS, action: { label: t('common.undo'), run: () => void undo() } });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
