import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet, tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import DataGrid from '../../../src/components/DataGrid.svelte';

describe('a list', () => {
  interface Row { id: string; name: string }
  const COLUMNS = [{ name: 'name', label: 'Name', min: 100, grow: 1, align: 'left' as const, sortable: true }];
  const cell = createRawSnippet<[Row]>((row) => ({ render: () => `<span>${row().name}</span>` }));
  const rows = (prefix: string, count = 60) => new Map(Array.from({ length: count }, (_, index) => [index, { id: `${prefix}${index}`, name: `${prefix} ${index}` }]));
  const base = { label: 'Customers', total: 60, version: 1, columns: COLUMNS, rowHeight: 40, sort: [{ name: 'name', descending: false }], selected: new Set<string>(), openId: null, singleKeys: true, cell, rowLabel: (row: Row) => row.name, onlook: vi.fn(), onopen: vi.fn(), onselect: vi.fn(), onrange: vi.fn(), onselectall: vi.fn(), onsort: vi.fn() };

  it('shows a new answer where it is seen at once, and out of sight a moment later', async () => {
    vi.useFakeTimers();
    // The test page measures nothing, so only what lies at the very top counts as seen.
    const said = { ...base, words: () => (row: Row) => ({ text: row.name }) };
    const { rerender } = render(DataGrid<Row>, { ...said, rows: rows('Old') });
    await vi.advanceTimersByTimeAsync(1000);
    await rerender({ ...said, rows: rows('New'), version: 2 });
    const names = () => [...document.querySelectorAll('.body [data-cell]')].map((one) => one.textContent ?? '');
    expect(names()[0]).toBe('New 0');
    expect(names().at(-1), 'what nobody sees may wait').toMatch(/^Old/);
    await vi.advanceTimersByTimeAsync(1000);
    expect(names().every((name) => name.startsWith('New'))).toBe(true);
    vi.useRealTimers();
  });

  it('has a box to tick where one is or where somebody points, and ticks a row without one by a tap at its start', async () => {
    const onselect = vi.fn();
    const onopen = vi.fn();
    const { rerender } = render(DataGrid<Row>, { ...base, rows: rows('Row'), onselect, onopen });
    const boxes = () => screen.getAllByRole('checkbox').flatMap((box) => box.getAttribute('aria-label')?.match(/Select (Row .*)/)?.[1] ?? []);
    expect(boxes(), 'the row of the keys; boxes nobody sees would make each answer wait').toEqual(['Row 0']);
    const row = (index: number) => document.querySelector(`.body [aria-rowindex="${index + 2}"]`) as HTMLElement;
    await fireEvent.pointerOver(row(2));
    expect(boxes()).toEqual(['Row 0', 'Row 2']);
    await fireEvent.click(row(4).querySelector('.check') as HTMLElement);
    expect(onselect, 'a finger points at nothing before it taps').toHaveBeenCalledWith(['Row4'], true);
    expect(onopen).not.toHaveBeenCalled();
    await rerender({ ...base, rows: rows('Row'), onselect, onopen, selected: new Set(['Row3']) });
    expect(boxes()).toContain('Row 3');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select Row 3' }));
    expect(document.activeElement, 'the next arrow goes on from the row that was ticked').toBe(screen.getByRole('grid'));
    await userEvent.keyboard('{ArrowDown}');
    expect(document.querySelector('.row.keys')?.getAttribute('aria-rowindex')).toBe('6');
  });

  it('scrolled away from the row of the keys, has the box of its first row as soon as it rests', async () => {
    vi.useFakeTimers();
    render(DataGrid<Row>, { ...base, rows: rows('Row') });
    const body = document.querySelector('.body') as HTMLElement;
    const boxes = () => within(body).queryAllByRole('checkbox').map((box) => box.getAttribute('aria-label'));
    await vi.advanceTimersByTimeAsync(1000);
    body.scrollTop = 1400;
    await fireEvent.scroll(body);
    await vi.advanceTimersByTimeAsync(1000);
    expect(boxes(), 'a list in which nothing can be reached is read out as a picture').toEqual(['Select Row 30']);
    await fireEvent.keyDown(screen.getByRole('grid'), { key: 'ArrowDown' });
    await fireEvent.scroll(body);
    await vi.advanceTimersByTimeAsync(1000);
    expect(boxes(), 'the keys are where they were').toEqual(['Select Row 1']);
    vi.useRealTimers();
  });

  it('selects rows and not their words with Shift and the mouse', async () => {
    const onrange = vi.fn();
    render(DataGrid<Row>, { ...base, rows: rows('Row'), onrange });
    const row = document.querySelector('.body [aria-rowindex="5"]') as HTMLElement;
    expect(await fireEvent.mouseDown(row, { shiftKey: true }), 'the page would mark all words between').toBe(false);
    expect(document.activeElement).toBe(screen.getByRole('grid'));
    await fireEvent.click(row, { shiftKey: true });
    expect(onrange).toHaveBeenCalledWith(0, 3, new Set());
    await fireEvent.pointerOver(document.querySelector('.body [aria-rowindex="7"]') as HTMLElement);
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Row 5' }), { shiftKey: true });
    expect(onrange, 'a range ends at a box as anywhere in its row').toHaveBeenLastCalledWith(0, 5, new Set());
  });

  it('draws what is in sight first and more around it a moment later, or as soon as it is scrolled', async () => {
    vi.useFakeTimers();
    const drawn = () => document.querySelectorAll('.body [role=row]').length;
    const { unmount } = render(DataGrid<Row>, { ...base, rows: rows('Row') });
    const first = drawn();
    await vi.advanceTimersByTimeAsync(1000);
    expect(drawn(), 'a quick scroll finds rows above and below').toBe(first + 10);
    unmount();
    render(DataGrid<Row>, { ...base, rows: rows('Row') });
    await fireEvent.scroll(document.querySelector('.body') as HTMLElement);
    expect(drawn(), 'who scrolls at once does not see empty rows').toBe(first + 10);
    vi.useRealTimers();
  });

  it('shows which row has the keys while they are in the grid, and however they came there', async () => {
    render(DataGrid<Row>, { ...base, rows: rows('Row') });
    const grid = screen.getByRole('grid');
    const shown = () => document.querySelectorAll('.row.keys').length;
    expect(shown()).toBe(0);
    grid.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.querySelector('.row.keys')?.getAttribute('aria-rowindex')).toBe('3');
    grid.blur();
    await tick();
    expect(shown(), 'a row that looks as if it had the keys lies').toBe(0);
  });

  it('shows the row of the keys above what lies over its foot', async () => {
    const scrolled = async (covered: number) => {
      const { unmount } = render(DataGrid<Row>, { ...base, rows: rows('Row'), covered });
      screen.getByRole('grid').focus();
      await userEvent.keyboard('{End}');
      const to = (document.querySelector('.body') as HTMLElement).scrollTop;
      unmount();
      return to;
    };
    const free = await scrolled(0);
    expect(free).toBeGreaterThan(0);
    expect(await scrolled(84), 'the last row would be ticked unseen under the bar of the selection').toBe(free + 84);
  });

  it('keeps the keys on their record when the rows above it come and go', async () => {
    const opened = vi.fn();
    const { rerender } = render(DataGrid<Row>, { ...base, rows: rows('Row'), onopen: opened });
    screen.getByRole('grid').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const later = [{ id: 'new', name: 'Came in elsewhere' }, ...rows('Row').values()];
    await rerender({ ...base, rows: new Map(later.map((row, index) => [index, row])), total: 61, onopen: opened });
    await userEvent.keyboard('{Enter}');
    expect(opened, 'the next key would be done to somebody else').toHaveBeenLastCalledWith(expect.objectContaining({ id: 'Row2' }));
    const fewer = later.filter((row) => row.id !== 'Row2');
    await rerender({ ...base, rows: new Map(fewer.map((row, index) => [index, row])), total: 60, onopen: opened });
    await userEvent.keyboard('{Enter}');
    expect(opened, 'where the record is gone, the next one has the keys').toHaveBeenLastCalledWith(expect.objectContaining({ id: 'Row3' }));
  });

  it('tells again what is drawn when a new answer has come', async () => {
    const look = vi.fn();
    const { rerender } = render(DataGrid<Row>, { ...base, rows: rows('Old'), onlook: look });
    const before = look.mock.calls.length;
    await rerender({ ...base, rows: rows('New', 5), version: 2, onlook: look });
    expect(look.mock.calls.length, 'a tall window draws more rows than an answer begins with').toBeGreaterThan(before);
  });

  it('has the button of a row’s menu where the keys are', () => {
    render(DataGrid<Row>, { ...base, rows: rows('Row'), onmenu: vi.fn() });
    expect(screen.getAllByRole('button', { name: /What can be done with/, hidden: true }).length, 'one for the row in hand, none for the others').toBe(1);
  });

  it('comes back to the place it was left at, and never tells a place of its own before', async () => {
    const told = vi.fn();
    const left = { place: { top: 400, cursor: 12 }, onplace: (place: { top: number; cursor: number }) => { left.place = place; told(place); } };
    const { rerender } = render(DataGrid<Row>, { ...base, total: 0, version: 0, rows: new Map(), ...left });
    expect(told, 'the beginning would overwrite the place').not.toHaveBeenCalled();
    await rerender({ ...base, rows: rows('Row'), ...left });
    await waitFor(() => expect(document.querySelector('.body')?.scrollTop).toBe(400));
    await waitFor(() => expect(told).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: 12 })));
  });
});
