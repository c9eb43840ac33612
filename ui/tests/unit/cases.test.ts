import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Service from '../../src/screens/Service.svelte';
import Today from '../../src/screens/Today.svelte';
import InstantInput from '../../src/features/records/InstantInput.svelte';
import type { GridColumn } from '../../src/components/grid';
import { promiseOf } from '../../src/features/cases/promise';
import { wordsOf } from '../../src/features/records/cell';
import { steps } from '../../src/features/cases/steps.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  steps.asking = null;
  localStorage.clear();
  go({ screen: 'service' });
  await session.load();
});

const sent = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);

describe('a moment in a form', () => {
  const moment = (given: string | null) => {
    const told: (string | null)[] = [];
    render(InstantInput, { value: given, label: 'Answer by', onchange: (value) => told.push(value) });
    return told;
  };

  it('passes on what is no time, so that no promise is kept for another hour than was typed', async () => {
    const told = moment(null);
    await userEvent.type(screen.getByLabelText('Answer by'), '24/11/2026');
    await userEvent.type(screen.getByLabelText('Time of Answer by'), '99:99');
    expect(told.at(-1)).toBe('2026-11-24 99:99');
    await userEvent.clear(screen.getByLabelText('Answer by'));
    await userEvent.type(screen.getByLabelText('Answer by'), 'soonish');
    await userEvent.tab();
    expect(told.at(-1), 'an unreadable day is refused, not dropped').toContain('soonish');
  });

  it('takes a time alone for today, and forgets the time with its day', async () => {
    const told = moment(null);
    await userEvent.type(screen.getByLabelText('Time of Answer by'), '17:30');
    expect(told.at(-1)).toBe(new Date(`${session.today}T17:30:00`).toISOString());
    await userEvent.clear(screen.getByLabelText('Answer by'));
    expect(told.at(-1)).toBeNull();
  });
});

describe('a promise', () => {
  const one = (promised: string | null, more = {}) => ({ promised, promisedAnswer: promised === null ? null : false, ...more });

  it('says in words that it is overdue, not by a colour alone', () => {
    const late = promiseOf(one('2026-11-19T15:00:00Z', { late: 'promised' }), '2026-11-21');
    expect(late).toMatchObject({ text: 'Overdue since 19 Nov', late: true, tone: 'bad' });
    const answer = promiseOf(one('2026-11-20T15:00:00Z', { promisedAnswer: true, late: 'promised' }), '2026-11-21');
    expect(answer?.text).toBe('Answer overdue since yesterday');
  });

  it('says the time of today, and nothing where nothing is owed', () => {
    const soon = promiseOf(one('2026-11-21T15:30:00Z', { late: null }), '2026-11-21');
    expect(soon?.text).toMatch(/^Settled by today, \d\d:30$/);
    expect(soon?.tone).toBe('warn');
    expect(promiseOf(one(null), '2026-11-21')).toBeNull();
  });

  it('is late in a list where the core says so, whatever its day', () => {
    const spec = session.spec('follow_up').fields.find((field) => field.name === 'dueDate');
    const column = { name: 'dueDate' } as GridColumn;
    const tone = (late: string | null) => wordsOf('follow_up', spec, column, () => ({}), () => '2026-11-21')?.({ id: 'f', dueDate: '2026-11-01', late }).tone;
    expect([tone('dueDate'), tone(null)]).toEqual(['late', undefined]);
    const words = wordsOf('follow_up', spec, column, () => ({}), () => '2026-11-21');
    expect(words?.({ id: 'f', dueDate: '2026-11-22', here: { dueDate: '2026-11-21', dueTime: '16:30' } }).text, 'tomorrow in Tokyo is today here, as on the page of today').toBe('Today');
  });
});

describe('Service', () => {
  it('is a queue of what is not settled, what is promised next first', async () => {
    render(Service);
    expect(await screen.findByText('Table wobbles on the stone floor')).toBeTruthy();
    expect(screen.queryByText('Door of the cabinet sticks'), 'what is settled waits for nobody').toBeNull();
    const asked = sent('records.list').find((payload) => payload.kind === 'case');
    expect(asked).toMatchObject({ sort: 'promised', where: 'status != resolved and status != closed' });
    await userEvent.click(screen.getByRole('button', { name: 'Waiting' }));
    // Rows beyond the list are kept for later and belong to nobody.
    const shown = () => [...document.querySelectorAll('[role=row][id] .name')].map((name) => name.textContent);
    await waitFor(() => expect(shown()).toEqual(['Drawer runner broken']));
  });

  it('asks how a case was settled, says at the field what is missing, and keeps what was typed', async () => {
    const user = userEvent.setup();
    go({ screen: 'service', id: 'case-0' });
    render(Service);
    await user.click(await screen.findByRole('button', { name: 'Resolve…' }));
    expect(screen.getByText(/^(Overdue|Answer overdue) since/)).toBeTruthy();
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Cause'), 'Uneven floor');
    await user.click(within(dialog).getByRole('button', { name: 'Resolve' }));
    expect(await within(dialog).findByText('Say in a sentence how it was settled.')).toBeTruthy();
    expect((within(dialog).getByLabelText('Cause') as HTMLInputElement).value).toBe('Uneven floor');
    await user.type(within(dialog).getByLabelText(/How it was settled/), 'Felt under one leg.');
    await user.type(within(dialog).getByLabelText('Refunded'), 'a fiver');
    await user.click(within(dialog).getByRole('button', { name: 'Resolve' }));
    expect(await within(dialog).findByText('“a fiver” is not a number.'), 'money is not left out in silence').toBeTruthy();
    await user.clear(within(dialog).getByLabelText('Refunded'));
    await user.click(within(dialog).getByRole('button', { name: 'Resolve' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent('cases.resolve').at(-1)).toMatchObject({ id: 'case-0', resolution: 'Felt under one leg.', cause: 'Uneven floor' });
    expect(toasts.list.length, 'and it can be taken back').toBe(1);
    expect(await screen.findByText(/Felt under one leg/)).toBeTruthy();
    const close = screen.getAllByRole('button', { name: 'Close' }).find((button) => button.classList.contains('primary'));
    await user.click(close as HTMLElement);
    await waitFor(() => expect(sent('cases.close').length, 'what is said already is not asked again').toBe(1));
  });

  it('writes down with one key what was said, about this case', async () => {
    const user = userEvent.setup();
    go({ screen: 'service', id: 'case-1' });
    render(Service);
    await screen.findByRole('button', { name: 'Resolve…' });
    await waitFor(() => expect(sent('customers.overview').length).toBeGreaterThan(0));
    await user.keyboard('c');
    await user.type(await screen.findByLabelText('What was said?'), 'Hard wax oil it is{Enter}');
    await waitFor(() => expect(sent('records.save').at(-1)).toMatchObject({ kind: 'interaction', values: { caseId: 'case-1', channel: 'call', summary: 'Hard wax oil it is' } }));
  });

  it('plans a follow-up about the case, for its customer', async () => {
    go({ screen: 'service', id: 'case-1' });
    render(Service);
    const link = await screen.findByRole('link', { name: 'Plan follow-up' });
    expect(link.getAttribute('href')).toContain('caseId=case-1');
    expect(link.getAttribute('href')).toContain('customerId=');
  });

  it('begins a new case with the customer whose page one came from, and without what nobody knows yet', async () => {
    go({ screen: 'service', mode: 'new', params: { customerId: 'c-1' } });
    render(Service);
    expect(await screen.findByRole('heading', { name: 'New case' })).toBeTruthy();
    expect(screen.getByLabelText(/^Subject/), 'who is on the phone types at once').toBe(document.activeElement);
    expect(screen.getByLabelText(/^Subject/)).toBeTruthy();
    expect(screen.queryByLabelText('How it was settled')).toBeNull();
  });
});

describe('Today', () => {
  it('tells of a promise first, why, and leads to the case', async () => {
    const user = userEvent.setup();
    go({ screen: 'today' });
    render(Today);
    expect(await screen.findByText(/Table wobbles on the stone floor\. A solution has been due/)).toBeTruthy();
    const first = document.querySelector<HTMLElement>('[data-agenda]');
    first?.focus();
    await user.keyboard('d');
    expect(await screen.findByRole('dialog', { name: /How was “Table wobbles/ }), 'done is settled').toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    first?.focus();
    await user.keyboard('{Enter}');
    expect(currentRoute()).toMatchObject({ screen: 'service', id: 'case-0' });
  });
});
