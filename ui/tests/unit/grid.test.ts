import { describe, expect, it } from 'vitest';
import { fittingColumns, recycled, template, visibleRange, type GridColumn } from '../../src/components/grid';

const column = (name: string, min: number, grow = 0): GridColumn => ({ name, label: name, min, grow, align: 'left', sortable: true });

describe('the grid', () => {
  it('draws a handful of rows out of a hundred thousand', () => {
    const [first, last] = visibleRange(46 * 50_000, 800, 46, 100_000);
    expect(first).toBeLessThanOrEqual(50_000);
    expect(last).toBeGreaterThanOrEqual(50_017);
    expect(last - first).toBeLessThan(40);
    const all = visibleRange(0, 800, 46, 100_000);
    expect(visibleRange(0, 800, 46, 3), 'a list that gets short keeps its elements, so that typing on is quick').toEqual(all);
    expect(visibleRange(0, 800, 46, 0)).toEqual(all);
    const [top, bottom] = visibleRange(46 * 500, 800, 46, 100_000, false);
    expect([top, bottom >= 517, bottom < 520], 'before it is ample, what is seen and no more').toEqual([500, true, true]);
  });

  it('gives a row that is scrolled out to the one that comes in, and leaves all others alone', () => {
    const drawn = (top: number) => recycled(...visibleRange(top, 655, 46, 100_000));
    let before = drawn(46 * 1000);
    for (let top = 46 * 1000 + 10; top < 46 * 1010; top += 10) {
      const now = drawn(top);
      const changed = now.filter((position, slot) => position !== before[slot]).length;
      expect(changed, `at ${top} px: every row drawn anew costs a frame`).toBeLessThanOrEqual(1);
      expect(now.length, 'the number of rows stays').toBe(before.length);
      before = now;
    }
    expect(drawn(0).length, 'at the top too, or the first scroll would draw everything anew').toBe(before.length);
  });

  it('leaves out the last columns first, never the name', () => {
    const columns = [column('name', 200, 3), column('value', 100), column('date', 100), column('tiny', 10)];
    expect(fittingColumns(columns, 310).map((one) => one.name), 'a later narrow column does not jump the queue').toEqual(['name', 'value']);
    expect(fittingColumns(columns, 50).map((one) => one.name)).toEqual(['name']);
    expect(template(columns.slice(0, 2))).toBe('minmax(200px, 3fr) 100px');
  });
});
