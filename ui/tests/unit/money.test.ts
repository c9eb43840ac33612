import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import CashBook from '../../src/features/money/CashBook.svelte';
import LateList from '../../src/features/money/LateList.svelte';
import ReceiptPane from '../../src/features/money/ReceiptPane.svelte';
import ReceiveForm from '../../src/features/money/ReceiveForm.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { LateInvoice, Receipt, Sale } from '../../src/api/generated';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  localStorage.clear();
  location.hash = '#/money';
  stand = useBackend();
  toasts.list = [];
  await session.load();
});

const late = () => (stand.backend.call('payments.late', {}) as { invoices: LateInvoice[] }).invoices;
const sent = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);

/** A customer with at least two open invoices. */
function debtor(): { customerId: string; open: Sale[] } {
  const sales = (stand.backend.data.sale ?? []) as unknown as Sale[];
  const customerId = (stand.backend.data.customer?.[0]?.id ?? '') as string;
  const open = sales.filter((sale) => sale.documentKind === 'invoice' && sale.status === 'open').slice(0, 2);
  open.forEach((sale, index) => Object.assign(sale, { customerId, dueDate: `2026-10-0${index + 1}` }));
  sales.filter((sale) => sale.customerId === customerId && !open.includes(sale)).forEach((sale) => Object.assign(sale, { status: 'paid', due: 0 }));
  return { customerId, open };
}

describe('receiving money', () => {
  it('pays the oldest first unless it is put onto documents by hand', async () => {
    const user = userEvent.setup();
    const { customerId } = debtor();
    const saved = vi.fn();
    render(ReceiveForm, { customerId, onsaved: saved, oncancel: vi.fn() });
    await screen.findByText('What it settles');
    await user.type(screen.getByLabelText(/^Amount/), '12.50');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    expect(sent('payments.receive')[0]).toMatchObject({ customerId, amount: 1250, oldestFirst: true, allocations: [] });
    expect(toasts.list[0]?.action?.label).toBe('Undo');
  });

  it('puts all of a document with one tick, and says what stays as credit', async () => {
    const user = userEvent.setup();
    const { customerId, open } = debtor();
    render(ReceiveForm, { customerId, onsaved: vi.fn(), oncancel: vi.fn() });
    const due = open[0]?.due ?? 0;
    await user.click(await screen.findByText('By hand'));
    await user.click(screen.getByRole('checkbox', { name: `All of ${open[0]?.number}` }));
    const amount = screen.getByLabelText<HTMLInputElement>(/^Amount\s*\*?$/);
    await waitFor(() => expect(amount.value, 'the amount is what it settles').toBe((due / 100).toFixed(2)));
    await user.clear(amount);
    await user.type(amount, String(due / 100 + 5));
    await screen.findByText('€5.00 stay as credit.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent('payments.receive')[0]).toMatchObject({ oldestFirst: false, allocations: [{ saleId: open[0]?.id, amount: due }] }));
  });

  it('begins with what is due of the document it was opened for', async () => {
    const { customerId, open } = debtor();
    render(ReceiveForm, { customerId, saleId: open[1]?.id ?? '', onsaved: vi.fn(), oncancel: vi.fn() });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^Amount\s*\*?$/).value).toBe(((open[1]?.due ?? 0) / 100).toFixed(2)));
  });

  it('sends what is paid back with its sign, and keeps what was typed when it is refused', async () => {
    const user = userEvent.setup();
    const { customerId } = debtor();
    stand.answer('payments.receive', () => { throw { code: 'conflict', message: 'The books are closed up to 31 October.', field: null }; });
    render(ReceiveForm, { customerId, back: true, onsaved: vi.fn(), oncancel: vi.fn() });
    await user.type(screen.getByLabelText(/^Amount/), '20');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The books are closed up to 31 October.');
    expect(sent('payments.receive')[0]).toMatchObject({ amount: -2000 });
    expect(screen.getByLabelText<HTMLInputElement>(/^Amount/).value).toBe('20.00');
  });
});

describe('a payment', () => {
  it('offers to use what is left of it', async () => {
    const user = userEvent.setup();
    const receipt = (stand.backend.data.receipt as unknown as Receipt[]).find((one) => one.unallocated > 0) as Receipt;
    render(ReceiptPane, { id: receipt.id });
    await user.click(await screen.findByRole('button', { name: 'Use the credit' }));
    await waitFor(() => expect(sent('payments.useCredit')).toEqual([{ id: receipt.id }]));
  });
});

describe('late payers', () => {
  it('are reminded of all that is selected in one step', async () => {
    const user = userEvent.setup();
    const [first, second] = late();
    render(LateList);
    await screen.findByRole('grid');
    await user.hover(screen.getByText(first?.number ?? ''));
    await user.click(screen.getByRole('checkbox', { name: new RegExp(first?.number ?? '') }));
    await user.hover(screen.getByText(second?.number ?? ''));
    await user.click(screen.getByRole('checkbox', { name: new RegExp(second?.number ?? '') }));
    await user.click(screen.getByRole('button', { name: 'Mark as reminded' }));
    await waitFor(() => expect(sent('payments.remind')).toEqual([{ ids: [first?.id, second?.id] }]));
    expect(toasts.list[0]?.action?.label).toBe('Undo');
  });

  it('are copied under their headings, as the rows of every list are', async () => {
    const user = userEvent.setup();
    const [first] = late();
    render(LateList);
    (await screen.findByRole('grid')).focus();
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('1 row copied'));
    const lines = (await navigator.clipboard.readText()).split('\n').map((line) => line.split('\t'));
    expect(lines).toHaveLength(2);
    expect(lines[0]?.[0]).toBe('Customer');
    expect(lines[1]?.[lines[0]?.indexOf('Invoice') ?? -1]).toBe(first?.number);
  });

  it('are said to be none, with the way to the levels', async () => {
    stand.answer('payments.late', () => ({ invoices: [], owed: 0 }));
    render(LateList);
    expect(await screen.findByText('Nobody is late')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'When reminders are due' })).toBeTruthy();
  });
});

describe('the till', () => {
  it('is counted at the end of a day, and says whether it agrees', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', (payload) => ({ record: { ...(payload.values as object), id: 'c1', expected: 25090, difference: -90 }, titles: {}, changed: [], undoLabel: 'Count', opId: 'op-1' }));
    render(CashBook);
    await screen.findByText('€180.00', { selector: '.value' });
    await user.click(screen.getByRole('button', { name: 'Count the till' }));
    await user.type(await screen.findByLabelText('Counted'), '250{Enter}');
    await waitFor(() => expect(sent('records.save')[0]).toMatchObject({ kind: 'cash_entry', values: { entryKind: 'count', amount: 25000 } }));
    expect(toasts.list.at(-1)?.text).toContain('€250.90 should have been in the till');
  });

  it('takes out with a minus', async () => {
    const user = userEvent.setup();
    render(CashBook);
    await user.click(await screen.findByRole('button', { name: 'Put in or take out' }));
    await user.click(screen.getByText('Taken out'));
    await user.type(screen.getByLabelText('Amount'), '100{Enter}');
    await waitFor(() => expect(sent('records.save')[0]).toMatchObject({ values: { entryKind: 'movement', amount: -10000 } }));
  });
});
