import { describe, expect, it } from 'vitest';
import { fittingColumns, template, visibleRange, type GridColumn } from '../../src/components/grid';

const column = (name: string, min: number, grow = 0): GridColumn => ({ name, label: name, min, grow, align: 'left', sortable: true });

describe('the grid', () => {
  it('draws a handful of rows out of a hundred thousand', () => {
    const [first, last] = visibleRange(46 * 50_000, 800, 46, 100_000);
    expect(first).toBeLessThanOrEqual(50_000);
    expect(last).toBeGreaterThanOrEqual(50_017);
    expect(last - first).toBeLessThan(40);
    expect(visibleRange(0, 800, 46, 3)).toEqual([0, 2]);
    expect(visibleRange(0, 800, 46, 0), 'an empty list draws nothing').toEqual([0, -1]);
  });

  it('leaves out the last columns first, never the name', () => {
    const columns = [column('name', 200, 3), column('value', 100), column('date', 100), column('tiny', 10)];
    expect(fittingColumns(columns, 310).map((one) => one.name), 'a later narrow column does not jump the queue').toEqual(['name', 'value']);
    expect(fittingColumns(columns, 50).map((one) => one.name)).toEqual(['name']);
    expect(template(columns.slice(0, 2))).toBe('minmax(200px, 3fr) 100px');
  });
});
