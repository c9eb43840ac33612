import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import VariantsCard from '../../src/features/products/VariantsCard.svelte';
import SaleEditor from '../../src/features/sales/SaleEditor.svelte';
import { currencyOf, valueText } from '../../src/features/records/values';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { Product, Sale } from '../../src/api/generated';
import { useBackend, type Stand } from './backend';

let stand: Stand;
let shirt: Product;
let small: Product;
let large: Product;
beforeEach(async () => {
  localStorage.clear();
  stand = useBackend();
  toasts.list = [];
  await session.load();
  const products = stand.backend.data.product as unknown as Product[];
  const of = (product: Product, change: Partial<Product>) => Object.assign(product, { name: '', trackStock: true, productKind: 'goods', options: [], optionValues: [], parentId: null, ...change });
  shirt = of(products[0]!, { name: 'Shirt', sku: 'SH', barcode: '400638133', trackStock: false, options: [{ name: 'Size', values: 'S; L' }] });
  small = of(products[1]!, { name: 'Shirt, S', sku: 'SH-S', barcode: '', price: '20', parentId: shirt.id, optionValues: [{ name: 'Size', value: 'S' }] });
  large = of(products[2]!, { name: 'Shirt, L', sku: 'SH-L', barcode: '', price: '22.5', parentId: shirt.id, optionValues: [{ name: 'Size', value: 'L' }] });
  const plain = stand.backend.call.bind(stand.backend);
  stand.answer('records.list', (payload) => (payload.kind === 'product' && String(payload.where).startsWith('parent_id') ? { rows: [small, large], total: 2, titles: {}, seq: 0 } : plain('records.list', payload)));
  stand.answer('stock.set', (payload) => ({ changed: [{ kind: 'stock_movement', ids: [] }], undoLabel: `Stock of ${String(payload.productId)}`, opId: 'op' }));
});

const calls = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);
const product = () => screen.getAllByRole<HTMLInputElement>('combobox', { name: 'Description' });
const open = () => render(SaleEditor, { sale: null, onsaved: vi.fn(), oncancel: vi.fn() });

describe('the variants of a product', () => {
  it('are changed where they stand, each value as what it is', async () => {
    const user = userEvent.setup();
    render(VariantsCard, { product: shirt, titles: {} });
    await user.click(await screen.findByRole('button', { name: /Change Price of L, now €22.50/ }));
    await user.keyboard('24{Enter}');
    await waitFor(() => expect(calls('records.save')[0]).toMatchObject({ kind: 'product', id: large.id, values: { price: '24' } }));
    expect(document.activeElement?.getAttribute('aria-label'), 'the place is kept').toMatch(/Price of L/);
    await user.click(screen.getByRole('button', { name: /Change Barcode of S/ }));
    await user.keyboard('4006381333931{Tab}');
    await waitFor(() => expect(calls('records.save')[1]).toMatchObject({ id: small.id, values: { barcode: '4006381333931' } }));
    await waitFor(() => expect(document.activeElement?.tagName, 'Tab goes on to the next value').toBe('INPUT'));
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /Change In stock of S/ }));
    await user.keyboard('7{Enter}');
    await waitFor(() => expect(calls('stock.set')[0], 'what is counted becomes a correction').toMatchObject({ productId: small.id, counted: '7' }));
  });

  it('keep what was refused, and say why', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', () => { throw { code: 'invalid', message: 'There is another product with the code SH-S.', field: 'sku' }; });
    render(VariantsCard, { product: shirt, titles: {} });
    await user.click(await screen.findByRole('button', { name: /Change Article number of L/ }));
    await user.keyboard('SH-S{Enter}');
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('another product'));
    await user.click(screen.getByRole('button', { name: /Article number of L/ }));
    expect((document.activeElement as HTMLInputElement).value).toBe('SH-S');
  });

  it('are what is sold: the product itself leads to them', async () => {
    const user = userEvent.setup();
    open();
    await user.type(product()[0]!, 'Shirt');
    await within(await screen.findByRole('listbox', { name: 'Description' })).findByText(/Size ›/);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getAllByRole('option').map((one) => one.textContent).join(' ')).toMatch(/Shirt, S.*Shirt, L/));
    expect(screen.queryAllByLabelText('Quantity'), 'nothing is sold yet').toHaveLength(0);
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(product()[0]!.value).toBe('Shirt, L'));
  });

  it('leave no line behind when none is chosen', async () => {
    const user = userEvent.setup();
    open();
    await user.type(product()[0]!, 'Shirt');
    await screen.findByText(/Size ›/);
    await user.keyboard('{Enter}');
    await screen.findByText('Shirt, L');
    await user.keyboard('{Tab}');
    expect(screen.queryAllByLabelText('Quantity'), 'a word that leads to others is no line').toHaveLength(0);
    expect(product()[0]!.value).toBe('');
  });
});

describe('another currency', () => {
  it('asks for prices in it, once its rate is known', async () => {
    const user = userEvent.setup();
    open();
    await user.click(screen.getByText('More about this document'));
    await user.selectOptions(screen.getByLabelText('Currency'), 'USD');
    await user.type(product()[0]!, 'Shirt, L{Enter}');
    await screen.findByLabelText('Quantity');
    expect(calls('products.price'), 'without a rate nobody knows').toHaveLength(0);
    stand.answer('sales.preview', (payload) => {
      const values = payload.values as Sale;
      if (values.currency && !Number(values.exchangeRate)) throw { code: 'invalid', message: 'Say how much one USD is in EUR.', field: 'exchange_rate' };
      return { record: { ...values, lines: [], payments: [], taxes: [] }, titles: {}, warnings: [] };
    });
    const rate = screen.getByLabelText('Exchange rate');
    await user.type(rate, '0');
    await screen.findByText('Say how much one USD is in EUR.');
    await user.type(rate, '.9');
    await waitFor(() => expect(screen.queryByText('Say how much one USD is in EUR.')).toBeNull());
    expect((rate.closest('details') as HTMLDetailsElement).open, 'a field never folds away under the hands').toBe(true);
    await waitFor(() => expect(calls('products.price').at(-1)).toMatchObject({ currency: 'USD', exchangeRate: '0.9' }));
    await screen.findByText('The usual price.');
  });

  it('is that of the amounts of a document in every list', () => {
    const fields = session.spec('sale').fields;
    const total = fields.find((field) => field.name === 'total')!;
    const yen = { id: '1', currency: 'JPY', total: 31_214, bookTotal: 19_041 };
    expect(valueText('sale', total, yen.total, {}, yen), 'not €312.14').toMatch(/¥31,214$/);
    expect(currencyOf('sale', 'bookTotal', yen), 'what it comes to in the books is in theirs').toBeUndefined();
    expect(currencyOf('customer', 'balance', { currency: 'JPY' })).toBeUndefined();
    const price = session.spec('product').fields.find((field) => field.name === 'price')!;
    expect(valueText('product', { ...price, type: 'price' }, '0.335')).toBe('€0.335');
  });
});
