/** Customers that are in the book twice: looked for when asked, kept while the window is open, looked for again when it costs little. */
import { onEvent, rpc, toFailure, type ApiFailure } from '../../api/rpc';
import { waiting } from '../../api/waiting.svelte';
import type { DuplicatePair, DuplicateScan, JobState } from '../../api/generated';
import { jobs } from '../app/jobs.svelte';

/** A search that takes less is repeated by itself when customers change. */
const CHEAP_MS = 1500;
const SETTLE_MS = 400;

class Duplicates {
  found = $state.raw<DuplicateScan | null>(null);
  running = $state.raw<JobState | null>(null);
  busy = $state(false);
  failure = $state.raw<ApiFailure | null>(null);
  /** Customers have changed since, and looking again is left to the person. */
  stale = $state(false);
  /** Only pairs with customers that came in since this moment, after an import. */
  since = $state<string | null>(null);
  #took = 0;
  #watching = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    onEvent((event) => {
      if (event.type === 'book') {
        this.found = null;
        this.since = null;
      } else if (this.found !== null && event.type === 'changed' && event.changed.some((change) => change.kind === 'customer' || change.kind === 'distinct')) {
        this.stale = true;
        clearTimeout(this.#timer);
        if (this.#watching > 0 && this.#took < CHEAP_MS) this.#timer = setTimeout(() => void this.look(), SETTLE_MS);
      }
    });
  }

  /** While a screen shows the pairs they are kept true. */
  watch(): () => void {
    this.#watching += 1;
    return () => void (this.#watching -= 1);
  }

  /** Looks through all customers; what was found before stays until the new answer is there. */
  async look(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.stale = false;
    const began = performance.now();
    try {
      const { job } = await waiting.during(rpc('duplicates.scan', { since: this.since }));
      this.found = await jobs.follow<DuplicateScan>(job, (state) => (this.running = state));
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.#took = performance.now() - began;
      this.running = null;
      this.busy = false;
    }
  }

  /** Takes pairs off the list that are settled, before the next search confirms it. */
  settle(gone: (pair: DuplicatePair) => boolean): void {
    const found = this.found;
    if (found === null) return;
    const pairs = found.pairs.filter((pair) => !gone(pair));
    this.found = { ...found, pairs, total: found.total - (found.pairs.length - pairs.length) };
  }
}

export const duplicates = new Duplicates();
