import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import Board from '../../src/components/Board.svelte';
import ErrorState from '../../src/components/ErrorState.svelte';
import Kpi from '../../src/components/Kpi.svelte';
import Progress from '../../src/components/Progress.svelte';
import Check from '@lucide/svelte/icons/check';
import Timeline from '../../src/components/Timeline.svelte';
import { stepped, withCardAt, type BoardColumn } from '../../src/components/board';

const card = (id: string) => ({ id, title: `Deal ${id}`, detail: 'Anna', foot: '€10' });
const COLUMNS: BoardColumn[] = [
  { id: 'new', title: 'New', sum: '€20', cards: [card('a'), card('b')] },
  { id: 'won', title: 'Won', sum: '€10', cards: [card('c')] },
];

function show() {
  const props = { label: 'Deals', columns: COLUMNS, onmove: vi.fn(), onopen: vi.fn(), onsay: vi.fn() };
  render(Board, props);
  return props;
}
const deal = (id: string) => screen.getByRole('button', { name: new RegExp(`Deal ${id}`) });

describe('a board', () => {
  it('moves a card with the keys alone, in one write, and says each step', async () => {
    const user = userEvent.setup();
    const props = show();
    deal('a').focus();
    await user.keyboard(' {ArrowRight}{ArrowDown}');
    expect(props.onmove, 'nothing is written while the card is in the hand').not.toHaveBeenCalled();
    expect(props.onsay.mock.calls.at(-1)?.[0]).toBe('Deal a over Won, position 2 of 2.');
    await user.keyboard(' ');
    expect(props.onmove).toHaveBeenCalledTimes(1);
    expect(props.onmove).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }), { column: 'won', position: 1 });
  });

  it('says the whole name of a column on hover, since a narrow window cuts it', () => {
    show();
    expect(screen.getByRole('heading', { name: 'Won' }).title).toBe('Won');
  });

  it('lets go on Esc, and walks with the arrows when nothing is lifted', async () => {
    const user = userEvent.setup();
    const props = show();
    deal('a').focus();
    await user.keyboard(' {ArrowRight}{Escape}');
    expect(props.onmove).not.toHaveBeenCalled();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(deal('b'));
    await user.keyboard('{Enter}');
    expect(props.onopen).toHaveBeenCalledWith(expect.objectContaining({ id: 'b' }));
  });

  it('walks with J and K too, and leaves keys with Ctrl or Alt to the window', async () => {
    const user = userEvent.setup();
    show();
    deal('a').focus();
    await user.keyboard('j');
    expect(document.activeElement).toBe(deal('b'));
    await user.keyboard('k');
    expect(document.activeElement).toBe(deal('a'));
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(document.activeElement, 'Alt and an arrow go back or forward').toBe(deal('a'));
  });

  it('keeps the keys on a card that Undo moves back, and gives them to the next one when it is gone', async () => {
    const props = { label: 'Deals', onmove: vi.fn(), onopen: vi.fn(), onsay: vi.fn() };
    const { rerender } = render(Board, { ...props, columns: COLUMNS });
    deal('a').focus();
    await rerender({ ...props, columns: withCardAt(COLUMNS, 'a', { column: 'won', position: 0 }) });
    await waitFor(() => expect(document.activeElement, 'whoever works with the keys is not thrown out of the board').toBe(deal('a')));
    await rerender({ ...props, columns: COLUMNS.map((column) => ({ ...column, cards: column.cards.filter((one) => one.id !== 'a') })) });
    await waitFor(() => expect(document.activeElement, 'what lies in its place is next').toBe(deal('c')));
  });

  it('takes no keys from somebody who is elsewhere', async () => {
    const props = { label: 'Deals', onmove: vi.fn(), onopen: vi.fn(), onsay: vi.fn() };
    const { rerender } = render(Board, { ...props, columns: COLUMNS });
    deal('a').focus();
    await fireEvent.pointerDown(document.body);
    deal('a').blur();
    await rerender({ ...props, columns: withCardAt(COLUMNS, 'a', { column: 'won', position: 0 }) });
    await new Promise((done) => setTimeout(done));
    expect(document.activeElement).toBe(document.body);
  });

  it('counts a card where it is seen', () => {
    const [from, to] = withCardAt(COLUMNS.map((column) => ({ ...column, count: 40 })), 'a', { column: 'won', position: 0 });
    expect([from?.count, to?.count]).toEqual([39, 41]);
  });

  it('moves only from column to column where the cards have an order of their own', async () => {
    const user = userEvent.setup();
    const props = { label: 'Deals', columns: COLUMNS, ordered: false, onmove: vi.fn(), onopen: vi.fn(), onsay: vi.fn(), onkey: vi.fn() };
    render(Board, props);
    deal('a').focus();
    await user.keyboard(' {ArrowDown} ');
    expect(props.onmove, 'a place that would not last is not offered').not.toHaveBeenCalled();
    await user.keyboard(' {ArrowRight} ');
    expect(props.onmove).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }), expect.objectContaining({ column: 'won' }));
    await user.keyboard('m');
    expect(props.onkey, 'keys the board has no use for are its owner’s').toHaveBeenCalled();
  });

  it('says where a card is, not where it was meant to be', async () => {
    const user = userEvent.setup();
    const said = vi.fn();
    render(Board, { label: 'Orders', columns: COLUMNS, onmove: () => Promise.resolve(false), onopen: vi.fn(), onsay: said });
    deal('a').focus();
    await user.keyboard(' {ArrowRight} ');
    await waitFor(() => expect(said).toHaveBeenLastCalledWith(expect.stringContaining('stays where it was')));
  });

  it('says how many a column holds, also those that are not shown', () => {
    render(Board, { label: 'Deals', columns: [{ ...(COLUMNS[0] as BoardColumn), count: 40, more: '38 more' }], onmove: vi.fn(), onopen: vi.fn(), onsay: vi.fn() });
    expect(screen.getByRole('region', { name: 'New, 40 cards, €20' }).textContent).toContain('38 more');
  });

  it('moves a card by pointer to where it is dropped', async () => {
    const props = show();
    document.elementFromPoint = () => deal('c');
    await fireEvent.pointerDown(deal('b'), { button: 0, clientX: 5, clientY: 5 });
    await fireEvent.pointerMove(window, { clientX: 80, clientY: 5 });
    await fireEvent.pointerUp(window);
    expect(props.onmove, 'before the card under the pointer').toHaveBeenCalledWith(expect.objectContaining({ id: 'b' }), { column: 'won', position: 0 });
  });

  it('never steps outside', () => {
    expect(stepped(COLUMNS, { column: 'won', position: 0 }, 'a', 1, -1)).toEqual({ column: 'won', position: 0 });
    expect(withCardAt(COLUMNS, 'a', { column: 'won', position: 9 })[1]?.cards.map((one) => one.id)).toEqual(['c', 'a']);
  });
});

describe('small parts', () => {
  it('offer to try again after an error, and to cancel long work', async () => {
    const user = userEvent.setup();
    const retry = vi.fn();
    const cancel = vi.fn();
    render(ErrorState, { title: 'This could not be read', text: 'The disk did not answer.', onretry: retry });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    render(Progress, { label: 'Importing', done: 20, total: 100, oncancel: cancel });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('20');
    await user.click(screen.getByRole('button', { name: 'Cancel Importing' }));
    expect([retry.mock.calls.length, cancel.mock.calls.length]).toEqual([1, 1]);
  });

  it('say a trend with an arrow, and a month over what happened in it', () => {
    render(Kpi, { label: 'Sales', value: '€10', note: 'last week €8', trend: 'up' });
    expect(document.querySelector('.note svg')).not.toBeNull();
    render(Timeline, { label: 'Timeline', entries: [{ key: '1', day: '2026-11-02', icon: Check, tone: 'info', title: 'Called' }] });
    expect(screen.getByRole('heading', { name: 'November 2026' })).toBeTruthy();
  });
});
