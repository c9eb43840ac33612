import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Customers from '../../src/screens/Customers.svelte';
import type { Customer, CustomerOverview, CustomerWay } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';
import LogDialog from '../../src/features/customers/LogDialog.svelte';
import OpenMatters from '../../src/features/customers/OpenMatters.svelte';
import ReachList from '../../src/features/customers/ReachList.svelte';
import { customerMenu } from '../../src/features/customers/menu';
import { nextOf } from '../../src/features/customers/next';
import { subtitleOf } from '../../src/features/customers/page';
import { firstWay } from '../../src/features/customers/overview.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

const way = (to: 'phone' | 'email', link: string | null) => ({ to, label: '', text: 'x', link, preferred: false, forbidden: link === null, noCalls: false }) as CustomerWay;

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
});

describe('how a customer is reached', () => {
  it('offers the first way that may be used and none that was refused', () => {
    const overview = { ways: [way('phone', null), way('phone', 'tel:2'), way('email', null)] } as CustomerOverview;
    expect(firstWay(overview, 'phone')?.link).toBe('tel:2');
    expect(firstWay(overview, 'email'), 'nobody is written to who has asked not to be').toBeNull();
    expect(firstWay(null, 'phone')).toBeNull();
  });

  it('shows a refused way without a link', async () => {
    const customer = { companyId: null, relations: [], bestTime: '' } as unknown as Customer;
    render(ReachList, { customer, titles: {}, overview: { ways: [way('phone', 'tel:2'), { ...way('email', null), text: 'ida@example.org' }] } as CustomerOverview });
    expect(screen.getByText('ida@example.org').closest('a')).toBeNull();
    expect(screen.getByText('x').closest('a')?.getAttribute('href')).toBe('tel:2');
  });

  it('leads to every group they belong to, and to nobody who is only named', () => {
    const relations = [{ customerId: 'club', role: 'treasurer', member: true }, { customerId: 'aunt', role: 'aunt', member: false }];
    const customer = { companyId: 'home', relations, bestTime: '' } as unknown as Customer;
    render(ReachList, { customer, titles: { home: 'Family Berg', club: 'Rowing club', aunt: 'Rosa' }, overview: null });
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Family Berg', 'Rowing club']);
    expect(screen.getByText('treasurer')).toBeTruthy();
  });
});

describe('the line under a name', () => {
  it('says what a household or a club is, and of a business nothing that its name does not', () => {
    const one = { kind: 'company', role: 'customer', jobTitle: '', companyName: 'Ahrens', firstSale: null, number: 'C-00001' } as unknown as Customer;
    expect(subtitleOf({ ...one, companyForm: 'household' })).toBe('Household');
    expect(subtitleOf({ ...one, companyForm: 'business' })).toBe('C-00001');
  });
});

describe('writing down a contact', () => {
  it('says so where they do not wish that way, and not where they came by themselves', async () => {
    const user = userEvent.setup();
    const customer = stand.backend.data.customer?.[0] as unknown as Customer;
    customer.forbiddenChannels = ['call'];
    render(LogDialog, { customerId: customer.id, name: 'Ida', channel: 'call', onclose: vi.fn() });
    const warning = await screen.findByText(/does not wish to be contacted this way/);
    await user.click(screen.getByText('They called'));
    expect(warning.isConnected, 'whoever calls us has not been called').toBe(false);
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

describe('what comes next', () => {
  it('is that of whoever of a company it comes first with, and says with whom', () => {
    const acme = { id: 'acme', nextFollowUp: '2026-12-09' };
    expect(nextOf(acme, null), 'until more is known, what the list says').toEqual({ day: '2026-12-09', whose: '' });
    const next = (whoseId: string) => ({ next: { kind: 'follow_up' as const, id: 'f', day: '2026-12-05', whoseId, whose: 'Anna Weber' } });
    expect(nextOf(acme, next('anna'))).toEqual({ day: '2026-12-05', whose: 'Anna Weber' });
    expect(nextOf(acme, next('acme')), 'nobody is told that a step of theirs is theirs').toEqual({ day: '2026-12-05', whose: '' });
    expect(nextOf(acme, { next: undefined })).toBeNull();
  });
});

describe('open matters', () => {
  const of = (id: string) => stand.backend.data.customer?.find((one) => one.id === id) as unknown as Customer;
  const overview = (over: Partial<CustomerOverview> = {}) => ({ ways: [], months: [], invoices: 0, things: [], followUps: [], cases: [], sales: [], birthday: null, ...over }) as unknown as CustomerOverview;

  it('tells of the deals, so that whoever rings knows of the offer that is out', async () => {
    const deal = stand.backend.data.deal?.find((one) => one.id === 'deal-6') as { customerId: string; nextStepOn: string };
    deal.nextStepOn = '2020-01-01';
    render(OpenMatters, { customer: of(deal.customerId), overview: overview() });
    const row = (await screen.findByRole('link', { name: 'Window seat' })).closest('li');
    expect(row?.textContent).toMatch(/Offer made.*€/);
    expect(row?.querySelector('.tone-bad'), 'a step that was not taken in time is late here as on the board').not.toBeNull();
    expect(screen.getByRole('link', { name: 'New deal' }).getAttribute('href'), 'the customer need not be chosen again').toContain(deal.customerId);
  });

  it('says nothing of deals that are decided', async () => {
    const won = stand.backend.data.deal?.find((one) => one.id === 'deal-10') as { customerId: string };
    render(OpenMatters, { customer: of(won.customerId), overview: overview() });
    await screen.findByText(/Nothing is open/);
    expect(screen.queryByRole('link', { name: 'Chair repair ×12' })).toBeNull();
  });

  it('has what is open with the people of a company, with their names', async () => {
    const [company, person] = [stand.backend.data.customer?.[0], stand.backend.data.customer?.[1]] as unknown as Customer[];
    Object.assign(company!, { kind: 'company' });
    Object.assign(person!, { kind: 'person', companyId: company!.id });
    const item = stand.backend.data.follow_up?.[0] as unknown as Record<string, unknown>;
    Object.assign(item, { customerId: person!.id, done: false, subject: 'Ask about the crane' });
    render(OpenMatters, { customer: company!, overview: overview() });
    const link = await screen.findByRole('link', { name: /Ask about the crane/ });
    const { titles } = stand.backend.call('records.get', { kind: 'follow_up', id: item.id }) as { titles: Record<string, string> };
    expect(link.textContent, 'at a company with many people one must know whom to ask').toContain(titles[person!.id]);
  });
});

describe('what can be done with a customer', () => {
  it('begins a deal that is theirs', () => {
    const item = customerMenu('c1').find((one) => one.label === 'New deal');
    item?.run?.();
    expect(currentRoute()).toMatchObject({ screen: 'deals', mode: 'new', params: { customerId: 'c1' } });
  });
});
