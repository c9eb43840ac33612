import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { FollowUp, QuietCustomer, TodayDeal, TodayMatter } from '../../src/api/generated';
import Today from '../../src/screens/Today.svelte';
import { useBackend } from './backend';
import { greetingName } from '../../src/features/app/person';
import { session } from '../../src/features/app/session.svelte';
import { actionOf, dealLine, followUpLine, quietLine, stakeOf } from '../../src/features/today/line';

const ITEM = { id: 'f', subject: 'Ask about the samples', customerId: 'c', saleId: null, dueDate: '2026-11-21', dueTime: '', channel: null } as FollowUp;
const TITLES = { c: 'Anna Jensen' };
const line = (item: Partial<FollowUp> = {}, matter: TodayMatter = { action: 'open' }) => followUpLine({ ...ITEM, ...item }, 'today', matter, TITLES, '2026-11-21');

describe('a line of Today', () => {
  it('gives the reason in whole sentences', () => {
    expect(line().reason).toBe('Ask about the samples. Planned for today.');
    expect(line({ dueDate: '2026-11-20' }).reason).toBe('Ask about the samples. Was due yesterday.');
    expect(line({ dueTime: '10:30', subject: 'Ready?' }).reason).toBe('Ready? Planned for 10:30 today.');
    expect(line({ dueDate: '2026-11-24' }).reason).toBe('Ask about the samples. Due in 3 days.');
  });

  it('offers the action that core found to help most, with its link', () => {
    expect(actionOf(line({}, { action: 'call', call: 'tel:+49301' }))).toMatchObject({ kind: 'call', href: 'tel:+49301' });
    expect(actionOf(line({}, { action: 'write', call: 'tel:+49301', write: 'mailto:a@b.example' }))).toMatchObject({ kind: 'write', href: 'mailto:a@b.example' });
    expect(actionOf(line({}, { action: 'open' })).href, 'there is nothing to ring or write to').toBeNull();
  });

  it('says what is at stake as core figured it out', () => {
    expect(stakeOf(line({}, { action: 'open', stake: { about: 'owes', amount: 12000, number: '' } }))).toEqual({ amount: '€120.00', what: 'to be paid' });
    expect(stakeOf(line({}, { action: 'open', stake: { about: 'sale', amount: 990, number: 'INV-7' } }))).toEqual({ amount: '€9.90', what: 'INV-7' });
    const quiet = quietLine({ customerId: 'c', name: 'Anna', reason: 'Usually buys every 40 days.', matter: { action: 'plan', stake: { about: 'bought', amount: 90000, number: '' } } } as QuietCustomer);
    expect(stakeOf(quiet)?.amount).toBe('€900');
    const deal = dealLine({ id: 'd', customerId: 'c', name: 'Anna', title: 'Shelf', reason: 'Next step of “Shelf”: Call, due today.', overdue: false, matter: { action: 'call', stake: { about: 'deal', amount: 90000, number: '' } } } as TodayDeal);
    expect(deal).toMatchObject({ name: 'Anna', group: 'today', dealId: 'd', item: null });
    expect(dealLine({ id: 'd', name: 'Anna', reason: 'Next step of “Shelf”, due tomorrow.', overdue: false, on: '2026-11-22', matter: { action: 'open' } } as TodayDeal, true), 'what is still to come waits under the next days').toMatchObject({ group: 'upcoming', on: '2026-11-22' });
    expect(stakeOf(deal)).toEqual({ amount: '€900', what: 'deal' });
    expect(stakeOf(line()), 'without a figure nothing is shown').toBeNull();
  });
});

describe('the greeting', () => {
  it('uses a name that somebody gave, and never the account of the computer', () => {
    expect(['root', 'maja.k', 'WORKGROUP\\maja', ''].map(greetingName), '“Good morning, root” greets nobody').toEqual(['', '', '', '']);
    expect(['Maja Keller', 'Dr. Maja Keller', '李小龍'].map(greetingName)).toEqual(['Maja', 'Maja', '李小龍']);
  });
});

describe('a book with customers and no sales', () => {
  it('leads from Today to the invoices, and to calls that need none', async () => {
    const stand = useBackend();
    const { data } = stand.backend;
    for (const kind of ['sale', 'follow_up', 'deal', 'case', 'interaction'] as const) data[kind] = [];
    (data.customer ?? []).forEach((customer) => Object.assign(customer, { birthday: '', anniversary: '' }));
    await session.load();
    render(Today);
    expect((await screen.findByRole('link', { name: 'Bring in invoices' })).getAttribute('href')).toBe('#/import?as=sale');
    expect(screen.getByRole('link', { name: 'Call them one by one' }).getAttribute('href'), 'whoever has only a list of customers knows whom to call as well').toBe('#/calling');
  });
});
