import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Customers from '../../src/screens/Customers.svelte';
import type { Customer } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';
import { thingsBought, placeInYear } from '../../src/features/customers/bought';
import { firstWay, waysToReach } from '../../src/features/customers/reach';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

const NOBODY = { phones: [], emails: [], addresses: [], preferredChannel: null, forbiddenChannels: [] } as unknown as Customer;
const MANY = {
  ...NOBODY,
  phones: [{ label: 'Work', number: '044 555 01 21', e164: '+41445550121' }, { label: 'Mobile', number: '079 555', e164: '' }],
  emails: [{ label: '', address: 'ida@example.org' }],
  addresses: [{ label: '', street: 'Kramgasse 18', city: 'Basel', state: '', postalCode: '4059', country: 'Schweiz' }],
} as Customer;

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
});

describe('how a customer is reached', () => {
  it('puts the way they prefer first and the one they refuse last', () => {
    expect(waysToReach({ ...MANY, preferredChannel: 'email' })[0]?.text).toBe('ida@example.org');
    const refused = waysToReach({ ...MANY, forbiddenChannels: ['email'] });
    expect(refused.at(-1)).toMatchObject({ kind: 'email', forbidden: true });
    expect(firstWay({ ...MANY, forbiddenChannels: ['call'] }, 'phone'), 'nobody is called who has asked not to be').toBeNull();
  });

  it('dials what a telephone understands and survives having nothing', () => {
    expect(waysToReach(MANY).map((way) => way.href)).toEqual(['tel:+41445550121', 'tel:079555', 'mailto:ida@example.org', null]);
    expect(waysToReach(NOBODY)).toEqual([]);
  });
});

describe('what was bought', () => {
  it('names each thing once, with the day it was bought last', () => {
    const line = (productId: string, description: string) => ({ productId, description });
    const invoices = [{ date: '2026-11-01', lines: [line('a', 'Chair')] }, { date: '2026-02-01', lines: [line('a', 'Chair'), line('b', 'Oil')] }];
    expect(thingsBought(invoices as never, 5)).toEqual([{ name: 'Chair', productId: 'a', day: '2026-11-01' }, { name: 'Oil', productId: 'b', day: '2026-02-01' }]);
    expect(placeInYear('2026-11-21', '2026-11-21')).toBe(1);
    expect(placeInYear('2024-01-01', '2026-11-21'), 'what is older stays inside the drawing').toBe(0);
  });
});

describe('the page of a customer', () => {
  it('shows them whole, logs a call with one key, and Esc leads back to the list', async () => {
    const user = userEvent.setup();
    const id = String(stand.backend.data.sale?.[0]?.customerId);
    go({ screen: 'customers', id });
    render(Customers);
    await screen.findByRole('grid');
    go({ screen: 'customers', id, params: { page: 'full' } });
    await screen.findByRole('heading', { level: 2, name: 'Open matters' });
    expect(screen.getByRole('heading', { level: 2, name: 'How to reach them' })).toBeTruthy();
    expect(document.querySelector('[role="grid"]'), 'the list waits behind the page and keeps its place').not.toBeNull();
    await user.keyboard('c');
    const dialog = await waitFor(() => {
      const found = document.querySelector<HTMLElement>('dialog');
      expect(found).not.toBeNull();
      return found as HTMLElement;
    });
    await user.type(within(dialog).getByLabelText('What was said?'), 'Wants a shelf{Enter}');
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'records.save')?.payload).toMatchObject({ kind: 'interaction', values: { customerId: id, channel: 'call', summary: 'Wants a shelf' } }));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(currentRoute().params.page).toBeUndefined());
    await new Promise((wake) => setTimeout(wake, 150));
    expect(currentRoute().id, 'Esc leaves the page only, not the record beside the list as well').toBe(id);
  });
});
