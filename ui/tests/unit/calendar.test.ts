import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Calendar from '../../src/components/Calendar.svelte';
import { daysOf, itemsOn, turned, weekOf, type CalendarItem } from '../../src/components/calendar';
import WaitingSign from '../../src/features/app/WaitingSign.svelte';
import { session } from '../../src/features/app/session.svelte';
import { followUpLook } from '../../src/features/follow_ups/look.svelte';
import { screenKeys } from '../../src/features/help/screenKeys.svelte';
import { go } from '../../src/navigation.svelte';
import { setLanguage } from '../../src/i18n';
import FollowUps from '../../src/screens/FollowUps.svelte';
import { useBackend, type Stand } from './backend';

const item = (id: string, day: string, time = ''): CalendarItem => ({ id, day, time, title: `Call ${id}`, detail: 'Anna', tone: 'plain' });

describe('the days of a calendar', () => {
  it('begin with the first day of the week of the place', () => {
    expect(weekOf('2026-11-22', 1), 'a Sunday belongs to the week of the Monday before').toBe('2026-11-16');
    expect(weekOf('2026-11-22', 0)).toBe('2026-11-22');
    expect(daysOf('month', '2026-11-22', 1)[0]).toBe('2026-10-26');
    expect(daysOf('month', '2026-11-22', 1)).toHaveLength(42);
    expect(daysOf('week', '2026-11-22', 1)).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
  });

  it('turn over the ends of months and years', () => {
    expect(turned('month', '2026-01-31', 1), 'there is no 31 February').toBe('2026-02-28');
    expect(turned('week', '2026-12-30', 1)).toBe('2027-01-06');
    expect(turned('month', '2026-01-15', -1)).toBe('2025-12-15');
  });

  it('list what has no time before what has one', () => {
    expect(itemsOn([item('b', '2026-11-21', '14:00'), item('c', '2026-11-21', '09:00'), item('a', '2026-11-21'), item('x', '2026-11-22')], '2026-11-21').map((one) => one.id)).toEqual(['a', 'c', 'b']);
    const again: CalendarItem = { ...item('Again', '2026-11-21'), tone: 'repeat' };
    expect(itemsOn([again, item('z', '2026-11-21')], '2026-11-21').map((one) => one.id), 'what will come again takes no room from what is open').toEqual(['z', 'Again']);
  });
});

function show(extra = {}) {
  const props = { label: 'Calendar', view: 'month' as const, anchor: '2026-11-21', today: '2026-11-21', items: [item('a', '2026-11-20')], onmove: vi.fn(), onopen: vi.fn(), oncreate: vi.fn(), onsay: vi.fn(), ...extra };
  render(Calendar, { props });
  return props;
}
const lifted = () => screen.getByRole('button', { name: /Call a/ });

describe('a calendar', () => {
  it('moves a thing to another day with the keys alone, and says so', async () => {
    const user = userEvent.setup();
    const props = show();
    lifted().focus();
    await user.keyboard(' {ArrowRight}{ArrowDown}');
    expect(props.onsay.mock.calls.at(-1)?.[0]).toContain('28 November');
    await user.keyboard(' ');
    expect(props.onmove).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }), '2026-11-28');
  });

  it('leaves it where it was on Esc', async () => {
    const user = userEvent.setup();
    const props = show();
    lifted().focus();
    await user.keyboard(' {ArrowRight}{Escape}');
    expect(props.onmove).not.toHaveBeenCalled();
    expect(props.onsay.mock.calls.at(-1)?.[0]).toContain('stays');
    await waitFor(() => expect(document.activeElement, 'the focus is back on what was lifted').toBe(lifted()));
  });

  it('moves a thing by pointer, and a press without a move still opens it', async () => {
    const props = show();
    const target = document.querySelector('[data-day="2026-11-25"]');
    document.elementFromPoint = () => target;
    await fireEvent.pointerDown(lifted(), { button: 0, clientX: 10, clientY: 10 });
    await fireEvent.pointerMove(window, { clientX: 60, clientY: 60 });
    await fireEvent.pointerUp(window);
    expect(props.onmove).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }), '2026-11-25');
    await new Promise((wake) => setTimeout(wake, 5));
    await fireEvent.click(lifted());
    expect(props.onopen).toHaveBeenCalledTimes(1);
  });

  it('is walked day by day, and a day begins something new', async () => {
    const user = userEvent.setup();
    const props = show();
    screen.getByRole('button', { name: /Saturday 21 November/ }).focus();
    await user.keyboard('{ArrowRight}{Enter}');
    expect(props.oncreate).toHaveBeenCalledWith('2026-11-22');
    await user.keyboard('{PageDown}');
    await waitFor(() => expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('December 2026'));
  });

  it('leads by Enter into what stands on a day, up and down through it, and back by Esc', async () => {
    const user = userEvent.setup();
    const props = show({ items: ['a', 'b', 'c', 'd', 'e'].map((id) => item(id, '2026-11-20')) });
    const day = screen.getByRole('button', { name: /Friday 20 November, 5/ });
    const at = () => (document.activeElement as HTMLElement).dataset.item;
    day.focus();
    await user.keyboard('{Enter}');
    expect(at(), 'what is there is read before anything is added').toBe('a');
    expect(props.oncreate).not.toHaveBeenCalled();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(at()).toBe('c');
    await user.keyboard('{ArrowUp}');
    expect(at()).toBe('b');
    await user.keyboard('{End}');
    expect(document.activeElement?.textContent, 'those without room are reached as well').toContain('2 more');
    await user.keyboard('{ArrowDown}{Home}{ArrowUp}');
    expect(at(), 'at its ends it stays within the day').toBe('a');
    await user.keyboard('{Enter}');
    expect(props.onopen).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(day);
    await user.keyboard('{ArrowRight}{Enter}');
    expect(props.oncreate, 'on an empty day Enter begins something new').toHaveBeenCalledWith('2026-11-21');
  });

  it('leaves Esc to what is open beside it', async () => {
    const user = userEvent.setup();
    const heard = vi.fn();
    show({ beside: true });
    window.addEventListener('keydown', heard);
    lifted().focus();
    await user.keyboard('{Escape}');
    window.removeEventListener('keydown', heard);
    expect(document.activeElement, 'one Esc closes what is open, the next leads to the day').toBe(lifted());
    expect(heard.mock.calls[0]?.[0].defaultPrevented).toBe(false);
  });

  it('says nothing about a day that is not known yet', () => {
    show({ known: null, items: [] });
    expect(screen.queryByRole('button', { name: /nothing/ }), 'an empty day is a promise that one may rest').toBeNull();
    expect(screen.getByRole('group', { name: 'Calendar' }).getAttribute('aria-busy')).toBe('true');
    cleanup();
    show({ known: { from: '2026-10-26', to: '2026-12-06' }, items: [] });
    expect(screen.getAllByRole('button', { name: /nothing/ })).toHaveLength(42);
  });

  it('names as many things as a day has room for and counts only the others, with their names at hand', () => {
    show({ items: ['a', 'b', 'c', 'd', 'e'].map((id) => item(id, '2026-11-20')) });
    const cell = document.querySelector('[data-day="2026-11-20"]') as HTMLElement;
    expect(cell.querySelectorAll('[data-item]').length, 'the count takes no room from a name').toBe(3);
    const rest = within(cell).getByRole('button', { name: '2 more' });
    expect(rest.title).toBe('Call d · Anna\nCall e · Anna');
  });

  it('lets the keys go along with a thing that is made anew on another day, and stay on the day of one that goes', async () => {
    const props = { label: 'Calendar', view: 'month' as const, anchor: '2026-11-21', today: '2026-11-21', onmove: vi.fn(), onopen: vi.fn(), oncreate: vi.fn(), onsay: vi.fn() };
    const { rerender } = render(Calendar, { props: { ...props, items: [item('a', '2026-11-20')] } });
    lifted().focus();
    await rerender({ items: [item('a', '2026-11-27')] });
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.item, 'undone or moved elsewhere, it is the same thing').toBe('a'));
    await rerender({ items: [] });
    await waitFor(() => expect(document.activeElement?.closest<HTMLElement>('[data-day]')?.dataset.day).toBe('2026-11-27'));
    await rerender({ items: [item('a', '2026-11-27')] });
    expect(document.activeElement?.closest<HTMLElement>('[data-day]')?.dataset.day, 'what comes back takes no keys from where they are').toBe('2026-11-27');
  });

  it('begins the week on Sunday where people do', () => {
    setLanguage('en', 'US');
    show({ view: 'week' });
    expect(screen.getAllByRole('columnheader')[0]?.textContent).toBe('Sun');
  });
});

describe('follow-ups in the calendar', () => {
  let stand: Stand;
  beforeEach(async () => {
    stand = useBackend();
    await session.load();
    go({ screen: 'follow-ups' });
    followUpLook.look = 'calendar';
    followUpLook.view = 'week';
  });

  it('say that they are on their way as long as the core has not answered', async () => {
    vi.useFakeTimers();
    try {
      let answer: (reply: unknown) => void = () => undefined;
      const empty = { rows: [], titles: {}, total: 0 };
      stand.answer('records.list', () => new Promise((resolve) => (answer = resolve)));
      render(WaitingSign);
      render(FollowUps);
      await vi.advanceTimersByTimeAsync(200);
      expect(screen.queryByText('One moment…'), 'what comes at once needs no words').toBeNull();
      await vi.advanceTimersByTimeAsync(200);
      expect(screen.getByText('One moment…')).toBeTruthy();
      expect(screen.queryByRole('button', { name: /nothing/ })).toBeNull();
      stand.answer('records.list', () => empty);
      answer(empty);
      go({ screen: 'follow-ups', params: {} });
      await vi.advanceTimersByTimeAsync(50);
      cleanup();
      await vi.advanceTimersByTimeAsync(50);
    } finally {
      vi.useRealTimers();
    }
  });

  it('turn to today with T, and the keys go along', async () => {
    const user = userEvent.setup();
    render(FollowUps);
    await screen.findByRole('region', { name: 'Overdue' });
    document.querySelector<HTMLElement>(`[data-day="${session.today}"] .day`)?.focus();
    await user.keyboard('{PageDown}{PageDown}');
    await waitFor(() => expect(document.querySelector(`[data-day="${session.today}"]`)).toBeNull());
    await user.keyboard('t');
    await waitFor(() => expect((document.activeElement?.closest('[data-day]') as HTMLElement | null)?.dataset.day, 'the arrows go on from there').toBe(session.today));
    expect(screenKeys.list.some((key) => key.keys.includes('ArrowLeft')), 'the list of keys names the arrows').toBe(true);
  });

  it('begin on the day with N, also where Enter leads to what stands on it', async () => {
    const user = userEvent.setup();
    render(FollowUps);
    await screen.findByRole('region', { name: 'Overdue' });
    const day = document.querySelector<HTMLElement>(`[data-day="${session.today}"] .day`);
    await waitFor(() => expect(document.querySelector(`[data-day="${session.today}"] [data-item]`)).not.toBeNull());
    day?.focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement?.closest<HTMLElement>('[data-item]'), 'the day is not empty').not.toBeNull();
    expect(screenKeys.list.map((key) => key.shown ?? key.keys[0]), 'the list of keys names both').toEqual(expect.arrayContaining(['Enter', 'N']));
    await user.keyboard('{Escape}n');
    await waitFor(() => expect(location.hash).toContain(`dueDate=${session.today}`));
    go({ screen: 'follow-ups' });
  });

  it('turn the page from the switch that led here as well', async () => {
    const user = userEvent.setup();
    followUpLook.look = 'list';
    render(FollowUps);
    (await screen.findByRole('radio', { name: 'List' })).focus();
    await user.keyboard('{ArrowRight}');
    await screen.findByRole('region', { name: 'Overdue' });
    expect(document.activeElement, 'the keys stay at the switch').toBe(screen.getByRole('radio', { name: 'Calendar' }));
    await user.keyboard('{PageDown}');
    await waitFor(() => expect(document.querySelector(`[data-day="${session.today}"]`)).toBeNull());
    expect(document.activeElement, 'and are not taken away by the new page').toBe(screen.getByRole('radio', { name: 'Calendar' }));
  });

  it('show where a series goes on, which leads to the one to be done now and is moved by nobody', async () => {
    const user = userEvent.setup();
    const series = stand.backend.data.follow_up?.find((one) => one.dueDate === session.today) as { id: string; recurrence: string };
    series.recurrence = 'FREQ=WEEKLY';
    followUpLook.view = 'agenda';
    render(FollowUps);
    const next = await screen.findByRole('button', { name: /repeats$/ });
    expect(next.title, 'whoever only looks is told too').toMatch(/ · repeats$/);
    next.focus();
    await user.keyboard(' ');
    expect(screen.queryByText(/lifted from/), 'only the open one can be moved').toBeNull();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash, 'the open one can be done').toContain(series.id));
    go({ screen: 'follow-ups' });
    followUpLook.view = 'week';
  });

  it('show what is overdue beside the days, and a refused move goes back', async () => {
    const user = userEvent.setup();
    render(FollowUps);
    const late = await screen.findByRole('region', { name: 'Overdue' });
    const chip = within(late).getAllByRole('button')[0] as HTMLElement;
    const id = chip.dataset.item;
    stand.answer('followUps.postpone', () => {
      throw { code: 'conflict', message: 'Somebody else has just finished it.' };
    });
    chip.focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement, 'many late ones are not one Tab each').toBe(within(late).getAllByRole('button')[1]);
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(document.activeElement?.closest('[data-day]'), 'sideways are the days').not.toBeNull());
    chip.focus();
    await user.keyboard(' {ArrowRight} ');
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'followUps.postpone')?.payload.id).toBe(id));
    await waitFor(() => expect(within(screen.getByRole('region', { name: 'Overdue' })).getAllByRole('button').map((one) => one.dataset.item), 'it is back where it was').toContain(id));
    followUpLook.look = 'list';
  });
});
