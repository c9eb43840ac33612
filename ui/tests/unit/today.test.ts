import { describe, expect, it } from 'vitest';
import type { Customer, FollowUp, QuietCustomer } from '../../src/api/generated';
import { actionOf, followUpLine, quietLine, stakeOf } from '../../src/features/today/line';

const ITEM = { id: 'f', subject: 'Ask about the samples', customerId: 'c', saleId: null, dueDate: '2026-11-21', dueTime: '', channel: null } as FollowUp;
const BOTH = { phones: [{ label: '', number: '030 1', e164: '+49301' }], emails: [{ label: '', address: 'a@b.example' }], addresses: [], preferredChannel: null, forbiddenChannels: [], balance: 0, lifetimeValue: 50000 } as unknown as Customer;
const TITLES = { c: 'Anna Jensen' };
const line = (item: Partial<FollowUp> = {}) => followUpLine({ ...ITEM, ...item }, 'today', TITLES, '2026-11-21');

describe('a line of Today', () => {
  it('gives the reason in whole sentences', () => {
    expect(line().reason).toBe('Ask about the samples. Planned for today.');
    expect(line({ dueDate: '2026-11-20' }).reason).toBe('Ask about the samples. Was due yesterday.');
    expect(line({ dueTime: '10:30', subject: 'Ready?' }).reason).toBe('Ready? Planned for 10:30 today.');
    expect(line({ dueDate: '2026-11-24' }).reason).toBe('Ask about the samples. Due in 3 days.');
  });

  it('offers what the follow-up asks for, then what the customer prefers, then what there is', () => {
    expect(actionOf(line({ channel: 'email' }), BOTH).kind).toBe('write');
    expect(actionOf(line(), { ...BOTH, preferredChannel: 'email' }).kind).toBe('write');
    expect(actionOf(line(), BOTH)).toMatchObject({ kind: 'call', href: 'tel:+49301' });
    expect(actionOf(line({ channel: 'call' }), { ...BOTH, phones: [] }).kind, 'without a number a letter is better than nothing').toBe('write');
    expect(actionOf(line(), { ...BOTH, forbiddenChannels: ['call', 'email'] }).kind, 'a refused way is never offered').toBe('open');
  });

  it('shows what is owed before what was bought', () => {
    expect(stakeOf(line(), { ...BOTH, balance: 12000 }, undefined)?.amount).toBe('€120.00');
    expect(stakeOf(line(), BOTH, undefined)?.amount).toBe('€500');
    const quiet = quietLine({ customerId: 'c', name: 'Anna', reason: 'Usually buys every 40 days.', lifetimeValue: 90000 } as QuietCustomer);
    expect(stakeOf(quiet, undefined, undefined)?.amount).toBe('€900');
    expect(actionOf(quiet, undefined).kind, 'somebody without a number is planned for').toBe('plan');
  });
});
