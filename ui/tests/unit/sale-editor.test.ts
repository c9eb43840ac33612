import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import SaleEditor from '../../src/features/sales/SaleEditor.svelte';
import DiscountInput from '../../src/features/sales/DiscountInput.svelte';
import { Scanner } from '../../src/features/sales/scanner';
import { ApiFailure } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { Product, Sale } from '../../src/api/generated';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  localStorage.clear();
  stand = useBackend();
  toasts.list = [];
  await session.load();
});

const open = (sale: Sale | null = null) => {
  const saved = vi.fn();
  render(SaleEditor, { sale, onsaved: saved, oncancel: vi.fn() });
  return saved;
};
const product = () => screen.getAllByRole<HTMLInputElement>('combobox', { name: 'Description' });
const quantities = () => screen.queryAllByLabelText<HTMLInputElement>('Quantity');
const lastPreview = () => stand.calls.filter((call) => call.name === 'sales.preview').at(-1)?.payload.values as Sale;

/** A whole code and its Enter in one blink, as a scanner types it. */
async function scan(code: string) {
  const target = (document.activeElement ?? document.body) as HTMLElement;
  for (const key of [...code, 'Enter']) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: 1000 });
    await fireEvent(target, event);
  }
}

describe('the editor of a sale', () => {
  it('shows no sum but the core’s', async () => {
    stand.answer('sales.preview', (payload) => {
      const values = payload.values as Sale;
      return { record: { ...values, payments: [], taxes: [], lines: (values.lines ?? []).map((line) => ({ ...line, amount: 4711, net: 4711, tax: 1, total: 4712 })), discountTotal: 0, rounding: 0, net: 4711, tax: 1, total: 4712, paid: 0, due: 4712 } };
    });
    stand.answer('sales.paper', () => ({ pages: ['<svg xmlns="http://www.w3.org/2000/svg"/>'], width: 595, height: 842, warnings: [], words: { title: 'Invoice', tables: [{ columns: [], rows: [], totals: ['Total', '€47.12'] }], notes: [] } }));
    open();
    await waitFor(() => expect(screen.getAllByText('€47.12').length, 'two and two is what the core says it is, in the form and on the paper').toBe(2));
  });

  it('is written with letters, Enter, a number and Enter', async () => {
    const user = userEvent.setup();
    const saved = open();
    await user.type(product()[0]!, 'walnut{Enter}');
    await waitFor(() => expect(document.activeElement, 'how many comes next').toBe(quantities()[0]));
    await user.keyboard('4{Enter}');
    expect(document.activeElement, 'then the next line').toBe(product()[1]);
    await user.keyboard('chair{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(quantities()[1]));
    await user.keyboard('2{Control>}{Enter}{/Control}');
    await waitFor(() => expect(saved).toHaveBeenCalled());
    const lines = (stand.calls.find((call) => call.name === 'records.save')?.payload.values as Sale).lines;
    expect(lines.map((line) => [line.quantity, line.unitPrice])).toEqual([['4', '690'], ['2', '85']]);
    expect(lines[0], 'the page’s own notes stay in the page').not.toHaveProperty('uid');
  });

  it('asks the core for the price, says why it is so, and leaves alone what was changed by hand', async () => {
    const user = userEvent.setup();
    open();
    await user.type(product()[0]!, 'walnut{Enter}');
    await screen.findByText('The usual price.');
    await user.clear(quantities()[0]!);
    await user.type(quantities()[0]!, '12');
    await screen.findByText(/Autumn oil service/);
    await waitFor(() => expect(lastPreview().campaignId, 'the sale answers the campaign').toBe(stand.backend.data.campaign?.[0]?.id));
    const price = screen.getByLabelText('Price');
    await user.clear(price);
    await user.type(price, '500');
    await screen.findByText('Price by hand');
    const asked = stand.calls.filter((call) => call.name === 'products.price').length;
    await user.type(quantities()[0]!, '0');
    await new Promise((done) => setTimeout(done, 350));
    expect(stand.calls.filter((call) => call.name === 'products.price').length).toBe(asked);
  });

  it('says at once when there is not enough, and offers what there is', async () => {
    const user = userEvent.setup();
    open();
    await user.type(product()[0]!, 'walnut{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(quantities()[0]));
    await user.keyboard('50');
    await user.click(await screen.findByRole('button', { name: /^Take / }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Take / })).toBeNull());
    expect(Number(quantities()[0]!.value)).toBeLessThan(50);
    await user.clear(quantities()[0]!);
    await user.type(quantities()[0]!, '60');
    await user.click(await screen.findByRole('button', { name: 'Keep 60' }));
    expect(screen.queryByRole('button', { name: /^Take / }), 'the seller has decided').toBeNull();
    expect(screen.getAllByText(/can be promised/).length, 'the core’s own warning stays').toBe(1);
  });

  it('keeps an issued document as it is', async () => {
    const sale = stand.backend.data.sale?.find((one) => one.documentKind === 'invoice') as unknown as Sale;
    open(sale);
    expect(screen.queryByRole('combobox', { name: 'Description' }), 'its lines are not for typing').toBeNull();
    expect(screen.getByText(/is issued and stays as it is/)).toBeTruthy();
  });
});

describe('a scanner', () => {
  it('adds the product from anywhere, and one more when it is scanned again', async () => {
    const shelf = stand.backend.data.product?.[1] as unknown as Product;
    shelf.barcode = '4006381333931';
    open();
    const customer = screen.getByRole<HTMLInputElement>('combobox', { name: 'Customer' });
    customer.focus();
    await scan('4006381333931');
    await waitFor(() => expect(product()[0]!.value).toBe(shelf.name));
    expect(customer.value, 'the code leaves no trace where it was typed').toBe('');
    const notes = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' });
    notes.focus();
    await fireEvent.input(notes, { target: { value: 'Ring twice' } });
    const typed = scan('4006381333931');
    notes.value = 'Ring twice4006381333931';
    await typed;
    await waitFor(() => expect(quantities()[0]!.value).toBe('2'));
    expect(notes.value, 'nor in a field of several lines').toBe('Ring twice');
    await scan('4006381333000');
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('No product has the code 4006381333000'));
    expect(toasts.list.at(-1)?.action?.label).toBe('New product');
  });

  it('is told from a person by its pace', () => {
    const scanner = new Scanner();
    const type = (text: string, gap: number) => [...text, 'Enter'].map((key, index) => scanner.take({ key, timeStamp: 1000 + index * gap, target: null })).at(-1);
    expect(type('4006381', 10)).toBe('4006381');
    expect(type('4006381', 90), 'nobody types that fast').toBeNull();
    expect(type('12', 5), 'a quantity is no code').toBeNull();
    expect(type('walnut', 5), 'a word is no code').toBeNull();
    const keys = [...'stool', 'Tab', ...'100'].map((key, index) => ({ key, timeStamp: 2000 + index * 5, target: null }));
    keys.forEach((key) => scanner.take(key));
    expect(scanner.take({ key: 'Enter', timeStamp: 2050, target: null }), 'a code is typed in one go').toBeNull();
    [...'4006381'].forEach((key, index) => scanner.take({ key, timeStamp: 3000 + index, target: null }));
    expect(scanner.take({ key: 'Enter', timeStamp: 3010, target: null, ctrlKey: true }), 'Ctrl+Enter saves').toBeNull();
  });
});

describe('a sale that says nothing', () => {
  it('is refused at its lines, where it is mended, and loses nothing', async () => {
    const user = userEvent.setup();
    const why = 'Nothing stands on this document yet. Add a line with a product, a description or a price, or keep it as a draft.';
    stand.answer('records.save', () => { throw new ApiFailure({ code: 'invalid', message: why, field: 'lines' }); });
    const saved = open();
    await user.type(await screen.findByLabelText('Notes'), 'Ring twice');
    await user.keyboard('{Control>}{Enter}{/Control}');
    const said = await screen.findAllByText(why);
    expect(said, 'once, and not above the form as well').toHaveLength(1);
    await waitFor(() => expect(document.activeElement, 'the keys stand where the first line is written').toBe(product()[0]));
    expect(product()[0]?.getAttribute('aria-invalid')).toBe('true');
    expect(product()[0]?.getAttribute('aria-describedby'), 'and the words are read there').toContain(said[0]?.id);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notes').value).toBe('Ring twice');
    expect(saved).not.toHaveBeenCalled();
  });

  it('keeps the reason when a preview asked for before comes late', async () => {
    const user = userEvent.setup();
    let come = () => {};
    const late = new Promise<void>((done) => { come = done; });
    stand.answer('sales.preview', (payload) => late.then(() => ({ record: { ...(payload.values as Sale), lines: [], payments: [], taxes: [], discountTotal: 0, rounding: 0, net: 4711, tax: 0, total: 4711, paid: 0, due: 4711 } })));
    stand.answer('records.save', () => { throw new ApiFailure({ code: 'invalid', message: 'Nothing stands on this document yet.', field: 'lines' }); });
    open();
    await waitFor(() => expect(stand.calls.some((call) => call.name === 'sales.preview')).toBe(true));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Nothing stands on this document yet.');
    come();
    await screen.findAllByText('€47.11');
    expect(screen.getByText('Nothing stands on this document yet.')).toBeTruthy();
  });

  it('marks the line that a refusal is about', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', () => { throw new ApiFailure({ code: 'invalid', message: 'A discount is a percentage between 0 and 100.', field: 'lines.1.discount' }); });
    open();
    await user.type(product()[0]!, 'walnut{Enter}');
    await user.keyboard('4{Enter}chair{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(quantities()[1]));
    await user.keyboard('2{Control>}{Enter}{/Control}');
    await screen.findByText('A discount is a percentage between 0 and 100.');
    expect(product().map((input) => input.getAttribute('aria-invalid'))).toEqual([null, 'true', null]);
  });
});

describe('a discount', () => {
  it('is a share or an amount, one at a time', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    render(DiscountInput, { percent: '10', amount: 0, label: 'Discount', onchange: told });
    await user.click(screen.getByRole('button', { name: 'Discount in EUR' }));
    expect(told).toHaveBeenLastCalledWith({ discount: '0', discountAmount: 0 });
  });
});
