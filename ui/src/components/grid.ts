/** The arithmetic of a windowed grid: which rows are drawn and which columns fit. */

export interface GridColumn {
  name: string;
  label: string;
  /** Narrowest width in px at which the column is still worth showing. */
  min: number;
  /** Share of the room left over; 0 keeps the minimum. */
  grow: number;
  align: 'left' | 'right';
  sortable: boolean;
}

/** Rows drawn above and below what is seen, so that a quick scroll finds them there. */
const OVERSCAN = 8;

/** The first and last row to draw. */
export function visibleRange(scrollTop: number, height: number, rowHeight: number, total: number): [number, number] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN);
  const last = Math.min(total - 1, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN);
  return [first, last];
}

/** The columns that fit, in their order; the first one always stays. */
export function fittingColumns(columns: GridColumn[], width: number): GridColumn[] {
  let used = 0;
  return columns.filter((column, index) => {
    if (index > 0 && used + column.min > width) {
      used = Number.POSITIVE_INFINITY;
      return false;
    }
    used += column.min;
    return true;
  });
}

/** The grid's column template. */
export function template(columns: GridColumn[]): string {
  return columns.map((column) => (column.grow > 0 ? `minmax(${column.min}px, ${column.grow}fr)` : `${column.min}px`)).join(' ');
}
