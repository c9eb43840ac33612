/** The four ways into a book, and the way back into one used before. */
import { keysTo } from '../../components/handover';
import { onEvent, rpc, toFailure } from '../../api/rpc';
import type { JobState } from '../../api/generated';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { dropped } from '../exchange/dropped.svelte';
import { jobs } from './jobs.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Customers in the demo shop: enough to look real, few enough to be there at once. */
const DEMO_CUSTOMERS = 500;

class Beginning {
  busy = $state(false);
  message = $state('');
  job = $state.raw<JobState | null>(null);
  /** How far the opening of a large book has come whose lists are made anew. */
  opening = $state.raw<{ done: number; total: number } | null>(null);
  /** What was typed for a new book that is not made yet. */
  typed: { name: string; country: string; currency: string } | null = null;

  demo(): Promise<void> {
    return this.#run(async () => {
      const started = await rpc('book.demo', { customers: DEMO_CUSTOMERS });
      await jobs.follow(started.job, (state) => (this.job = state));
      return 'today';
    });
  }

  create(name: string, currency: string, country: string, then: 'today' | 'import'): Promise<void> {
    return this.#run(async () => {
      if ((await rpc('book.create', { path: null, name, currency, country })) === null) return null;
      this.typed = null;
      // The first page of a new book says what to do first; Enter does it.
      keysTo('#main .primary');
      return then;
    });
  }

  open(path: string | null): Promise<void> {
    return this.#run(async () => ((await rpc('book.open', { path })) === null ? null : 'today'));
  }

  restore(): Promise<void> {
    return this.#run(async () => {
      const before = session.status?.book?.path ?? null;
      const started = await rpc('book.restore', {});
      if (started === null) return null;
      const result = await jobs.follow<{ path?: string } | null>(started.job, (state) => (this.job = state));
      const status = await rpc('app.status', {});
      if (status.book == null && result?.path) await rpc('book.open', { path: result.path });
      // Both have the same name: whoever goes on writing must know in which of the two.
      const back = before === null ? null : { label: t('backup.back'), run: () => void this.open(before) };
      toasts.show(t('backup.restored', { path: result?.path ?? '' }), { stay: 0, lasting: true, action: back });
      return 'today';
    });
  }

  cancel(): void {
    if (this.job !== null) jobs.cancel(this.job.id);
  }

  async #run(work: () => Promise<'today' | 'import' | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.message = '';
    const stop = onEvent((event) => { if (event.type === 'opening') this.opening = event; });
    try {
      const next = await work();
      if (next !== null) {
        // What was let go of before there was a book is brought into this one. Else, whoever said that it is customers they bring is not asked again by a guess.
        if (dropped.path !== null) go({ screen: 'import' }, true);
        else go({ screen: next, params: next === 'import' ? { as: 'customer' } : {} }, true);
        await session.load();
      }
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== 'cancelled') this.message = failure.message;
    } finally {
      stop();
      this.busy = false;
      this.job = null;
      this.opening = null;
    }
  }
}

export const beginning = new Beginning();
