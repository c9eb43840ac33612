/** Follow-ups that come by themselves: repetitions, reminders, snoozing, tracks. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announce } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import RecurrenceInput from '../../src/features/follow_ups/RecurrenceInput.svelte';
import { afterDone, nthWeekday, recurrenceLabel, writeAfterDone, writeNthWeekday } from '../../src/features/follow_ups/recurrence';
import { reminderLabel, snoozeTimes } from '../../src/features/follow_ups/reminders';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import Notices from '../../src/features/reminders/Notices.svelte';
import { due } from '../../src/features/reminders/due.svelte';
import RunningTracks from '../../src/features/tracks/RunningTracks.svelte';
import { go } from '../../src/navigation.svelte';
import Tracks from '../../src/screens/Tracks.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  due.list = [];
  await session.load();
});
const called = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);

describe('a rule of repetition', () => {
  it('is written and read back the same', () => {
    expect(afterDone(writeAfterDone({ count: 30, unit: 'DAILY' }))).toEqual({ count: 30, unit: 'DAILY' });
    expect(nthWeekday(writeNthWeekday({ nth: -1, day: 'FR' }))).toEqual({ nth: -1, day: 'FR' });
    expect(afterDone('FREQ=DAILY;INTERVAL=30'), 'by the calendar is something else').toBeNull();
  });

  it('is said in words', () => {
    expect(recurrenceLabel('FREQ=DAILY;INTERVAL=30;X-FROM=DONE')).toBe('30 days after it was done');
    expect(recurrenceLabel('FREQ=MONTHLY;BYDAY=2TU')).toBe('every month on the 2nd Tuesday');
    expect(recurrenceLabel('FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('on the last day of every month');
    expect(recurrenceLabel('FREQ=WEEKLY;INTERVAL=3')).toBe('every 3 weeks');
    expect(recurrenceLabel('FREQ=YEARLY')).toBe('every year');
    expect(recurrenceLabel('FREQ=WEEKLY;WKST=MO;BYDAY=MO,TH'), 'as other calendars write it').toBe('every week on Monday and Thursday');
  });

  it('is put together without knowing how it is written', async () => {
    const user = userEvent.setup();
    const change = vi.fn();
    const { rerender } = render(RecurrenceInput, { label: 'Repeats', value: '', onchange: change });
    await user.selectOptions(screen.getByLabelText('Repeats'), 'so long after it was done…');
    expect(change).toHaveBeenLastCalledWith('FREQ=DAILY;INTERVAL=30;X-FROM=DONE');
    await rerender({ value: 'FREQ=DAILY;INTERVAL=30;X-FROM=DONE' });
    await user.selectOptions(screen.getByLabelText('Of what'), 'weeks after done');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;INTERVAL=30;X-FROM=DONE');
  });

  it('takes a number that is typed anew as it is typed, and never another one instead', async () => {
    const user = userEvent.setup();
    const change = vi.fn((value: string) => void form.rerender({ value }));
    const form = render(RecurrenceInput, { label: 'Repeats', value: '', onchange: change });
    await user.selectOptions(screen.getByLabelText('Repeats'), 'every so many days, weeks, months…');
    const count = await screen.findByLabelText('How many');
    await user.clear(count);
    expect(screen.getByText(/has to be a whole number/)).toBeTruthy();
    await user.type(count, '2');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;INTERVAL=2');
    expect(screen.getByLabelText('How many'), 'one of the usual, but the field stays while it is typed').toBe(count);
    await user.type(count, '5');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;INTERVAL=25');
    await user.clear(count);
    await user.type(count, '1.5');
    expect(change, 'the core refuses what is no count; it is not rounded in silence').toHaveBeenLastCalledWith('FREQ=WEEKLY;INTERVAL=1.5');
    expect(screen.getByText(/has to be a whole number/)).toBeTruthy();
  });
});

describe('reminders', () => {
  it('are chosen by words in the form', async () => {
    const user = userEvent.setup();
    render(RecordForm, { kind: 'follow_up', record: null, initial: { subject: 'Call', dueDate: '2026-11-30' }, onsaved: vi.fn(), oncancel: vi.fn() });
    await user.click(screen.getByLabelText('1 hour before'));
    await user.click(screen.getByLabelText('1 day before'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(called('records.save').at(-1)).toMatchObject({ values: { reminders: [{ minutesBefore: 60 }, { minutesBefore: 1440 }] } }));
    expect(reminderLabel(10_080)).toBe('1 week before');
  });

  it('can be put off to a time that is still to come', () => {
    const night = new Date(2026, 10, 22, 23, 30);
    const times = snoozeTimes(night);
    expect(times.every((one) => one.until > night)).toBe(true);
    expect(times.map((one) => one.label), 'late at night there is no evening left').not.toContain('This evening');
    expect(times.at(-1)?.until.getDay()).toBe(1);
  });

  it('stand in the window until somebody has seen to them', async () => {
    const user = userEvent.setup();
    const item = stand.backend.data.follow_up?.[0] as { id: string; subject: string };
    let standing = true;
    const reminder = () => ({ id: item.id, at: '2026-11-21T09:00:00Z', subject: item.subject, customer: 'Anna', dueDate: '2026-11-21', dueTime: '' });
    stand.answer('reminders.news', () => ({ reminders: [reminder()] }));
    stand.answer('reminders.standing', () => ({ reminders: standing ? [reminder()] : [] }));
    stand.answer('reminders.dismiss', () => { standing = false; return {}; });
    const desktop = vi.fn(() => ({ shown: true }));
    stand.answer('window.notify', desktop);
    await due.ask();
    render(Notices);
    const notice = screen.getByRole('region', { name: 'Reminders' });
    expect(notice.textContent).toContain(item.subject);
    expect(desktop.mock.calls, 'with whom it is about and when it is due').toMatchObject([[{ title: item.subject, text: 'Anna · Today' }]]);
    await user.click(within(notice).getByRole('button', { name: /Remind later/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Tomorrow morning' }));
    await waitFor(() => expect(called('followUps.snooze')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Reminders' })).toBeNull());
  });

  it('seen to in one window are gone from the others', async () => {
    const reminder = { id: 'a', at: '2026-11-21T09:00:00Z', subject: 'Call', customer: '', dueDate: '2026-11-21', dueTime: '' };
    let standing = [reminder];
    stand.answer('reminders.standing', () => ({ reminders: standing }));
    const stop = due.follow();
    await waitFor(() => expect(due.list).toHaveLength(1));
    standing = [];
    announce({ type: 'reminders' });
    await waitFor(() => expect(due.list).toEqual([]));
    stop();
  });
});

describe('a track', () => {
  it('is started at a customer and stopped again', async () => {
    const user = userEvent.setup();
    const customer = stand.backend.data.customer?.[0] as { id: string };
    stand.answer('records.list', (payload) => {
      const rows = payload.kind === 'track' ? stand.backend.data.track : (stand.backend.data.follow_up ?? []).filter((item) => item.customerId === customer.id && item.trackId !== null && item.done !== true);
      return { rows, total: rows?.length ?? 0, titles: {}, seq: 1 };
    });
    const { unmount } = render(RunningTracks, { customerId: customer.id });
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    await user.click(await screen.findByRole('menuitem', { name: 'After a quote' }));
    await waitFor(() => expect(called('tracks.start')).toEqual([{ trackId: 'track-0', customerId: customer.id }]));
    unmount();
    render(RunningTracks, { customerId: customer.id });
    expect(await screen.findByText('step 1 of 3')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(called('tracks.stop')[0]).toMatchObject({ trackId: 'track-0', outcome: 'Stopped by hand' }));
  });

  it('says of each step for whom it is, in words', async () => {
    go({ screen: 'tracks', id: 'track-0' });
    render(Tracks);
    expect(await screen.findByText(/only if Sales is 0/)).toBeTruthy();
  });

  it('is written step by step, and it is said what a condition means', async () => {
    const user = userEvent.setup();
    go({ screen: 'tracks', mode: 'new' });
    render(Tracks);
    await user.type(await screen.findByLabelText(/^Name/), 'After the fair');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    await user.type(screen.getByLabelText('Step 1: what'), 'Write a card');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    await user.type(screen.getByLabelText('Step 2: what'), 'Call');
    await user.click(screen.getByRole('button', { name: 'Move Call up' }));
    await user.type(screen.getAllByLabelText('Only if')[0] as HTMLElement, 'tier = A');
    await user.tab();
    expect(await screen.findByText('Tier is A')).toBeTruthy();
    const days = screen.getAllByLabelText('After days')[1] as HTMLElement;
    await user.clear(days);
    await user.type(days, '14');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(called('records.save').at(-1)).toMatchObject({ kind: 'track', values: { name: 'After the fair', steps: [{ subject: 'Call', onlyIf: 'tier = A' }, { subject: 'Write a card', afterDays: 14 }] } }));
  });
});
