import { rpc } from '../../api/rpc';
import { t } from '../../i18n';
import { toasts } from '../app/toasts.svelte';
import { nameOf } from '../files/files';

/** What has to be in the book before what: who the customers are, what there is to buy, what they bought. */
const FIRST = ['customer', 'product'];

async function rankOf(path: string): Promise<number> {
  if (/\.ics$/i.test(path)) return FIRST.length + 1;
  const kind = await rpc('import.inspect', { path }).then((plan) => FIRST.indexOf(plan.as), () => -1);
  return kind < 0 ? FIRST.length : kind;
}

/** The files that were last dropped on the window to be brought in: one after the other, each looked at before it is. */
class Dropped {
  /** All that were dropped together, by their paths. */
  files = $state.raw<string[]>([]);
  /** Which of them it is the turn of. */
  at = $state(0);
  /** The one that waits for the import's screen to take it. */
  path = $state<string | null>(null);

  #inOrder = true;
  #running: () => string | null = () => null;

  /** Tells which file the import works on, whether its screen is open or not; null when it can take another one. */
  occupy(running: () => string | null): void {
    this.#running = running;
  }

  bring(files: string[]): void {
    const running = this.#running();
    if (running !== null && files.length > 0) return this.#queue(files, running);
    this.#inOrder = files.length < 2;
    this.files = files;
    this.at = 0;
    this.path = files[0] ?? null;
  }

  /** Behind the one that is being brought in, and behind those that wait already. */
  #queue(files: string[], running: string): void {
    const before = this.files.length > 0 ? this.files : [running];
    const more = files.filter((path) => !before.slice(this.at + 1).includes(path));
    this.files = [...before, ...more];
    if (more[0] !== undefined) toasts.show(t('import.waits', { count: more.length, name: nameOf(more[0]) }), { stay: 8000 });
  }

  /**
   * Puts those that say who the customers are first, whatever the files are called: invoices that come before
   * them would make customers without a number, which the list of customers would then find in the book already.
   */
  async putInOrder(): Promise<void> {
    if (this.#inOrder) return;
    this.#inOrder = true;
    const files = this.files;
    const ranked = await Promise.all(files.map(async (path) => ({ path, rank: await rankOf(path) })));
    if (this.files === files) this.files = ranked.sort((a, b) => a.rank - b.rank).map((one) => one.path);
  }

  /** The one after this; null after the last. */
  get next(): string | null {
    return this.files[this.at + 1] ?? null;
  }

  onward(): void {
    if (this.next === null) return;
    this.at += 1;
    this.path = this.files[this.at] ?? null;
  }

  forget(): void {
    this.bring([]);
  }
}

export const dropped = new Dropped();
