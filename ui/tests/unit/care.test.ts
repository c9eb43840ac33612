/** Follow-ups that come by themselves: repetitions, reminders, snoozing, tracks. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announce } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import RecurrenceInput from '../../src/features/follow_ups/RecurrenceInput.svelte';
import { endOf, nthOf, readRule, recurrenceLabel, withEnd, withoutEnd, writeRule } from '../../src/features/follow_ups/recurrence';
import { reminderLabel, snoozeTimes } from '../../src/features/follow_ups/reminders';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import Notices from '../../src/features/reminders/Notices.svelte';
import { due } from '../../src/features/reminders/due.svelte';
import { placeOf } from '../../src/features/tracks/place';
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
  const RULES = ['FREQ=DAILY;INTERVAL=30;X-FROM=DONE', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', 'FREQ=YEARLY;INTERVAL=2'];

  it.each(RULES)('%s is written as it was read, whatever its end', (rule) => {
    for (const end of [{ kind: 'never' }, { kind: 'day', day: '2027-03-31' }, { kind: 'times', times: 5 }] as const) {
      const whole = withEnd(rule, end);
      const read = readRule(whole);
      expect(read === null ? null : writeRule(read), 'what is shown in the form is what is kept').toBe(rule);
      expect(endOf(whole)).toEqual(end);
      expect(withoutEnd(whole)).toBe(rule);
    }
  });

  it('is left alone when it is made otherwise than the form can show', () => {
    for (const rule of ['FREQ=YEARLY;BYMONTH=3;BYDAY=1SU', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'FREQ=WEEKLY;BYDAY=MO;X-FROM=DONE']) {
      expect(readRule(rule), rule).toBeNull();
    }
    expect(endOf('RRULE:FREQ=DAILY;UNTIL=20261231T225959Z'), 'as other calendars write it').toEqual({ kind: 'day', day: '2026-12-31' });
    expect(withEnd('FREQ=DAILY;COUNT=3', { kind: 'day', day: '2026-12-31' }), 'a rule has one end').toBe('FREQ=DAILY;UNTIL=20261231');
  });

  it('is said in words', () => {
    expect(recurrenceLabel('FREQ=DAILY;INTERVAL=30;X-FROM=DONE')).toBe('30 days after it was done');
    expect(recurrenceLabel('FREQ=MONTHLY;BYDAY=2TU')).toBe('every month on the 2nd Tuesday');
    expect(recurrenceLabel('FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR')).toBe('every 2 months on the last Friday');
    expect(recurrenceLabel('FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('on the last day of every month');
    expect(recurrenceLabel('FREQ=MONTHLY;BYMONTHDAY=23')).toBe('every month on the 23rd');
    expect(recurrenceLabel('FREQ=WEEKLY;INTERVAL=3')).toBe('every 3 weeks');
    expect(recurrenceLabel('FREQ=YEARLY')).toBe('every year');
    expect(recurrenceLabel('FREQ=WEEKLY;WKST=MO;BYDAY=MO,TH'), 'as other calendars write it').toBe('every week on Monday and Thursday');
    expect(recurrenceLabel('FREQ=WEEKLY;UNTIL=20261231T225959Z')).toBe('every week, until 31 Dec 2026');
    expect(recurrenceLabel('FREQ=WEEKLY;COUNT=4')).toBe('every week, 4 times');
    expect(recurrenceLabel('FREQ=WEEKLY;COUNT=1')).toBe('every week, this time being the last');
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

  it('begins on the day that the follow-up is due, so that the first one fits its own rule', async () => {
    const user = userEvent.setup();
    const change = vi.fn();
    render(RecurrenceInput, { label: 'Repeats', value: '', day: '2026-11-24', onchange: change });
    await user.selectOptions(screen.getByLabelText('Repeats'), 'days');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;BYDAY=TU');
    await user.selectOptions(screen.getByLabelText('Repeats'), 'nth');
    expect(change).toHaveBeenLastCalledWith('FREQ=MONTHLY;BYDAY=4TU');
    expect(nthOf('2026-12-31'), 'a fifth one there is not every month').toEqual({ nth: -1, day: 'TH' });
    expect(nthOf('2026-12-01')).toEqual({ nth: 1, day: 'TU' });
  });

  it('takes an end, and keeps it when how often is chosen anew', async () => {
    const user = userEvent.setup();
    const change = vi.fn((value: string) => void form.rerender({ value }));
    const form = render(RecurrenceInput, { label: 'Repeats', value: '', onchange: change });
    expect(screen.queryByLabelText('Ends'), 'what comes once has no end').toBeNull();
    await user.selectOptions(screen.getByLabelText('Repeats'), 'every week');
    await user.selectOptions(await screen.findByLabelText('Ends'), 'after so many…');
    const times = await screen.findByLabelText('How many times');
    await user.clear(times);
    expect(screen.getByText(/How many times has to be/)).toBeTruthy();
    await user.type(times, '6');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;COUNT=6');
    await user.selectOptions(screen.getByLabelText('Repeats'), 'on certain days of the week…');
    const days = within(screen.getByRole('group', { name: 'Days of the week' }));
    for (const box of days.getAllByRole<HTMLInputElement>('checkbox')) if (box.checked) await user.click(box);
    expect(screen.getByText('Choose at least one day of the week.')).toBeTruthy();
    await user.click(days.getByLabelText('Thu'));
    await user.click(days.getByLabelText('Mon'));
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6');
    expect(screen.getByText('It comes every week on Monday and Thursday, 6 times.'), 'said in one sentence').toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Ends'), 'on a day…');
    const last = screen.getByLabelText('Last day');
    await user.clear(last);
    await user.type(last, '31.3.2027');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270331');
    await user.selectOptions(screen.getByLabelText('Ends'), 'never');
    expect(change).toHaveBeenLastCalledWith('FREQ=WEEKLY;BYDAY=MO,TH');
  });

  it('changes between a day of the month and its weekdays', async () => {
    const user = userEvent.setup();
    const change = vi.fn((value: string) => void form.rerender({ value }));
    const form = render(RecurrenceInput, { label: 'Repeats', value: 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15', onchange: change });
    expect(screen.getByLabelText<HTMLSelectElement>('Repeats').selectedOptions[0]?.textContent).toBe('on a day or weekday of the month…');
    await user.selectOptions(screen.getByLabelText('Day'), 'Friday');
    expect(change, 'there is no fifteenth Friday').toHaveBeenLastCalledWith('FREQ=MONTHLY;INTERVAL=2;BYDAY=1FR');
    await user.selectOptions(screen.getByLabelText('Which'), 'last');
    expect(change).toHaveBeenLastCalledWith('FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR');
  });

  it('of another calendar stays as it is, and its end can be changed all the same', async () => {
    const user = userEvent.setup();
    const change = vi.fn();
    render(RecurrenceInput, { label: 'Repeats', value: 'FREQ=YEARLY;BYMONTH=3;BYDAY=1SU', onchange: change });
    await user.selectOptions(screen.getByLabelText('Ends'), 'after so many…');
    expect(change).toHaveBeenLastCalledWith('FREQ=YEARLY;BYMONTH=3;BYDAY=1SU;COUNT=10');
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

  it('of the next step of a deal lead to the deal, which alone can be done or put off', async () => {
    const user = userEvent.setup();
    const step = { id: 'deal-1', ofDeal: true, at: '2026-11-21T09:00:00Z', subject: 'Send the plan (Kitchen)', customer: 'Anna', dueDate: '2026-11-21', dueTime: '' };
    let standing = true;
    stand.answer('reminders.news', () => ({ reminders: [] }));
    stand.answer('reminders.standing', () => ({ reminders: standing ? [step] : [] }));
    stand.answer('reminders.dismiss', () => { standing = false; return {}; });
    await due.ask();
    render(Notices);
    const notice = screen.getByRole('region', { name: 'Reminders' });
    expect(within(notice).queryByRole('button', { name: /Remind later|Done/ }), 'there is no follow-up to do it to').toBeNull();
    await user.click(within(notice).getByRole('button', { name: 'Open the deal' }));
    expect(location.hash).toContain('#/deals/deal-1');
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

  it('says where a step stands in the track as it is now', () => {
    const step = (key: number) => ({ subject: '', afterDays: 0, channel: null, onlyIf: '', key });
    const track = { steps: [step(4), step(1), step(2)] };
    expect(placeOf(track, { stepKey: 1, trackStep: 1 }), 'one was put before it').toBe(2);
    expect(placeOf(track, { stepKey: 3, trackStep: 3 }), 'it was removed').toBe(0);
    expect(placeOf({ steps: [step(0), step(0)] }, { stepKey: 0, trackStep: 2 }), 'from before steps had keys').toBe(2);
  });

  it('says of each step for whom it is, in words', async () => {
    go({ screen: 'tracks', id: 'track-0' });
    render(Tracks);
    expect(await screen.findByText(/only if Sales is 0/)).toBeTruthy();
  });

  it('keeps a condition beside its step when that is moved, and one that rows cannot show as it was written', async () => {
    const user = userEvent.setup();
    const track = stand.backend.data.track?.[0] as { steps: { subject: string; onlyIf: string }[] };
    track.steps[0]!.onlyIf = 'not (sales_count = 0)';
    go({ screen: 'tracks', id: 'track-0', mode: 'edit' });
    render(Tracks);
    const groups = async () => (await screen.findAllByRole('group', { name: 'Only if' })).map((group) => within(group));
    expect(((await groups())[0]!.getByLabelText('Only if') as HTMLInputElement).value).toBe('not (sales_count = 0)');
    await user.click(screen.getByRole('button', { name: 'Move Ask for the decision up' }));
    expect((await groups())[1]!.getByLabelText<HTMLInputElement>('Field').value, 'the condition went along').toMatch(/sales/i);
    expect((await groups())[2]!.queryByLabelText('Field'), 'and did not stay behind with another step').toBeNull();
  });

  it('is written step by step, and for whom a step is only is picked as in a list’s filter', async () => {
    const user = userEvent.setup();
    go({ screen: 'tracks', mode: 'new' });
    render(Tracks);
    await user.type(await screen.findByLabelText(/^Name/), 'After the fair');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    await user.type(screen.getByLabelText('Step 1: what'), 'Write a card');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    await user.type(screen.getByLabelText('Step 2: what'), 'Call');
    await user.click(screen.getByRole('button', { name: 'Move Call up' }));
    const only = within(screen.getAllByRole('group', { name: 'Only if' })[0] as HTMLElement);
    await user.click(only.getByRole('button', { name: 'Add a condition' }));
    await user.click(only.getByLabelText('Field'));
    await user.keyboard('tier');
    await screen.findByRole('option', { name: /^Tier/ });
    await user.keyboard('{Enter}');
    await user.selectOptions(only.getByLabelText('Comparison'), 'is');
    await user.type(only.getByLabelText('Value'), 'A');
    const days = screen.getAllByLabelText('Days after the step before')[1] as HTMLElement;
    await user.clear(days);
    await user.type(days, '14');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(called('records.save').at(-1)).toMatchObject({ kind: 'track', values: { name: 'After the fair', steps: [{ subject: 'Call', onlyIf: 'tier = "A"' }, { subject: 'Write a card', afterDays: 14 }] } }));
  });
});
