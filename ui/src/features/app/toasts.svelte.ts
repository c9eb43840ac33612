/** Passing notes at the foot of the window; a note about a change carries its Undo. */
import { announce, rpc, toFailure } from '../../api/rpc';
import { errorLook } from '../../api/errors';
import { t } from '../../i18n';

export interface Toast {
  id: number;
  tone: 'plain' | 'bad';
  text: string;
  action: { label: string; run: () => void } | null;
  /** Milliseconds on screen; 0 stays until closed. */
  stay: number;
}

const UNDO_MS = 8000;
const NOTE_MS = 5000;

class Toasts {
  list = $state.raw<Toast[]>([]);
  /** What a screen reader is told. */
  spoken = $state('');
  #next = 1;

  show(text: string, options: { tone?: Toast['tone']; action?: Toast['action']; stay?: number } = {}): number {
    const toast: Toast = { id: this.#next, tone: options.tone ?? 'plain', text, action: options.action ?? null, stay: options.stay ?? NOTE_MS };
    this.#next += 1;
    this.list = [...this.list.slice(-2), toast];
    this.say(text);
    return toast.id;
  }

  say(text: string): void {
    this.spoken = text;
  }

  drop(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Says what was done and offers to take it back. */
  done(undoLabel: string, steps = 1): void {
    if (undoLabel === '') return;
    this.list = this.list.filter((toast) => toast.tone === 'bad');
    this.show(undoLabel, { stay: UNDO_MS, action: { label: t('common.undo'), run: () => void undo(steps) } });
  }

  /** Says why something was refused. */
  refuse(thrown: unknown): void {
    const failure = toFailure(thrown);
    if (failure.code === 'cancelled') return;
    const look = errorLook(failure.code);
    this.show(failure.message || t(look.title), { tone: 'bad', stay: 10_000 });
  }
}

export const toasts = new Toasts();

/** Takes back the newest operation, or several of them. */
export async function undo(steps = 1): Promise<void> {
  try {
    let label = '';
    for (let step = 0; step < steps; step += 1) {
      const reply = await rpc('operations.undo', { opId: null });
      label = reply.label;
      announce({ type: 'changed', seq: 0, changed: reply.changed });
      reply.kept.forEach((sentence) => toasts.show(sentence, { stay: 10_000 }));
    }
    toasts.list = toasts.list.filter((toast) => toast.action === null);
    toasts.show(t('undo.done', { what: label }), { action: { label: t('common.redo'), run: () => void redo() } });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}

/** Takes back one operation out of the history; true when it was done. */
export async function undoOperation(opId: string): Promise<boolean> {
  try {
    const reply = await rpc('operations.undo', { opId });
    announce({ type: 'changed', seq: 0, changed: reply.changed });
    // An Undo offered earlier would now take back something else than it says.
    toasts.list = toasts.list.filter((toast) => toast.action === null);
    toasts.show(t('undo.done', { what: reply.label }));
    reply.kept.forEach((sentence) => toasts.show(sentence, { stay: 12_000 }));
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
    announce({ type: 'changed', seq: 0, changed: reply.changed });
    toasts.done(t('undo.redone', { what: reply.label }));
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
