/** One answer of the core that stays true: asked for again when something it shows was changed. */
import type { Change } from './generated';
import { onEvent, toFailure, type ApiFailure } from './rpc';
import { waiting } from './waiting.svelte';

/** Changes that arrive together are answered with one question. */
const SETTLE_MS = 60;

export class Live<T> {
  /** The newest answer; the old one stays until the new one is there. */
  value = $state.raw<T | null>(null);
  failure = $state.raw<ApiFailure | null>(null);
  #ask: () => Promise<T>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unlisten: () => void;

  constructor(ask: () => Promise<T>, concerns: (changed: Change[]) => boolean = () => true) {
    this.#ask = ask;
    this.#unlisten = onEvent((event) => {
      // What is late by now was told of by no change.
      if (event.type !== 'day' && (event.type !== 'changed' || !concerns(event.changed))) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load(), SETTLE_MS);
    });
  }

  /** Asks now; an answer that was overtaken by a later question is dropped. */
  async load(): Promise<void> {
    const mine = (this.#turn += 1);
    try {
      const answer = await waiting.during(this.#ask());
      if (mine !== this.#turn) return;
      this.value = answer;
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#turn) this.failure = toFailure(thrown);
    }
  }

  /** Stops listening; answers still on their way are dropped. */
  close(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#unlisten();
  }
}
