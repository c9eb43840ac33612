import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import SaleDialogs from '../../src/features/sales/SaleDialogs.svelte';
import SalePane from '../../src/features/sales/SalePane.svelte';
import SalesBoard from '../../src/features/sales/SalesBoard.svelte';
import { saleDialogs } from '../../src/features/sales/dialogs.svelte';
import { saleMenu } from '../../src/features/sales/saleMenu';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { MenuItem } from '../../src/components/Menu.svelte';
import type { Sale } from '../../src/api/generated';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  localStorage.clear();
  location.hash = '#/sales';
  stand = useBackend();
  toasts.list = [];
  saleDialogs.close();
  await session.load();
});

const order = (index: number) => stand.backend.data.sale?.find((sale) => sale.id === `0190-order-${index}`) as unknown as Sale;
const made = () => stand.calls.filter((call) => call.name === 'sales.make').map((call) => call.payload);

describe('the chain of a document', () => {
  it('is carried on with one press, and the new document says where it came from', async () => {
    const user = userEvent.setup();
    render(SalePane, { id: order(0).id });
    await user.click(await screen.findByRole('button', { name: 'Deliver' }));
    await waitFor(() => expect(made()).toEqual([expect.objectContaining({ id: order(0).id, to: 'delivery', picks: [] })]));
    expect(toasts.list[0]?.action?.label, 'it can be taken back').toBe('Undo');
    const documents = await screen.findByRole('heading', { name: 'Documents' });
    expect(within(documents.parentElement as HTMLElement).getByRole('link', { name: /^DN-/ }), 'a link leads on').toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Deliver' }), 'nothing is left to deliver').toBeNull());
  });

  it('has an icon of its own for everything in its menu, so that each is known at a glance', () => {
    for (const sale of stand.backend.data.sale as unknown as Sale[]) {
      for (const late of [null, 'dueDate']) {
        const items = saleMenu({ ...sale, late }).filter((item) => item !== 'line');
        const twice = items.filter((item, index) => items.findIndex((other) => other.icon === item.icon) !== index);
        expect(twice.map((item) => `${sale.documentKind}: ${item.label}`)).toEqual([]);
      }
    }
  });

  it('takes a part over, of what is left', async () => {
    const user = userEvent.setup();
    render(SaleDialogs);
    saleDialogs.open({ what: 'make', sale: order(1), to: 'invoice' });
    const many = await screen.findByRole<HTMLInputElement>('textbox', { name: /^How many/ });
    await waitFor(() => expect(many.value, 'all that is left is proposed').toBe(order(1).lines[0]?.quantity));
    await user.clear(many);
    await user.type(many, '1{Enter}');
    await waitFor(() => expect(made()[0]?.picks).toEqual([{ key: 1, quantity: '1' }]));
    await waitFor(() => expect(saleDialogs.now, 'the dialog is done').toBeNull());
  });

  it('shows a refusal where it was asked for, and keeps what was typed', async () => {
    const user = userEvent.setup();
    stand.answer('payments.writeOff', () => { throw { code: 'conflict', message: 'The books are closed up to 31 October.', field: null }; });
    render(SaleDialogs);
    saleDialogs.open({ what: 'writeOff', sale: order(0) });
    await user.type(await screen.findByLabelText('Why'), 'Moved away{Enter}');
    await screen.findByText('The books are closed up to 31 October.');
    expect(screen.getByLabelText<HTMLInputElement>('Why').value).toBe('Moved away');
  });

  it('makes every recurring invoice that is due in one step', async () => {
    const user = userEvent.setup();
    render(SaleDialogs);
    saleDialogs.open({ what: 'recurring' });
    await user.click(await screen.findByRole('button', { name: 'Make 1 invoice' }));
    await screen.findByRole('button', { name: 'Nothing is due' });
  });
});

describe('the menu of a document', () => {
  const labels = (sale: Partial<Sale>) => saleMenu({ ...order(0), ...sale } as Sale).filter((item): item is MenuItem => item !== 'line').map((item) => item.label);

  it('offers what fits the document', () => {
    expect(labels({})).toEqual(expect.arrayContaining(['Deliver…', 'Make an invoice…', 'Ask for a deposit…', 'Save as PDF', 'Cancel the document']));
    expect(labels({ documentKind: 'quote' })).toEqual(expect.arrayContaining(['Make an order…', 'Accepted', 'Declined']));
    expect(labels({ documentKind: 'invoice', due: 500 })).toEqual(expect.arrayContaining(['Record payment', 'Write off…', 'Write a credit note…', 'Till receipt']));
    expect(labels({ status: 'cancelled' }), 'what is cancelled is only looked at').toEqual(['Show the document', 'Save as PDF']);
  });
});

describe('the board of orders', () => {
  it('delivers an order with the keys alone, and goes no way back', async () => {
    const user = userEvent.setup();
    render(SalesBoard);
    const card = (index: number) => document.querySelector<HTMLElement>(`[data-card="0190-order-${index}"]`) as HTMLElement;
    await waitFor(() => expect(card(0)).toBeTruthy());
    card(0).focus();
    await user.keyboard(' {ArrowRight}{ArrowRight} ');
    await waitFor(() => expect(made()).toEqual([expect.objectContaining({ id: '0190-order-0', to: 'delivery' })]));
    card(3).focus();
    await user.keyboard(' {ArrowLeft} ');
    expect(made().length, 'a card does not move back by itself').toBe(1);
    expect(toasts.list.at(-1)?.text).toContain('undo or cancel');
  });

  it('asks how many when a part is delivered', async () => {
    const user = userEvent.setup();
    const opened = vi.spyOn(saleDialogs, 'open');
    render(SalesBoard);
    await waitFor(() => expect(document.querySelector('[data-card="0190-order-1"]')).toBeTruthy());
    document.querySelector<HTMLElement>('[data-card="0190-order-1"]')?.focus();
    await user.keyboard(' {ArrowRight} ');
    expect(opened).toHaveBeenCalledWith(expect.objectContaining({ what: 'make', to: 'delivery' }));
  });
});

describe('a payment', () => {
  it('is recorded with Enter, and what is refused stays as it was typed', async () => {
    const user = userEvent.setup();
    const invoice = { ...(stand.backend.data.sale?.find((sale) => sale.documentKind === 'invoice') as unknown as Sale), due: 50_000, status: 'open' as const };
    let refuse = true;
    stand.answer('sales.pay', (payload) => {
      if (refuse) throw { code: 'invalid', message: 'This is more than is due. Record the rest against another invoice.', field: 'amount' };
      return { record: { ...invoice, id: payload.id }, titles: {}, changed: [], undoLabel: 'Payment', opId: 'op' };
    });
    render(SaleDialogs);
    saleDialogs.open({ what: 'pay', sale: invoice });
    const amount = await screen.findByLabelText<HTMLInputElement>('Amount');
    await user.clear(amount);
    await user.type(amount, '99999{Enter}');
    await screen.findByText(/more than is due/);
    expect(amount.value).toContain('99999');
    refuse = false;
    await user.clear(amount);
    await user.type(amount, '500{Enter}');
    await waitFor(() => expect(saleDialogs.now).toBeNull());
    expect(stand.calls.filter((call) => call.name === 'sales.pay').at(-1)?.payload).toMatchObject({ amount: 50_000 });
  });

  it('in another currency asks what that was worth on its day', async () => {
    const user = userEvent.setup();
    const invoice = { ...(stand.backend.data.sale?.find((sale) => sale.documentKind === 'invoice') as unknown as Sale), due: 20_000, status: 'open' as const, currency: 'USD', exchangeRate: '0.93' };
    stand.answer('sales.pay', () => ({ record: invoice, titles: {}, changed: [], undoLabel: 'Payment', opId: 'op' }));
    render(SaleDialogs);
    saleDialogs.open({ what: 'pay', sale: invoice });
    await user.type(await screen.findByLabelText('Exchange rate'), '0.95{Enter}');
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'sales.pay')?.payload).toMatchObject({ amount: 20_000, exchangeRate: '0.95' }));
  });
});
