import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import AskDialog from '../../src/features/records/AskDialog.svelte';
import { partOf } from '../../src/features/records/labels';
import PartsInput from '../../src/features/records/PartsInput.svelte';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import Form from '../../src/components/Form.svelte';
import NumberInput from '../../src/components/NumberInput.svelte';
import { ApiFailure } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { FieldSpec } from '../../src/api/generated';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
});

describe('the form of a record', () => {
  it('says what is wrong beside the field, and leads there', async () => {
    const user = userEvent.setup();
    render(RecordForm, { kind: 'customer', record: null, onsaved: vi.fn(), oncancel: vi.fn() });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const field = screen.getByLabelText('Last name');
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    const described = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toContain('A customer needs a name');
  });

  it('asks a company for no first name, a person for no kind of company, and only a prospect for the card of a lead', async () => {
    const asked = (names: string[]) => names.map((name) => screen.queryByLabelText(name) !== null);
    const fields = ['First name', 'Kind of company', 'Next step'];
    const shown = (initial: Record<string, unknown>) => {
      const { unmount } = render(RecordForm, { kind: 'customer', record: null, initial, onsaved: vi.fn(), oncancel: vi.fn() });
      const there = asked(fields);
      unmount();
      return there;
    };
    expect(shown({ kind: 'person' })).toEqual([true, false, false]);
    expect(shown({ kind: 'company' })).toEqual([false, true, false]);
    expect(shown({ kind: 'person', role: 'prospect' })).toEqual([true, false, true]);
    expect(shown({ kind: 'person', companyForm: 'business' }), 'what stands there by itself says nothing').toEqual([true, false, false]);
    expect(shown({ kind: 'company', firstName: 'Ida' }), 'what is there can be seen').toEqual([true, true, false]);
  });

  it('asks for the name and how to reach somebody before the number and the role', () => {
    render(RecordForm, { kind: 'customer', record: null, onsaved: vi.fn(), oncancel: vi.fn() });
    const asked = [...['First name', 'Last name', 'Company name', 'Person or company'].map((name) => screen.getByLabelText(name)), screen.getByRole('group', { name: 'E-mail' }), screen.getByRole('group', { name: 'Telephone' }), ...['Number', 'Role', 'Salutation'].map((name) => screen.getByLabelText(name))];
    const inOrder = [...asked].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    expect(inOrder, 'whoever stands at the counter says the name first').toEqual(asked);
  });

  it('sends only what was changed', async () => {
    const user = userEvent.setup();
    const saved = vi.fn();
    const record = stand.backend.data.customer?.find((one) => one.kind === 'person') as Record<string, unknown> & { id: string };
    render(RecordForm, { kind: 'customer', record, onsaved: saved, oncancel: vi.fn() });
    await user.clear(screen.getByLabelText('First name'));
    await user.type(screen.getByLabelText('First name'), 'Zoë');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    const call = stand.calls.find((one) => one.name === 'records.save');
    expect(call?.payload, 'another window may have changed the rest').toEqual({ kind: 'customer', id: record.id, values: { firstName: 'Zoë' } });
    expect(toasts.list[0]?.action?.label, 'every change can be taken back').toBe('Undo');
  });

  it('asks a company for no first name, and a person for no kind of company', async () => {
    const user = userEvent.setup();
    render(RecordForm, { kind: 'customer', record: null, onsaved: vi.fn(), oncancel: vi.fn() });
    expect(screen.queryByLabelText('First name')).not.toBeNull();
    expect(screen.queryByLabelText('Kind of company')).toBeNull();
    expect(screen.queryByLabelText('Belongs to'), 'a firm, a household or a club: nobody works for a household').not.toBeNull();
    await user.selectOptions(screen.getByLabelText('Person or company'), 'company');
    expect(screen.queryByLabelText('First name')).toBeNull();
    expect(screen.queryByLabelText('Kind of company')).not.toBeNull();
  });

  it('leaves with Esc and saves with Ctrl+Enter', async () => {
    const user = userEvent.setup();
    const cancelled = vi.fn();
    const saved = vi.fn();
    render(RecordForm, { kind: 'product', record: null, onsaved: saved, oncancel: cancelled });
    await user.type(screen.getByLabelText(/^Name/), 'Stool');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(saved).toHaveBeenCalled());
    await user.type(screen.getByLabelText(/^Name/), '{Escape}');
    expect(cancelled).toHaveBeenCalled();
  });
});

describe('the frame of a form', () => {
  const children = createRawSnippet(() => ({ render: () => '<div><input aria-label="Name"><details><summary>More</summary><input aria-label="E-mail" aria-invalid="true"></details></div>' }));

  it('leads to the field that was refused, and opens the section it is in', async () => {
    const { rerender } = render(Form, { onsubmit: vi.fn(), oncancel: vi.fn(), children });
    await rerender({ refused: { message: 'This is no address.' }, said: true });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('E-mail'));
    expect(document.querySelector('details')?.open).toBe(true);
    expect(screen.queryByRole('alert'), 'the field says it; twice would be a scolding').toBeNull();
    await rerender({ refused: { message: 'The period is closed.' }, said: false });
    expect(screen.getByRole('alert').textContent, 'what no field can say stands above them').toContain('The period is closed.');
  });

  it('is saved once from anywhere with Ctrl+Enter, and not while it is being saved', async () => {
    const user = userEvent.setup();
    const save = vi.fn();
    const { rerender } = render(Form, { onsubmit: save, oncancel: vi.fn(), children });
    screen.getByLabelText('Name').focus();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(save).toHaveBeenCalledTimes(1);
    await rerender({ busy: true });
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(save).toHaveBeenCalledTimes(1);
  });
});

describe('a question before something is done', () => {
  const case_ = () => session.spec('case').fields.filter((field) => ['resolution', 'cause'].includes(field.name));
  const ask = (run: () => Promise<void>) => render(AskDialog, { kind: 'case', keep: 'regulars.draft.ask', title: 'Resolve it', verb: 'Resolve', asked: case_().map((spec) => ({ spec })), first: {}, run, onclose: vi.fn() });

  it('leads to the field that was refused, so that the next key mends it', async () => {
    const user = userEvent.setup();
    ask(() => Promise.reject(new ApiFailure({ code: 'invalid', message: 'A cause is needed.', field: 'cause' })));
    await user.click(screen.getByRole('button', { name: 'Resolve' }));
    const field = await screen.findByLabelText(/^Cause/);
    await waitFor(() => expect(document.activeElement, 'left on the button, the next Enter is refused again').toBe(field));
    expect(screen.getAllByText('A cause is needed.'), 'said once, at its field').toHaveLength(1);
  });

  it('says above all fields what is about none of them', async () => {
    const user = userEvent.setup();
    ask(() => Promise.reject(new ApiFailure({ code: 'conflict', message: 'It was resolved already.' })));
    await user.click(screen.getByRole('button', { name: 'Resolve' }));
    expect((await screen.findByText('It was resolved already.')).closest('[role="alert"]')).not.toBeNull();
  });
});

describe('parts of a record', () => {
  it('are filled in by their type: amounts as numbers, records by their names', async () => {
    const user = userEvent.setup();
    const told = vi.fn();
    const part = (name: string, type: FieldSpec['type'], more = {}): FieldSpec => ({ name, type, section: '', required: false, readOnly: false, computed: false, listed: false, searched: false, importable: true, personal: false, choices: [], refKind: null, part: [], ...more });
    const spec = part('prices', 'parts', { part: [part('priceList', 'text'), part('customerId', 'ref', { refKind: 'customer' }), part('price', 'decimal'), part('validFrom', 'date')] });
    render(PartsInput, { kind: 'product', spec, value: [{ priceList: '', customerId: null, price: null, validFrom: null }], onchange: told });
    await user.type(screen.getByRole('textbox', { name: 'Price' }), '3.5');
    expect(told).toHaveBeenLastCalledWith([{ priceList: '', customerId: null, price: '3.5', validFrom: null }]);
    expect(screen.getByRole('combobox', { name: 'For customer' }), 'nobody types the identity of a customer').toBeTruthy();
  });
});

describe('a part that is refused', () => {
  it('is the one that is marked, and says why to whoever cannot see the colour', () => {
    const field = (name: string): FieldSpec => ({ name, type: 'text', section: '', required: false, readOnly: false, computed: false, listed: false, searched: false, importable: true, personal: false, choices: [], refKind: null, part: [] });
    const spec: FieldSpec = { ...field('emails'), type: 'parts', part: [field('label'), field('address')] };
    const value = [{ label: 'work', address: 'anna@linden.example' }, { label: 'home', address: 'anna(at)linden' }];
    const told = partOf({ field: 'emails.1.address' });
    render(PartsInput, { kind: 'customer', spec, value, refused: told, describedby: 'why', onchange: vi.fn() });
    const wrong = [...document.querySelectorAll<HTMLInputElement>('[aria-invalid=true]')];
    expect(wrong.map((input) => input.value)).toEqual(['anna(at)linden']);
    expect(wrong[0]?.getAttribute('aria-describedby')).toBe('why');
    expect(partOf({ field: 'last_name' }), 'a field of its own is no part').toBeNull();
    expect(partOf({ field: 'relations.0.customer_id' })).toBe('relations.0.customerId');
  });
});

describe('a telephone number that is added', () => {
  it('is what is typed next, not its kind and not nothing', async () => {
    const user = userEvent.setup();
    const field = (name: string): FieldSpec => ({ name, type: 'text', section: '', required: false, readOnly: false, computed: false, listed: false, searched: false, importable: true, personal: false, choices: [], refKind: null, part: [] });
    const spec: FieldSpec = { ...field('phones'), type: 'parts', part: [field('label'), field('number')] };
    let value: Record<string, unknown>[] = [];
    const props = () => ({ kind: 'customer' as const, spec, value, onchange: (next: Record<string, unknown>[]) => { value = next; void rerender(props()); } });
    const { rerender } = render(PartsInput, props());
    await user.click(screen.getByRole('button', { name: 'Add a number' }));
    await user.keyboard('0171 234');
    expect(value).toEqual([{ label: '', number: '0171 234' }]);
  });
});

describe('a number', () => {
  it('passes on exact text and minor units', async () => {
    const user = userEvent.setup();
    const changed = vi.fn();
    const { unmount } = render(NumberInput, { type: 'decimal', value: null, label: 'Quantity', onchange: changed });
    await user.type(screen.getByLabelText('Quantity'), '2.50');
    expect(changed).toHaveBeenLastCalledWith('2.50');
    unmount();
    render(NumberInput, { type: 'money', value: null, label: 'Amount', onchange: changed });
    await user.type(screen.getByLabelText('Amount'), '12.5');
    expect(changed).toHaveBeenLastCalledWith(1250);
    await user.type(screen.getByLabelText('Amount'), 'x');
    expect(changed, 'what cannot be read goes to the core, which refuses it in words').toHaveBeenLastCalledWith('12.5x');
  });
});

describe('what cannot be read', () => {
  it('is said at each field once it is left, and all of it when saving, with the keys on the first', async () => {
    const user = userEvent.setup();
    const onsaved = vi.fn();
    render(RecordForm, { kind: 'follow_up', record: null, onsaved, oncancel: vi.fn() });
    const day = screen.getByRole('textbox', { name: /^Due/ });
    await user.clear(day);
    await user.type(day, '31/02');
    expect(screen.queryByText(/is not a date/), 'nobody is told off while typing').toBeNull();
    await user.type(screen.getByLabelText('Time'), '25:99');
    expect(screen.getByText('“31/02” is not a date.')).toBeTruthy();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('“25:99” is not a time of day.')).toBeTruthy();
    expect(screen.getByText('“31/02” is not a date.'), 'both at once').toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(day));
    expect(stand.calls.some((call) => call.name === 'records.save'), 'the core is not asked about what nobody can read').toBe(false);
  });

  it('leaves the time zone and the minutes out of the way until there is a time', async () => {
    const user = userEvent.setup();
    render(RecordForm, { kind: 'follow_up', record: null, onsaved: vi.fn(), oncancel: vi.fn() });
    expect(screen.queryByRole('group', { name: 'Time zone' })).toBeNull();
    expect(screen.queryByLabelText('Length in minutes'), 'a whole day has no minutes').toBeNull();
    expect(screen.queryByLabelText('Length in days')).not.toBeNull();
    await user.type(screen.getByLabelText('Time'), '9');
    await screen.findByLabelText('Length in minutes');
    const zone = await screen.findByRole('group', { name: 'Time zone' });
    expect(within(zone).queryByRole('combobox'), 'four hundred zones are for who wants another one').toBeNull();
    await user.click(within(zone).getByRole('button', { name: 'Another zone' }));
    await user.selectOptions(within(zone).getByRole('combobox'), 'America/New_York');
    await waitFor(() => expect(document.activeElement).toBe(within(zone).getByRole('combobox')));
  });
});
