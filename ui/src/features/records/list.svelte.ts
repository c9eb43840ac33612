/** What a list shows and how: view, search, conditions, order, columns and selection. Leaving a list and coming back finds it so. */
import { PagedList, type ListQuery } from '../../api/cache.svelte';
import type { Kind, KindSpec } from '../../api/generated';
import type { GridColumn, GridPlace } from '../../components/grid';
import { FIRST_SORT, listColumns, TITLE_FIELD } from './columns';
import { NO_CONDITIONS, readConditions, writeConditions, type Conditions } from './filter';
import type { Values } from './values';
import { bothOf, views, type Layout, type Sort, type View } from './views.svelte';

const firstSentence = (text: string) => /^[^]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;

interface Left {
  search: string;
  viewId: string;
  conditions: Conditions;
  archived: boolean;
  place: GridPlace;
}

const left = new Map<Kind, Left>();

/** Asks what the list of a kind will show, so that it stands there with its screen when it is opened. */
export function askAhead(kind: Kind, spec: KindSpec): void {
  new ListState(kind, () => spec, {}).rows.close();
}

export class ListState {
  readonly kind: Kind;
  readonly #spec: () => KindSpec;
  readonly rows: PagedList<Values>;
  search = $state('');
  viewId = $state('');
  conditions = $state.raw<Conditions>(NO_CONDITIONS);
  archived = $state(false);
  selected = $state.raw<ReadonlySet<string>>(new Set());
  place: GridPlace = { top: 0, cursor: 0 };

  readonly all: View[] = $derived.by(() => views.of(this.kind));
  readonly view: View | undefined = $derived(this.all.find((view) => view.id === this.viewId) ?? this.all[0]);
  readonly written = $derived(writeConditions(this.conditions));
  /** The own view whose conditions the filter has in place of its own, so that they can be mended. */
  mended = $state<string | null>(null);
  readonly mending = $derived(this.mended !== null && this.mended === this.view?.id);
  readonly where = $derived(this.mending ? this.written : bothOf(this.view?.where ?? '', this.written));
  /** What the core says of the conditions where it cannot use them: its first sentence, without all the fields there are. */
  readonly refusal = $derived.by(() => (this.rows.failure?.code === 'filter' ? firstSentence(this.rows.failure.message) : null));
  readonly layout: Layout = $derived.by(() => views.layout(this.kind, this.view?.id ?? ''));
  /** The columns it is sorted by, the first one first; never none. */
  readonly sort: Sort[] = $derived.by(() => (this.layout.sort.length > 0 ? this.layout.sort : [FIRST_SORT[this.kind] ?? { name: 'createdAt', descending: true }]));
  readonly columns: GridColumn[] = $derived.by(() => listColumns(this.#spec(), this.layout.columns).map((column) => (this.layout.widths[column.name] === undefined ? column : { ...column, width: this.layout.widths[column.name] })));
  readonly filtered = $derived(this.search !== '' || this.where !== '');

  constructor(kind: Kind, spec: () => KindSpec, params: Record<string, string>) {
    this.kind = kind;
    this.#spec = spec;
    views.ready();
    const before = params.search === undefined && params.view === undefined ? left.get(kind) : undefined;
    this.search = params.search ?? before?.search ?? '';
    this.viewId = params.view ?? before?.viewId ?? views.of(kind)[0]?.id ?? '';
    this.conditions = before?.conditions ?? NO_CONDITIONS;
    this.archived = before?.archived ?? false;
    this.place = before?.place ?? this.place;
    this.rows = new PagedList<Values>(this.query());
  }

  /** Goes where a link to this list leads while it is open already; a link that names neither changes nothing. */
  follow({ search, view }: Record<string, string | undefined>): void {
    if (search === undefined && view === undefined) return;
    this.search = search ?? '';
    this.viewId = view ?? this.all[0]?.id ?? '';
    this.conditions = NO_CONDITIONS;
  }

  /** The question the list asks the core. */
  query(): ListQuery {
    return { kind: this.kind, where: this.where || null, search: this.search.trim() || null, sort: this.sort[0]?.name ?? null, descending: this.sort[0]?.descending ?? false, then: this.sort.slice(1).map(({ name, descending }) => ({ field: name, descending })), archived: this.archived };
  }

  /** Remembers the place and stops listening. */
  close(): void {
    left.set(this.kind, { search: this.search, viewId: this.viewId, conditions: this.conditions, archived: this.archived, place: this.place });
    this.rows.close();
  }

  /** Sorts by a field; the same field again turns the order round. With `also` it comes after the fields there are. */
  sortBy(name: string, descending?: boolean, also = false): void {
    const before = this.sort.find((by) => by.name === name);
    const by = { name, descending: descending ?? (before !== undefined && (also || this.sort.length === 1) ? !before.descending : false) };
    if (!also) this.#arrange({ sort: [by] });
    else if (before === undefined) this.#arrange({ sort: [...this.sort, by] });
    else this.#arrange({ sort: this.sort.map((other) => (other === before ? by : other)) });
  }

  show(name: string, on: boolean): void {
    const now = this.columns.slice(1).map((column) => column.name);
    this.#arrange({ columns: on ? [...now, name] : now.filter((other) => other !== name) });
  }

  order(names: string[]): void {
    this.#arrange({ columns: names.filter((name) => name !== TITLE_FIELD[this.kind]) });
  }

  resize(name: string, width: number | null): void {
    const widths = { ...this.layout.widths };
    if (width === null) delete widths[name];
    else widths[name] = width;
    this.#arrange({ widths });
  }

  /** Back to the usual columns, widths and order. */
  usual(): void {
    this.#arrange({ columns: null, widths: {}, sort: [] });
  }

  /** Keeps what is shown now as a view of one's own. */
  async keepAs(label: string): Promise<void> {
    this.viewId = await views.add(this.kind, label, this.where, { ...this.layout, sort: this.sort });
    this.conditions = NO_CONDITIONS;
  }

  /** True when the own view that is open differs from what the book keeps of it. */
  get differs(): boolean {
    if (this.mending) return this.refusal === null;
    return this.view?.own === true && (this.written !== '' || views.arranged(this.kind, this.view.id));
  }

  /** Keeps the conditions, order and columns now set in the own view that is open. */
  async tighten(): Promise<void> {
    if (this.view?.own !== true) return;
    await views.rewrite(this.kind, this.view.id, this.where);
    this.conditions = NO_CONDITIONS;
    this.mended = null;
  }

  /** Hands the conditions of the own view that is open to the filter, where they are changed or taken out. */
  mend(): void {
    if (this.view?.own !== true || this.mending) return;
    this.conditions = readConditions(this.view.where) ?? NO_CONDITIONS;
    this.mended = this.view.id;
  }

  /** What was being mended belongs to its view alone. */
  leaveMended(): void {
    if (this.mended === null || this.mending) return;
    this.mended = null;
    this.conditions = NO_CONDITIONS;
  }

  /** Removes an own view; the list goes on with the first. */
  async remove(view: View): Promise<void> {
    if (this.viewId === view.id) this.viewId = this.all[0]?.id ?? '';
    await views.remove(view.id);
  }

  /** Shows everything again. */
  clear(): void {
    this.search = '';
    this.conditions = NO_CONDITIONS;
    this.viewId = this.all.find((view) => view.where === '')?.id ?? this.viewId;
  }

  select(ids: string[], on: boolean): void {
    const next = new Set(this.selected);
    ids.forEach((id) => (on ? next.add(id) : next.delete(id)));
    this.selected = next;
  }

  #arrange(part: Partial<Layout>): void {
    views.arrange(this.kind, this.view?.id ?? '', part);
  }
}
