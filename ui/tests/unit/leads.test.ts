/** A lead and what becomes of it. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Customer } from '../../src/api/generated';
import { announce } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import ConvertDialog from '../../src/features/leads/ConvertDialog.svelte';
import LeadCard from '../../src/features/leads/LeadCard.svelte';
import { converting } from '../../src/features/leads/converting.svelte';
import { isOpenLead } from '../../src/features/leads/menu';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import Customers from '../../src/screens/Customers.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
let lead: Customer;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
  lead = { ...(stand.backend.data.customer?.find((one) => one.kind === 'person') as unknown as Customer), role: 'prospect', leadStatus: 'new', name: 'Ada Lind', firstName: 'Ada', lastName: 'Lind', companyName: 'Nordlicht', leadAmount: 250_000, leadNextStep: 'Show the samples', source: 'Trade fair', jobTitle: 'Buyer' };
});
const called = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);

describe('the card of a lead', () => {
  it('is changed in place', async () => {
    const user = userEvent.setup();
    render(LeadCard, { customer: lead });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Lead' }), 'Qualified');
    await waitFor(() => expect(called('records.save').at(-1)).toMatchObject({ id: lead.id, values: { leadStatus: 'qualified' } }));
  });

  it('asks why only once it is lost', () => {
    render(LeadCard, { customer: { ...lead, leadStatus: 'lost' } });
    expect(screen.getByLabelText('Why lost')).toBeTruthy();
  });

  it('leads to the deal', async () => {
    const user = userEvent.setup();
    converting.now = null;
    render(LeadCard, { customer: lead });
    await user.click(screen.getByRole('button', { name: 'Make a deal of it…' }));
    expect(converting.now).toEqual(lead);
  });

  it('is for prospects that are no customers yet', () => {
    expect(isOpenLead(lead)).toBe(true);
    expect(isOpenLead({ ...lead, trashedAt: '2026-01-02T10:00:00Z' })).toBe(false);
    expect(isOpenLead({ ...lead, role: 'customer' })).toBe(false);
  });
});

describe('converting', () => {
  it('shows what will come of it before it comes, and types nothing twice', async () => {
    const user = userEvent.setup();
    const closed = vi.fn();
    stand.backend.data.customer?.push(lead as unknown as Record<string, unknown>);
    stand.answer('leads.convert', () => ({ customerId: 'firm', contactId: lead.id, dealId: 'deal-0', undoLabel: 'Converted Ada Lind', opId: 'op-7' }));
    render(ConvertDialog, { lead, onclose: closed });
    const dialog = screen.getByRole('dialog', { name: 'A deal with Ada Lind' });
    for (const words of ['Nordlicht', 'Ada Lind', 'Buyer', 'Show the samples', 'Trade fair']) expect(dialog.textContent).toContain(words);
    expect(await within(dialog).findByText('is made'), 'a company that is not in the book will be').toBeTruthy();
    expect((within(dialog).getByLabelText('What the deal is called') as HTMLInputElement).value).toBe('Nordlicht');
    await user.click(within(dialog).getByRole('button', { name: 'Make the deal' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(called('leads.convert')).toEqual([{ id: lead.id, title: 'Nordlicht', pipeline: '' }]);
    expect(currentRoute()).toMatchObject({ screen: 'deals', id: 'deal-0' });
  });
});

describe('converting somebody who is in the book already', () => {
  it('says who and why, and makes the deal theirs instead of a second customer', async () => {
    const user = userEvent.setup();
    stand.backend.data.customer?.push(lead as unknown as Record<string, unknown>);
    stand.answer('customers.similar', () => ({ pairs: [{ a: { id: 'known', title: 'Ada Lindt', detail: 'Kiel' }, b: { id: lead.id, title: 'Ada Lind', detail: '' }, score: 93, reasons: [{ code: 'same_email', text: 'the same e-mail address', points: 120 }] }] }));
    stand.answer('leads.convert', () => ({ customerId: 'known', contactId: null, dealId: 'deal-0', undoLabel: 'Converted Ada Lind', opId: 'op-7' }));
    render(ConvertDialog, { lead, onclose: vi.fn() });
    const group = await screen.findByRole('group', { name: 'Somebody like this is in the book already' });
    expect(called('customers.similar')[0], 'the core compares the lead as it is in the book').toMatchObject({ id: lead.id });
    expect(group.textContent).toContain('the same e-mail address');
    expect(within(group).getAllByRole('radio').filter((one) => (one as HTMLInputElement).checked), 'nobody is merged unasked, and nobody doubled').toEqual([]);
    await user.click(within(group).getByRole('radio', { name: /It is Ada Lindt/ }));
    expect(screen.getByRole('dialog').textContent).toContain('what the lead says is added');
    await user.click(screen.getByRole('button', { name: 'Make the deal' }));
    await waitFor(() => expect(called('leads.convert')).toEqual([expect.objectContaining({ id: lead.id, into: 'known' })]));
  });
});

describe('a quick hand', () => {
  const answer = () => {
    stand.backend.data.customer?.push(lead as unknown as Record<string, unknown>);
    stand.answer('customers.similar', () => ({ pairs: [{ a: { id: 'known', title: 'Ada Lindt', detail: 'Kiel' }, b: { id: lead.id, title: 'Ada Lind', detail: '' }, score: 93, reasons: [{ code: 'same_email', text: 'the same e-mail address', points: 120 }] }] }));
    stand.answer('leads.convert', () => ({ customerId: 'new', contactId: null, dealId: 'deal-0', undoLabel: 'Converted Ada Lind', opId: 'op-7' }));
  };

  it('does not pass the question who this is, not even before it is there', async () => {
    const user = userEvent.setup();
    answer();
    render(ConvertDialog, { lead, onclose: vi.fn() });
    await user.click(screen.getByRole('button', { name: 'Make the deal' }));
    expect(await screen.findByText(/Say first whether/)).toBeTruthy();
    expect(called('leads.convert'), 'two customers are not made of one').toEqual([]);
    await waitFor(() => expect(document.activeElement, 'and the keys stand at the answers').toBe(screen.getByRole('radio', { name: /It is Ada Lindt/ })));
    await user.click(screen.getByRole('radio', { name: /Somebody new/ }));
    await user.click(screen.getByRole('button', { name: 'Make the deal' }));
    await waitFor(() => expect(called('leads.convert')).toEqual([{ id: lead.id, title: 'Nordlicht', pipeline: '' }]));
  });
});

describe('a new lead', () => {
  it('is what the list of leads makes, by its button and by N, under its own name', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers', params: { view: 'view.leads' } });
    render(Customers);
    await user.click(await screen.findByRole('button', { name: 'New lead' }));
    expect(currentRoute()).toMatchObject({ screen: 'customers', mode: 'new', params: { role: 'prospect' } });
    expect(await screen.findByRole('heading', { name: 'New lead' })).toBeTruthy();
    expect((screen.getByLabelText('Role') as HTMLSelectElement).value).toBe('prospect');
  });
});

describe('converting with several pipelines', () => {
  it('asks on which the deal sets out, and has it there', async () => {
    const user = userEvent.setup();
    stand.backend.data.customer?.push(lead as unknown as Record<string, unknown>);
    stand.answer('leads.convert', () => ({ customerId: 'firm', contactId: lead.id, dealId: 'deal-0', undoLabel: 'Converted Ada Lind', opId: 'op-7' }));
    const board = stand.backend.call('deals.board', { pipeline: '' }) as { columns: Record<string, unknown>[] };
    stand.answer('deals.board', (payload) => ({ ...board, pipelines: ['Sales', 'Repair'], columns: payload.pipeline === 'Repair' ? [{ ...board.columns[0], key: 'brought', name: 'Brought in' }] : board.columns }));
    announce({ type: 'book', open: true });
    render(ConvertDialog, { lead, onclose: vi.fn() });
    await user.selectOptions(await screen.findByLabelText('Pipeline'), 'Repair');
    await user.click(screen.getByRole('button', { name: 'Make the deal' }));
    await waitFor(() => expect(called('leads.convert'), 'as one step, which one Undo takes back').toEqual([{ id: lead.id, title: 'Nordlicht', pipeline: 'Repair' }]));
    announce({ type: 'book', open: true });
  });
});

describe('the form of a customer', () => {
  it('asks for the lead only where there is one', async () => {
    const user = userEvent.setup();
    render(RecordForm, { kind: 'customer', record: null, onsaved: vi.fn(), oncancel: vi.fn() });
    expect(screen.queryByLabelText('Expected amount')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Role'), 'Prospect');
    expect(screen.getByLabelText('Expected amount')).toBeTruthy();
  });
});
