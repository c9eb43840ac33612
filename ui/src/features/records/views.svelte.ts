/** The views of a list: ready-made ones and the person's own, each with its conditions, order and columns. */
import type { Kind, View as SavedView } from '../../api/generated';
import { announce, onEvent, rpc } from '../../api/rpc';
import { t, type MessageKey } from '../../i18n';
import { recalled, remember } from '../app/remembered';
import { session } from '../app/session.svelte';
import { toasts } from '../app/toasts.svelte';
import { snake } from './filter';

/** How a list is sorted. */
export interface Sort {
  name: string;
  descending: boolean;
}

/** How a list is laid out; what is null is as usual. */
export interface Layout {
  /** The columns it is sorted by, the first one first; none for the usual order. */
  sort: Sort[];
  columns: string[] | null;
  widths: Record<string, number>;
}

export interface View {
  id: string;
  label: string;
  /** A condition in the core's filter language. */
  where: string;
  /** True for a view the person made. */
  own: boolean;
}

/** What this window remembers of one list: the order of its tabs, and each view's layout where it differs. */
interface Kept {
  order: string[];
  layouts: Record<string, Partial<Layout>>;
}

const USUAL: Layout = { sort: [], columns: null, widths: {} };
/** Ready-made views of a kind share one layout, kept under this name. */
const SHARED = 'ready';
/** Views of one kind that are worth showing as tabs. */
const MOST = 200;
const UNSETTLED = 'status != resolved and status != closed';
const OPEN_SALE = 'status != paid and status != draft and status != cancelled';

/** What whoever works here looks after and is not settled. */
function mine(): string | null {
  const who = (session.settings?.userName ?? '').replace(/"/g, '').trim();
  return who === '' ? null : `${UNSETTLED} and assignee = "${who}"`;
}

/** A ready-made view: its name, its condition (none where the view would mean nothing yet), and its columns where the usual ones say little. */
type Ready = [MessageKey, string | (() => string | null), string[]?];

const READY: Partial<Record<Kind, Ready[]>> = {
  customer: [['view.all', ''], ['view.leads', 'role = prospect and lead_status != lost and lead_status != converted', ['leadStatus', 'leadRating', 'leadAmount', 'leadNextStep', 'source', 'nextFollowUp', 'owner']], ['view.quiet', 'sales_count >= 2 and last_sale < today-180d'], ['view.owing', 'balance > 0']],
  product: [['view.all', ''], ['view.goods', 'product_kind != service'], ['view.services', 'product_kind = service']],
  sale: [['view.all', ''], ['view.open', OPEN_SALE], ['view.overdue', `${OPEN_SALE} and due_date < today`], ['view.quotes', 'document_kind = quote'], ['view.drafts', 'status = draft']],
  receipt: [['view.all', ''], ['view.credit', 'unallocated != 0'], ['view.cash', 'method = cash']],
  follow_up: [['view.toDo', 'done != true'], ['view.overdue', 'done != true and last_day < today'], ['view.dueWeek', 'done != true and due_date <= today+7d'], ['view.done', 'done = true']],
  deal: [['view.open', 'status = open'], ['view.noNext', 'status = open and next_step_on is empty'], ['view.dealLate', 'status = open and next_step_on < today'], ['view.won', 'status = won'], ['view.lost', 'status = lost'], ['view.all', '']],
  case: [['view.unsettled', UNSETTLED], ['view.mine', mine], ['view.waiting', 'status = waiting'], ['view.all', '']],
  campaign: [['view.all', ''], ['view.running', 'status = running'], ['view.planned', 'status != running and status != done'], ['view.done', 'status = done']],
};

/** The columns of a ready-made view that has its own. */
function columnsOf(kind: Kind, id: string): string[] | null {
  return READY[kind]?.find(([key]) => key === id)?.[2] ?? null;
}

const storeKey = (kind: Kind) => `regulars.views.${kind}`;

function readLayout(value: unknown): Partial<Layout> {
  const found = (typeof value === 'object' && value !== null ? value : {}) as Partial<Layout>;
  const layout: Partial<Layout> = {};
  if (Array.isArray(found.sort)) layout.sort = found.sort.filter((by) => typeof by?.name === 'string').map(({ name, descending }) => ({ name, descending: descending === true }));
  if (Array.isArray(found.columns) || found.columns === null) layout.columns = found.columns?.map(String) ?? null;
  if (typeof found.widths === 'object' && found.widths !== null) layout.widths = Object.fromEntries(Object.entries(found.widths).filter(([, width]) => typeof width === 'number'));
  return layout;
}

function read(kind: Kind): Kept {
  const stored = (recalled(storeKey(kind)) ?? {}) as Partial<Kept>;
  const layouts = Object.entries(stored.layouts ?? {}).map(([id, layout]) => [id, readLayout(layout)] as const);
  return { order: Array.isArray(stored.order) ? stored.order.map(String) : [], layouts: Object.fromEntries(layouts) };
}

/** A view's order as the book keeps it: fields in the core's spelling, downwards with a minus. */
const written = (sort: Sort[]) => sort.map(({ name, descending }) => `${descending ? '-' : ''}${snake(name)}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const readSort = (fields: string[]): Sort[] => fields.map((field) => ({ name: camel(field.replace(/^-/, '')), descending: field.startsWith('-') }));

/** Two conditions that must both hold. */
export function bothOf(first: string, second: string): string {
  if (first === '' || second === '') return first || second;
  return `(${first}) and (${second})`;
}

class Views {
  #turn = $state(0);
  /** The views that the book keeps, of every kind. */
  #own = $state.raw<SavedView[]>([]);
  #loaded = false;

  constructor() {
    // What another window of the same book arranges shows here too.
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key?.startsWith('regulars.views.')) this.#turn += 1;
    });
    onEvent((event) => {
      if (event.type === 'book' && !event.open) this.#own = [];
      else if (event.type === 'book' || (event.type === 'changed' && event.changed.some((change) => change.kind === 'view'))) void this.load();
    });
  }

  /** Reads the views of the book unless they are there already. */
  ready(): void {
    if (!this.#loaded) void this.load();
  }

  /** Reads the views of the book. */
  async load(): Promise<void> {
    this.#loaded = true;
    try {
      const page = await rpc('records.list', { kind: 'view', sort: 'name', offset: 0, limit: MOST });
      this.#own = page.rows as unknown as SavedView[];
    } catch {
      // Without a book there are only the ready-made ones.
      this.#own = [];
    }
  }

  /** All views of a kind, in the person's order; the own ones last at first. */
  of(kind: Kind): View[] {
    void this.#turn;
    const kept = read(kind);
    const ready = (READY[kind] ?? ([['view.all', '']] as Ready[])).flatMap(([key, written]) => {
      const where = typeof written === 'string' ? written : written();
      return where === null ? [] : [{ id: key as string, label: t(key), where, own: false }];
    });
    const own = this.#own.filter((view) => view.recordKind === kind).map(({ id, name, condition }) => ({ id, label: name, where: condition, own: true }));
    const all = [...ready, ...own];
    const rank = (view: View) => (kept.order.includes(view.id) ? kept.order.indexOf(view.id) : kept.order.length + all.indexOf(view));
    return all.map((view) => ({ view, rank: rank(view) })).sort((a, b) => a.rank - b.rank).map(({ view }) => view);
  }

  /** The layout of a view: as the book keeps it, and as this window arranged it since. */
  layout(kind: Kind, id: string): Layout {
    void this.#turn;
    const own = this.#find(id);
    const base: Layout = own === undefined ? { ...USUAL, columns: columnsOf(kind, id) } : { sort: readSort(own.sort), columns: own.columns.length > 0 ? own.columns : null, widths: {} };
    return { ...base, ...read(kind).layouts[this.#keptUnder(kind, id)] };
  }

  /** Remembers a part of the layout of a view in this window. */
  arrange(kind: Kind, id: string, part: Partial<Layout>): void {
    const kept = read(kind);
    const key = this.#keptUnder(kind, id);
    this.#keep(kind, { ...kept, layouts: { ...kept.layouts, [key]: { ...kept.layouts[key], ...part } } });
  }

  /** True when this window has arranged an own view otherwise than the book keeps it. */
  arranged(kind: Kind, id: string): boolean {
    void this.#turn;
    const { sort, columns } = read(kind).layouts[id] ?? {};
    return this.#find(id) !== undefined && (sort !== undefined || columns !== undefined);
  }

  /** Makes a view in the book and answers its identity; an own one of the same name is replaced. */
  async add(kind: Kind, name: string, condition: string, layout: Layout): Promise<string> {
    const before = this.#own.find((view) => view.recordKind === kind && view.name === name);
    const values = { name, recordKind: kind, condition, sort: written(layout.sort), columns: layout.columns ?? [] };
    const saved = await this.#save(before?.id ?? null, values);
    this.#forget(kind, saved);
    this.arrange(kind, saved, { widths: layout.widths });
    return saved;
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#save(id, { name });
  }

  /** Gives an own view other conditions, and the order and columns it now has. */
  async rewrite(kind: Kind, id: string, condition: string): Promise<void> {
    const { sort, columns, widths } = this.layout(kind, id);
    await this.#save(id, { condition, sort: written(sort), columns: columns ?? [] });
    this.#forget(kind, id);
    this.arrange(kind, id, { widths });
  }

  /** Moves a view to another place among the tabs. */
  move(kind: Kind, id: string, to: number): void {
    const ids = this.of(kind).map((view) => view.id);
    const order = ids.filter((other) => other !== id);
    order.splice(Math.max(0, Math.min(ids.length - 1, to)), 0, id);
    this.#keep(kind, { ...read(kind), order });
  }

  /** Removes an own view. */
  async remove(id: string): Promise<void> {
    const reply = await rpc('records.trash', { kind: 'view', ids: [id] });
    announce({ type: 'changed', seq: 0, changed: reply.changed });
    toasts.done(reply.undoLabel, reply.opId);
    await this.load();
  }

  /** Where the layout of a view is kept: those with the usual columns share one. */
  #keptUnder(kind: Kind, id: string): string {
    return this.#find(id) === undefined && columnsOf(kind, id) === null ? SHARED : id;
  }

  #find(id: string): SavedView | undefined {
    return this.#own.find((view) => view.id === id);
  }

  async #save(id: string | null, values: Partial<SavedView>): Promise<string> {
    const reply = await rpc('records.save', { kind: 'view', id, values });
    await this.load();
    toasts.done(reply.undoLabel, reply.opId);
    return (reply.record as unknown as SavedView).id;
  }

  #forget(kind: Kind, id: string): void {
    const kept = read(kind);
    const layouts = { ...kept.layouts };
    delete layouts[id];
    this.#keep(kind, { ...kept, layouts });
  }

  #keep(kind: Kind, kept: Kept): void {
    remember(storeKey(kind), JSON.stringify(kept));
    this.#turn += 1;
  }
}

export const views = new Views();
