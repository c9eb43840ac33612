/** What a windowed grid is told and asks, and its arithmetic: which rows are drawn, which columns fit, and where a dragged column lands. */
import type { Snippet } from 'svelte';

/** A column that sorts. */
export interface GridSort {
  name: string;
  descending: boolean;
}

export interface GridColumn {
  name: string;
  label: string;
  /** Narrowest width in px at which the column is still worth showing. */
  min: number;
  /** Share of the room left over; 0 keeps the minimum. */
  grow: number;
  align: 'left' | 'right';
  sortable: boolean;
  /** The width the person gave it, in px. */
  width?: number;
}

/** A cell that is only words, with what is told of it at the pointer. */
export interface CellWords {
  text: string;
  title?: string;
  tone?: 'quiet' | 'late';
}

/** What a cell editor says when it is left: stay in the row, or go on to the next or the previous cell. */
export type EditEnd = (then: 'stay' | 'next' | 'previous') => void;

/** Where a list was left, so that coming back finds it there. */
export interface GridPlace {
  top: number;
  cursor: number;
}

/** What a list asks of the screen it is in, and what it tells it. */
export interface GridProps<R extends { id: string }> {
  label: string;
  rows: ReadonlyMap<number, R>;
  total: number;
  /** Changes when the list answers another question; the grid then returns to its top. */
  version: number;
  columns: GridColumn[];
  rowHeight: number;
  sort: GridSort[];
  selected: ReadonlySet<string>;
  /** How much of the grid's foot something else lies over, in px; the row of the keys is never under it. */
  covered?: number;
  /** The record open beside the grid. */
  openId: string | null;
  singleKeys: boolean;
  cell: Snippet<[R, GridColumn]>;
  /** How to say the cells of a column that are only words, as most are: they need one element instead of those of `cell`, and the grid asks a whole row at once. */
  words?: (column: GridColumn) => ((row: R) => CellWords) | null;
  rowLabel: (row: R) => string;
  /** Where the list was left, and where it is now. */
  place?: GridPlace;
  onplace?: (place: GridPlace) => void;
  /** Rows to have ready, and how many of them are drawn at once. */
  onlook: (first: number, last: number, drawn: number) => void;
  onopen: (row: R) => void;
  onselect: (ids: string[], on: boolean) => void;
  /** Selects from one position to another, and besides these rows nothing but what is kept. */
  onrange: (first: number, last: number, kept: ReadonlySet<string>) => void;
  onselectall: (on: boolean) => void;
  onsort: (name: string, descending?: boolean, also?: boolean) => void;
  onorder?: (names: string[]) => void;
  onhide?: (name: string) => void;
  onresize?: (name: string, width: number | null) => void;
  /** Whether a value can be changed in its place, and the input that does it. */
  editable?: (row: R, column: GridColumn) => boolean;
  editor?: Snippet<[R, GridColumn, EditEnd]>;
  oncopy?: (row: R | undefined, columns: GridColumn[]) => void;
  onkey?: (event: KeyboardEvent, row: R | undefined) => void;
  onmenu?: (row: R, x: number, y: number) => void;
}

/** Rows drawn above and below what is seen, so that a quick scroll finds them there. */
const OVERSCAN = 5;
/** No column gets narrower or wider than this by dragging. */
const NARROWEST = 56;
const WIDEST = 900;

/**
 * The first and last row to draw. However far the list is scrolled and however short it is, it is the same number of
 * rows: with another number `recycled` would hand every row to other elements, and a list that gets short while
 * somebody types would make all its elements anew when it gets long again. Rows past the end are kept out of sight.
 * Unless `ample`, only what is seen.
 */
export function visibleRange(scrollTop: number, height: number, rowHeight: number, total: number, ample = true): [number, number] {
  const more = ample ? OVERSCAN : 0;
  const count = Math.ceil(height / rowHeight) + 1 + 2 * more;
  const first = Math.max(0, Math.min(total - count, Math.floor(scrollTop / rowHeight) - more));
  return [first, first + count - 1];
}

/**
 * The positions to draw, ordered so that each keeps its place in the page while it stays in sight: a row that leaves
 * at one end hands its elements to the one that comes at the other, which costs far less than making new ones.
 */
export function recycled(first: number, last: number): number[] {
  const count = last - first + 1;
  if (count <= 0) return [];
  return Array.from({ length: count }, (_, slot) => first + ((slot - (first % count) + count) % count));
}

/** Where a record stands among the rows that are there. */
export function positionOf(rows: ReadonlyMap<number, { id: string }>, id: string): number | undefined {
  for (const [position, row] of rows) if (row.id === id) return position;
  return undefined;
}

function breadth(column: GridColumn): number {
  return column.width ?? column.min;
}

/** The columns that fit, in their order; the first one always stays. */
export function fittingColumns(columns: GridColumn[], width: number): GridColumn[] {
  let used = 0;
  return columns.filter((column, index) => {
    if (index > 0 && used + breadth(column) > width) {
      used = Number.POSITIVE_INFINITY;
      return false;
    }
    used += index === 0 ? Math.min(breadth(column), width) : breadth(column);
    return true;
  });
}

/** The grid's column template. */
export function template(columns: GridColumn[]): string {
  return columns.map((column) => (column.width !== undefined ? `${column.width}px` : column.grow > 0 ? `minmax(${column.min}px, ${column.grow}fr)` : `${column.min}px`)).join(' ');
}

/** A width within reason. */
export function clampWidth(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

/** The names with one of them moved to another place; the first name leads and never moves. */
export function moveName(names: string[], name: string, to: number): string[] {
  const from = names.indexOf(name);
  const place = Math.max(1, Math.min(names.length - 1, to));
  if (from < 1 || from === place) return names;
  const rest = names.filter((other) => other !== name);
  rest.splice(place, 0, name);
  return rest;
}

/** Before which column a drag at x would land: the index it takes among the columns, given their middles in order. */
export function dropIndex(middles: number[], x: number, rtl: boolean): number {
  const passed = middles.filter((middle) => (rtl ? x < middle : x > middle)).length;
  return Math.max(1, passed);
}
