/** Keeps what is typed into a form while the form is open, and gives it back when the form is opened again. */
import { onDestroy } from 'svelte';
import { t } from '../../i18n';
import { dropDraft, keepDraft, readDraft, type Draft } from './drafts';
import { toasts } from './toasts.svelte';

/** What is typed is kept a moment later, so that neither a closed window nor a refusal loses it. */
const SETTLE_MS = 400;

export class FormDraft {
  /** What was found when the form was opened, until it is discarded. */
  kept = $state.raw<Draft | null>(null);
  readonly #key: string;
  readonly #typed: () => Record<string, unknown>;
  #over = false;
  #gone = false;

  /**
   * To be made while a component is being set up. `typed` gives what differs from the form as it was opened; nothing
   * differing keeps nothing.
   */
  constructor(key: string, typed: () => Record<string, unknown>) {
    this.#key = key;
    this.#typed = typed;
    this.kept = readDraft(key);
    $effect(() => {
      const now = typed();
      const timer = setTimeout(() => this.#keep(now), SETTLE_MS);
      return () => clearTimeout(timer);
    });
    // A window that closes between two moments keeps what was typed in the last one.
    const leaving = () => this.#keep(typed());
    globalThis.addEventListener('pagehide', leaving);
    onDestroy(() => {
      globalThis.removeEventListener('pagehide', leaving);
      this.#gone = true;
      this.#keep(typed());
    });
  }

  /** What the form begins with besides its usual values. */
  get values(): Record<string, unknown> {
    return this.kept?.values ?? {};
  }

  /** The form was saved: nothing is left to keep. */
  done(): void {
    this.#over = true;
    dropDraft(this.#key);
  }

  /** Begins afresh; the form empties itself. With `again`, which fills the open form in, a note brings back what was typed. */
  discard(again?: (values: Record<string, unknown>) => void): void {
    const aside = $state.snapshot(this.#typed());
    dropDraft(this.#key);
    this.kept = null;
    if (again !== undefined) this.#offer(aside, again);
  }

  /** Cancel puts what was typed aside; a note brings it back by opening the same address again. */
  putAside(): void {
    const aside = this.#typed();
    this.done();
    this.#offer(aside);
  }

  #offer(aside: Record<string, unknown>, again?: (values: Record<string, unknown>) => void): void {
    if (Object.keys(aside).length === 0) return;
    const back = location.hash;
    toasts.show(t('draft.dropped'), {
      stay: 8000,
      action: {
        label: t('draft.back'),
        run: () => {
          if (again !== undefined && !this.#gone) return again(aside);
          keepDraft(this.#key, aside);
          location.hash = back;
        },
      },
    });
  }

  #keep(now: Record<string, unknown>): void {
    if (!this.#over) keepDraft(this.#key, now);
  }
}
