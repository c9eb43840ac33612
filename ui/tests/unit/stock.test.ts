import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import MovementDialog from '../../src/features/stock/MovementDialog.svelte';
import PeriodClose from '../../src/features/settings/PeriodClose.svelte';
import ProductPane from '../../src/features/products/ProductPane.svelte';
import StocktakingDialog from '../../src/features/stock/StocktakingDialog.svelte';
import TaxRates from '../../src/features/settings/TaxRates.svelte';
import { fieldsOf } from '../../src/features/settings/groups';
import { SETTINGS_PARTS } from '../../src/features/settings/parts';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { stockDialog } from '../../src/features/stock/dialog.svelte';
import type { Product } from '../../src/api/generated';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  localStorage.clear();
  location.hash = '#/products';
  stand = useBackend();
  toasts.list = [];
  stockDialog.close();
  await session.load();
});

const shelf = () => stand.backend.data.product?.[1] as unknown as Product;
const saved = () => stand.calls.filter((call) => call.name === 'records.save').map((call) => call.payload as { kind: string; values: Record<string, unknown> });

describe('the stock of a product', () => {
  it('says what there is, what is promised, and what came', async () => {
    render(ProductPane, { id: shelf().id });
    expect(await screen.findByText('Available')).toBeTruthy();
    expect(screen.getByText('Promised')).toBeTruthy();
    expect(screen.getByText(/Delivery of October/)).toBeTruthy();
  });

  it('is begun with one press where it is not kept', async () => {
    const user = userEvent.setup();
    const oil = stand.backend.data.product?.[9] as unknown as Product;
    render(ProductPane, { id: oil.id });
    await user.click(await screen.findByRole('button', { name: 'Keep its stock' }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ kind: 'product', values: { trackStock: true } }));
  });

  it('takes goods in with supplier and cost, and moves them without', async () => {
    const user = userEvent.setup();
    const closed = vi.fn();
    render(MovementDialog, { product: shelf(), reason: 'purchase', onclose: closed });
    await user.type(screen.getByLabelText('Quantity'), '4');
    await user.type(screen.getByLabelText('Cost of one'), '310.5');
    await user.click(screen.getByText('Move'));
    await user.type(screen.getByLabelText('To place'), 'Shop{Enter}');
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(saved()[0]?.values).toMatchObject({ productId: shelf().id, reason: 'transfer', quantity: '4', toLocation: 'Shop' });
    expect(saved()[0]?.values, 'moving buys nothing').not.toHaveProperty('unitCost');
  });

  it('keeps what was typed when a movement is refused', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', () => { throw { code: 'invalid', message: 'Only 2 of “Bookshelf” are in stock.', field: 'quantity' }; });
    render(MovementDialog, { product: shelf(), reason: 'correction', onclose: vi.fn() });
    await user.type(screen.getByLabelText('Quantity'), '-30{Enter}');
    await waitFor(() => expect(screen.getAllByText('Only 2 of “Bookshelf” are in stock.').length).toBeGreaterThan(0));
    expect(screen.getByLabelText<HTMLInputElement>('Quantity').value).toBe('-30');
  });

  it('is counted with a sheet that goes out and comes back', async () => {
    const user = userEvent.setup();
    const closed = vi.fn();
    render(StocktakingDialog, { onclose: closed });
    await user.click(screen.getByRole('button', { name: 'Save the sheet' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('Stocktaking.csv'));
    await user.click(screen.getByRole('button', { name: 'Read the filled sheet' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(toasts.list.at(-1)?.action?.label).toBe('Undo');
  });
});

describe('the settings of money', () => {
  it('put every field of the core into one part', () => {
    const fields = session.spec('settings').fields.filter((field) => ['money', 'stock'].includes(field.section));
    const shown = SETTINGS_PARTS.flatMap((part) => fieldsOf(part, fields).map((field) => field.name));
    expect([...shown, 'taxRates', 'closedUntil'].sort()).toEqual(fields.map((field) => field.name).sort());
    expect(fieldsOf('payment', fields).map((field) => field.name)).toContain('iban');
  });

  it('keep the taxes together, and what was refused as it was typed', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', () => { throw { code: 'invalid', message: 'Give the tax a class.', field: 'taxRates' }; });
    render(TaxRates);
    await user.click(screen.getByRole('button', { name: 'Add a tax' }));
    await user.type(screen.getByRole('textbox', { name: 'Name on documents' }), 'VAT');
    await user.click(screen.getByRole('button', { name: 'Keep these taxes' }));
    await screen.findByText('Give the tax a class.');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name on documents' }).value).toBe('VAT');
  });

  it('close a period only after saying what it does', async () => {
    const user = userEvent.setup();
    render(PeriodClose);
    expect(screen.getByText(/Nothing of that day or before can be changed any more/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close up to 31 Oct 2026' }));
    await waitFor(() => expect(saved()[0]).toMatchObject({ kind: 'settings', values: { closedUntil: '2026-10-31' } }));
    expect(await screen.findByRole('button', { name: 'Open them again' })).toBeTruthy();
  });
});
