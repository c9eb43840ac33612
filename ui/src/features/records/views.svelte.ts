/** The views of a list: ready-made ones and the person's own, each with its conditions, order and columns. */
import type { Kind } from '../../api/generated';
import { t, type MessageKey } from '../../i18n';

/** How a list is sorted. */
export interface Sort {
  name: string;
  descending: boolean;
}

/** How a list is laid out; what is null is as usual. */
export interface Layout {
  sort: Sort | null;
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

/** What is kept of one list. Ready-made views share one layout, a view of one's own has its own. */
interface Kept {
  own: { id: string; label: string; where: string; layout: Layout }[];
  order: string[];
  layout: Layout;
}

const USUAL: Layout = { sort: null, columns: null, widths: {} };
const OPEN_SALE = 'status != paid and status != draft and status != cancelled';

const READY: Partial<Record<Kind, [MessageKey, string][]>> = {
  customer: [['view.all', ''], ['view.prospects', 'role = prospect'], ['view.quiet', 'sales_count >= 2 and last_sale < today-180d'], ['view.owing', 'balance > 0']],
  product: [['view.all', ''], ['view.goods', 'product_kind != service'], ['view.services', 'product_kind = service']],
  sale: [['view.all', ''], ['view.open', OPEN_SALE], ['view.overdue', `${OPEN_SALE} and due_date < today`], ['view.quotes', 'document_kind = quote'], ['view.drafts', 'status = draft']],
  follow_up: [['view.toDo', 'done != true'], ['view.overdue', 'done != true and due_date < today'], ['view.dueWeek', 'done != true and due_date <= today+7d'], ['view.done', 'done = true']],
  campaign: [['view.all', ''], ['view.running', 'status = running'], ['view.planned', 'status != running and status != done'], ['view.done', 'status = done']],
};

const storeKey = (kind: Kind) => `regulars.views.${kind}`;

function readLayout(value: unknown): Layout {
  const found = (typeof value === 'object' && value !== null ? value : {}) as Partial<Layout>;
  const widths = Object.entries(found.widths ?? {}).filter(([, width]) => typeof width === 'number');
  return {
    sort: typeof found.sort?.name === 'string' ? { name: found.sort.name, descending: found.sort.descending === true } : null,
    columns: Array.isArray(found.columns) ? found.columns.map(String) : null,
    widths: Object.fromEntries(widths),
  };
}

function read(kind: Kind): Kept {
  try {
    const stored = JSON.parse(globalThis.localStorage?.getItem(storeKey(kind)) ?? '{}') as Partial<Kept>;
    const own = Array.isArray(stored.own) ? stored.own.filter((view) => typeof view?.id === 'string' && typeof view.label === 'string' && typeof view.where === 'string') : [];
    return { own: own.map((view) => ({ ...view, layout: readLayout(view.layout) })), order: Array.isArray(stored.order) ? stored.order.map(String) : [], layout: readLayout(stored.layout) };
  } catch {
    return { own: [], order: [], layout: USUAL };
  }
}

/** Two conditions that must both hold. */
export function bothOf(first: string, second: string): string {
  if (first === '' || second === '') return first || second;
  return `(${first}) and (${second})`;
}

class Views {
  #turn = $state(0);

  constructor() {
    // What another window of the same book keeps shows here too.
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key?.startsWith('regulars.views.')) this.#turn += 1;
    });
  }

  /** All views of a kind, in the person's order; the own ones last at first. */
  of(kind: Kind): View[] {
    void this.#turn;
    const kept = read(kind);
    const ready = (READY[kind] ?? ([['view.all', '']] as [MessageKey, string][])).map(([key, where]) => ({ id: key as string, label: t(key), where, own: false }));
    const all = [...ready, ...kept.own.map(({ id, label, where }) => ({ id, label, where, own: true }))];
    const rank = (view: View) => (kept.order.includes(view.id) ? kept.order.indexOf(view.id) : kept.order.length + all.indexOf(view));
    return all.map((view) => ({ view, rank: rank(view) })).sort((a, b) => a.rank - b.rank).map(({ view }) => view);
  }

  /** The layout of a view. */
  layout(kind: Kind, id: string): Layout {
    void this.#turn;
    const kept = read(kind);
    return kept.own.find((view) => view.id === id)?.layout ?? kept.layout;
  }

  /** Remembers a part of the layout of a view. */
  arrange(kind: Kind, id: string, part: Partial<Layout>): void {
    const kept = read(kind);
    const own = kept.own.find((view) => view.id === id);
    if (own === undefined) this.#keep(kind, { ...kept, layout: { ...kept.layout, ...part } });
    else this.#keep(kind, { ...kept, own: kept.own.map((view) => (view === own ? { ...view, layout: { ...view.layout, ...part } } : view)) });
  }

  /** Makes a view; an own one of the same name is replaced. */
  add(kind: Kind, label: string, where: string, layout: Layout): View {
    const kept = read(kind);
    const view = { id: `own-${label}`, label, where, layout };
    this.#keep(kind, { ...kept, own: [...kept.own.filter((other) => other.id !== view.id), view] });
    return { id: view.id, label, where, own: true };
  }

  rename(kind: Kind, id: string, label: string): void {
    const kept = read(kind);
    this.#keep(kind, { ...kept, own: kept.own.map((view) => (view.id === id ? { ...view, label } : view)) });
  }

  /** Gives an own view other conditions. */
  rewrite(kind: Kind, id: string, where: string): void {
    const kept = read(kind);
    this.#keep(kind, { ...kept, own: kept.own.map((view) => (view.id === id ? { ...view, where } : view)) });
  }

  /** Moves a view to another place among the tabs. */
  move(kind: Kind, id: string, to: number): void {
    const ids = this.of(kind).map((view) => view.id);
    const order = ids.filter((other) => other !== id);
    order.splice(Math.max(0, Math.min(ids.length - 1, to)), 0, id);
    this.#keep(kind, { ...read(kind), order });
  }

  /** Removes an own view; the returned function brings it back to its place. */
  remove(kind: Kind, id: string): () => void {
    const before = read(kind);
    const gone = before.own.find((view) => view.id === id);
    const at = before.own.findIndex((view) => view.id === id);
    this.#keep(kind, { ...before, own: before.own.filter((view) => view.id !== id) });
    return () => {
      const now = read(kind);
      if (gone !== undefined && !now.own.some((view) => view.id === id)) this.#keep(kind, { ...now, own: [...now.own.slice(0, at), gone, ...now.own.slice(at)] });
    };
  }

  #keep(kind: Kind, kept: Kept): void {
    try {
      globalThis.localStorage?.setItem(storeKey(kind), JSON.stringify(kept));
    } catch {
      // Without storage a view lasts no longer than the list; nothing in the book depends on it.
    }
    this.#turn += 1;
  }
}

export const views = new Views();
