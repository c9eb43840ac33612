/** A long list seen through a window: pages come when they are looked at, old rows stay until new ones are there. */
import type { Change, Kind, ListRequest, Page } from './generated';
import { asked, keptAnswer } from './kept';
import { waiting } from './waiting.svelte';
import { onEvent, rpc, toFailure, type ApiFailure, type Request } from './rpc';

/** The question behind a list, without the place looked at. */
export type ListQuery = Omit<Request<ListRequest>, 'offset' | 'limit'>;

/** Rows asked for at once while a list is scrolled. */
export const BLOCK = 100;
/** Rows of a new question's first answer while nobody knows yet how many are in sight. */
export const FIRST_ROWS = 48;
/** Rows beyond those in sight, so that the first turn of the wheel finds some. */
const MORE_ROWS = 4;
/** Blocks kept in memory for one list. */
const KEPT_BLOCKS = 40;
/** Changes that arrive together are answered with one refresh. */
const SETTLE_MS = 60;

/** The most rows that any list had in sight; the next one opens in the same window and need not ask for more. */
let inSight = 0;

/** Lists of these kinds show figures computed from the others, so they refresh with them. */
const DEPENDS: Partial<Record<Kind, Kind[]>> = {
  customer: ['sale', 'follow_up', 'interaction', 'case'],
  sale: ['customer', 'product'],
  receipt: ['customer', 'sale'],
  follow_up: ['customer'],
  deal: ['customer', 'settings'],
  case: ['customer', 'interaction'],
  campaign: ['target', 'sale', 'customer'],
};

/** True when a change can alter what a list or page of this kind shows; a field of the owner's own may be in the question of any. */
export function touches(kind: Kind, changed: Change[]): boolean {
  return changed.some((change) => change.kind === kind || change.kind === 'custom_field' || (DEPENDS[kind] ?? []).includes(change.kind));
}

export class PagedList<R extends { id: string }> {
  /** Position in the list → row; positions not yet loaded are missing. */
  rows = $state.raw<ReadonlyMap<number, R>>(new Map());
  total = $state(0);
  /** Nothing has the words that were looked for; the rows have similar ones. */
  similar = $state(false);
  titles = $state.raw<Record<string, string>>({});
  loaded = $state(false);
  failure = $state.raw<ApiFailure | null>(null);
  /** Changes with every new question, so that the grid returns to its top. */
  version = $state(0);

  #query: ListQuery;
  #key = '';
  #generation = 0;
  #pending = new Set<number>();
  #first = 0;
  #last = 0;
  /** The most rows that were in sight at once; 0 before the list was looked at. */
  #sight = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unlisten: () => void;

  constructor(query: ListQuery) {
    this.#query = query;
    this.#unlisten = onEvent((event) => {
      if (event.type === 'changed' && touches(this.#query.kind, event.changed)) this.#soon();
      if (event.type === 'book' || event.type === 'day') this.#soon();
    });
    this.#open(query);
  }

  #open(query: ListQuery): void {
    const key = JSON.stringify(query);
    if (!this.#answerAtOnce(key)) this.ask(query);
  }

  /** What was asked before, by this list or by one that was closed, is answered without core: a list that is opened again, a letter taken back. */
  #answerAtOnce(key: string): boolean {
    const kept = keptAnswer(key, this.#rowsAtOnce()) as Page<R> | null;
    if (kept === null) return false;
    this.#key = key;
    this.#begin();
    this.#take(0, kept);
    this.version += 1;
    return true;
  }

  /** Nothing of another question's answer that is still on its way is wanted any more. */
  #begin(): void {
    this.#generation += 1;
    this.#pending.clear();
    this.#first = 0;
    this.#last = this.#rowsAtOnce() - 1;
  }

  /** Asks another question; an equal one is not asked again. */
  ask(query: ListQuery): void {
    const key = JSON.stringify(query);
    if (key === this.#key) return;
    this.#query = query;
    if (this.#answerAtOnce(key)) return;
    this.#key = key;
    this.#begin();
    void this.#replace(true);
  }

  /** Typing is answered at once when no more is asked for than what is in sight. */
  #rowsAtOnce(): number {
    const sight = this.#sight === 0 ? inSight : this.#sight;
    return sight === 0 ? FIRST_ROWS : sight + MORE_ROWS;
  }

  /** Tells which positions are on screen or soon will be, and how many are at once; missing blocks are fetched. */
  look(first: number, last: number, sight = last - first + 1): void {
    this.#first = Math.max(0, first);
    this.#last = Math.max(this.#first, last);
    // A short answer leaves room below it, which the next, longer one fills.
    this.#sight = Math.max(this.#sight, sight);
    inSight = this.#sight;
    if (!this.loaded) return;
    const end = Math.min(this.#last, this.total - 1);
    for (let block = Math.floor(this.#first / BLOCK); block <= Math.floor(end / BLOCK); block += 1) {
      const from = Math.max(this.#first, block * BLOCK);
      const to = Math.min(end, block * BLOCK + BLOCK - 1);
      if (!this.rows.has(from) || !this.rows.has(to)) void this.#fetch(block);
    }
  }

  /** Shows values of one row before the core has answered; what they replace is returned, to be put back on a refusal. */
  patch(id: string, values: Partial<R>): Partial<R> {
    const found = [...this.rows].find(([, row]) => row.id === id);
    if (found === undefined) return {};
    const [position, row] = found;
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, row[name as keyof R]])) as Partial<R>;
    this.rows = new Map(this.rows).set(position, { ...row, ...values });
    return before;
  }

  /** The rows at these positions, also those that were never looked at. */
  async between(first: number, last: number, limit: number): Promise<R[]> {
    const end = Math.min(last, first + limit - 1, this.total - 1);
    const found: R[] = [];
    for (let position = first; position <= end; position += 1) {
      const row = this.rows.get(position);
      if (row !== undefined) {
        found.push(row);
        continue;
      }
      const page = await this.#page(position, Math.min(500, end - position + 1));
      found.push(...page.rows);
      if (page.rows.length === 0) break;
      position += page.rows.length - 1;
    }
    return found;
  }

  /** The rows with these ids in the list's order, also those that were never looked at. */
  async those(ids: ReadonlySet<string>, limit: number): Promise<R[]> {
    const here = [...this.rows].sort(([a], [b]) => a - b).map(([, row]) => row).filter((row) => ids.has(row.id));
    if (here.length >= ids.size) return here;
    return (await this.between(0, this.total - 1, limit)).filter((row) => ids.has(row.id));
  }

  /** Asks the same question again. */
  refresh(): void {
    void this.#replace(false);
  }

  /** Every id that answers the question, up to a limit. */
  async ids(limit: number): Promise<string[]> {
    return (await this.between(0, this.total - 1, limit)).map((row) => row.id);
  }

  /** Stops listening. */
  close(): void {
    this.#generation += 1;
    this.#unlisten();
    clearTimeout(this.#timer);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), SETTLE_MS);
  }

  async #page(offset: number, limit: number): Promise<Page<R>> {
    const { blank, ...page } = (await rpc('records.list', { ...this.#query, offset, limit, brief: true })) as Page<R>;
    return blank === undefined ? page : { ...page, rows: page.rows.map((row) => ({ ...blank, ...row })) };
  }

  async #replace(moved: boolean): Promise<void> {
    const generation = (this.#generation += 1);
    this.#pending.clear();
    const offset = Math.floor(this.#first / BLOCK) * BLOCK;
    const limit = Math.min(5 * BLOCK, this.#last - offset + 1);
    const keep = asked(this.#key);
    try {
      const page = await waiting.during(this.#page(offset, limit));
      if (offset === 0) keep(page);
      if (generation !== this.#generation) return;
      this.#take(offset, page);
      if (moved) this.version += 1;
    } catch (thrown) {
      if (generation !== this.#generation) return;
      const failure = toFailure(thrown);
      // The rows of another question are no answer to one that cannot be asked.
      if (failure.code === 'filter') this.#take(0, { rows: [], total: 0, titles: {}, seq: 0 });
      this.failure = failure;
    }
  }

  #take(offset: number, page: Page<R>): void {
    this.rows = new Map(page.rows.map((row, index) => [offset + index, row]));
    this.total = page.total;
    this.similar = page.similar === true;
    this.titles = page.titles;
    this.failure = null;
    this.loaded = true;
  }

  async #fetch(block: number): Promise<void> {
    if (this.#pending.has(block)) return;
    this.#pending.add(block);
    const generation = this.#generation;
    try {
      const page = await this.#page(block * BLOCK, BLOCK);
      if (generation !== this.#generation) return;
      const rows = new Map(this.rows);
      page.rows.forEach((row, index) => rows.set(block * BLOCK + index, row));
      this.#prune(rows, block);
      this.rows = rows;
      this.total = page.total;
      this.similar = page.similar === true;
      this.titles = { ...this.titles, ...page.titles };
    } catch (thrown) {
      if (generation === this.#generation) this.failure = toFailure(thrown);
    } finally {
      this.#pending.delete(block);
    }
  }

  /** Drops the rows farthest from the block just loaded, so that a long scroll does not fill the memory. */
  #prune(rows: Map<number, R>, near: number): void {
    if (rows.size <= KEPT_BLOCKS * BLOCK) return;
    for (const position of [...rows.keys()]) {
      if (Math.abs(position / BLOCK - near) > KEPT_BLOCKS / 2) rows.delete(position);
    }
  }
}
