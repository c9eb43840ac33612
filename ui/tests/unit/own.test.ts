/** What the owner shapes: own fields, and what customers are called. */
import { parse } from '@formatjs/icu-messageformat-parser';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { listColumns } from '../../src/features/records/columns';
import FieldList from '../../src/features/records/FieldList.svelte';
import { askableFields, operators } from '../../src/features/records/filter';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import CustomerWords from '../../src/features/settings/CustomerWords.svelte';
import OwnFieldForm from '../../src/features/settings/OwnFieldForm.svelte';
import OwnFields from '../../src/features/settings/OwnFields.svelte';
import { catalogues, setLanguage, setNouns, t, type MessageKey } from '../../src/i18n';
import { deNouns } from '../../src/i18n/de.nouns';
import { inOwnWords } from '../../src/i18n/nouns';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
});
afterEach(() => setNouns('', ''));
const saved = () => stand.calls.filter((call) => call.name === 'records.save').map((call) => call.payload);

describe('own fields', () => {
  it('are added with what they hold and where they are seen', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    await user.click(await screen.findByRole('button', { name: 'Add a field' }));
    await user.type(await screen.findByLabelText(/^Name/), 'Shoe size');
    await user.selectOptions(screen.getByLabelText('Holds'), 'choice');
    await user.type(screen.getByLabelText(/^Choices/), 'Small\n Large ');
    await user.click(screen.getByLabelText('Show in lists'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Shoe size')).toBeTruthy();
    expect(saved().at(-1)).toMatchObject({ kind: 'custom_field', values: { recordKind: 'customer', label: 'Shoe size', fieldType: 'choice', options: ['Small', 'Large'], shownInLists: true } });
  });

  it('take choices on one line as they are often typed, and a comma within one of several lines as it is', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    for (const [typed, options] of [['red; blue', ['red', 'blue']], ['red, blue', ['red', 'blue']], ['red, dark\nblue', ['red, dark', 'blue']]] as const) {
      await user.click(await screen.findByRole('button', { name: 'Add a field' }));
      await user.type(await screen.findByLabelText(/^Name/), 'Colour');
      await user.selectOptions(screen.getByLabelText('Holds'), 'choice');
      await user.type(screen.getByLabelText(/^Choices/), typed);
      await user.click(screen.getByRole('button', { name: 'Save' }));
      await waitFor(() => expect(saved().at(-1)).toMatchObject({ values: { options } }));
    }
  });

  it('lead to a record of a kind, which only then is asked for and kept', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    await user.click(await screen.findByRole('button', { name: 'Add a field' }));
    await user.type(await screen.findByLabelText(/^Name/), 'Favourite');
    expect(screen.queryByLabelText(/^Leads to/), 'a line of text leads nowhere').toBeNull();
    await user.selectOptions(screen.getByLabelText('Holds'), 'relation');
    await user.selectOptions(screen.getByLabelText(/^Leads to/), 'product');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(saved().at(-1)).toMatchObject({ values: { fieldType: 'relation', refersTo: 'product' } });
    expect(await screen.findByText(/Another record: Products/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Add a field' }));
    await user.type(await screen.findByLabelText(/^Name/), 'Photos');
    await user.selectOptions(screen.getByLabelText('Holds'), 'relation');
    await user.selectOptions(screen.getByLabelText('Holds'), 'file');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(saved().at(-1)).toMatchObject({ values: { fieldType: 'file', refersTo: '' } });
  });

  it('count a quantity in something, which only then is asked for and stands with it', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    await user.click(await screen.findByRole('button', { name: 'Add a field' }));
    await user.type(await screen.findByLabelText(/^Name/), 'Firewood');
    expect(screen.queryByLabelText('Counted in'), 'a line of text is counted in nothing').toBeNull();
    await user.selectOptions(screen.getByLabelText('Holds'), 'quantity');
    await user.type(screen.getByLabelText('Counted in'), 'm³');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(saved().at(-1)).toMatchObject({ values: { fieldType: 'quantity', unit: 'm³' } });
    expect(await screen.findByText(/Quantity: m³/)).toBeTruthy();
  });

  it('for a column of a file keep no files, whose names bring no content', async () => {
    render(OwnFieldForm, { kind: 'customer', field: null, named: 'Photos', onclose: () => {} });
    const offered = [...((await screen.findByLabelText('Holds')) as HTMLSelectElement).options].map((option) => option.value);
    expect(offered).toContain('relation');
    expect(offered).not.toContain('file');
  });

  it('that lead to a record are picked by its name and lead there; files are opened where the record is looked at', async () => {
    const user = userEvent.setup();
    const made = { recordKind: 'customer', position: 3, options: [], required: false, heading: '', shownInLists: true, trashedAt: null };
    stand.backend.data.custom_field?.push({ ...made, id: 'cf-3', label: 'Favourite', slug: 'favourite', fieldType: 'relation', refersTo: 'product' }, { ...made, id: 'cf-4', label: 'Photos', slug: 'photos', fieldType: 'file', refersTo: '' });
    stand.answer('files.picture', () => ({ address: null }));
    stand.answer('files.open', () => ({}));
    await session.load();
    const product = stand.backend.data.product?.[0] as { id: string; name: string };
    const photo = { name: 'Hall.jpg', size: 2048, hash: 'c'.repeat(64) };
    const customer = { ...(stand.backend.data.customer?.[0] as Record<string, unknown>), customPhotos: [photo] };
    const form = render(RecordForm, { kind: 'customer', record: customer, onsaved: () => undefined, oncancel: () => undefined });
    await user.type(screen.getByLabelText('Favourite'), product.name.slice(0, 5));
    await user.click(await screen.findByRole('option', { name: new RegExp(`^${product.name}`) }));
    expect(screen.getByText('Hall.jpg'), 'the files of the field stand in its form').toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved().at(-1)).toMatchObject({ values: { customFavourite: product.id } }));
    form.unmount();
    render(FieldList, { kind: 'customer', record: { ...customer, customFavourite: product.id }, titles: { [product.id]: product.name } });
    expect(screen.getByRole('link', { name: product.name }).getAttribute('href')).toBe(`#/products/${product.id}`);
    await user.click(screen.getByRole('button', { name: /Hall.jpg.*kB/ }));
    expect(stand.calls.at(-1)).toMatchObject({ name: 'files.open', payload: photo });
    const asked = askableFields(session.spec('customer')).filter((field) => field.path.startsWith('custom_'));
    expect(asked.map((field) => [field.path, operators(field.spec)[0]]), 'both can be asked for').toEqual(expect.arrayContaining([['custom_favourite', 'contains'], ['custom_photos', 'contains']]));
    const columns = listColumns(session.spec('customer'), null);
    expect(columns.find((column) => column.name === 'customPhotos'), 'and stand in lists').toMatchObject({ sortable: false });
  });

  it('that are begun for one column of a file do not turn up in the form for another', async () => {
    const user = userEvent.setup();
    const first = render(OwnFieldForm, { kind: 'customer', field: null, named: 'Shoes', onclose: () => {} });
    await user.type(await screen.findByLabelText(/^Name/), ' and boots');
    first.unmount();
    render(OwnFieldForm, { kind: 'customer', field: null, named: 'Colour', onclose: () => {} });
    expect((await screen.findByLabelText<HTMLInputElement>(/^Name/)).value).toBe('Colour');
  });

  it('keep what they hold once records have values, and say so', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    await user.click(await screen.findByRole('button', { name: 'Change the field Favourite wood' }));
    expect(((await screen.findByLabelText('Holds')) as HTMLSelectElement).disabled).toBe(true);
    expect(screen.getByText(/12 records have a value in this field/)).toBeTruthy();
  });

  it('change their order', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    await user.click(await screen.findByRole('button', { name: 'Move Stairs up' }));
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'fields.order').map((call) => call.payload.ids), 'in one step').toEqual([['cf-2', 'cf-1']]));
  });

  it('are removed with a word about their values, and brought back with them', async () => {
    const user = userEvent.setup();
    render(OwnFields);
    await user.click(await screen.findByRole('button', { name: 'Remove the field Favourite wood' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('Its values stay (records with one: 12)'));
    await user.click(await screen.findByRole('button', { name: /Bring back/ }));
    await waitFor(() => expect(stand.calls.at(-2)).toMatchObject({ name: 'records.restore', payload: { kind: 'custom_field', ids: ['cf-1'] } }));
  });

  it('stand in the form of their kind, and a choice may be emptied again', async () => {
    const user = userEvent.setup();
    const customer = stand.backend.data.customer?.[0] as Record<string, unknown>;
    render(RecordForm, { kind: 'customer', record: customer, onsaved: () => undefined, oncancel: () => undefined });
    const field = screen.getByLabelText('Favourite wood') as HTMLSelectElement;
    expect(field.value).toBe('Oak');
    await user.selectOptions(field, '');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved().at(-1)).toMatchObject({ values: { customFavouriteWood: null } }));
  });
});

describe('the list', () => {
  it('shows own fields that are to be seen in lists before those columns that a small window leaves out', () => {
    const names = listColumns(session.spec('customer'), null).map((column) => column.name);
    expect(names.slice(0, 5)).toEqual(['name', 'lifetimeValue', 'lastSale', 'nextFollowUp', 'customFavouriteWood']);
    expect(names, 'others stay out until they are asked for').not.toContain('customStairs');
  });
});

describe('the words for customers', () => {
  it('are chosen in the settings and stand everywhere', async () => {
    const user = userEvent.setup();
    render(CustomerWords);
    await user.selectOptions(screen.getByLabelText('What you call the people in this book'), 'donor');
    await waitFor(() => expect(saved().at(-1)).toMatchObject({ kind: 'settings', values: { customerNoun: 'Donor', customerNouns: 'Donors' } }));
    expect(t('nav.customers')).toBe('Donors');
    expect(t('new.customer')).toBe('New donor');
    expect(t('segment.count', { count: 3 })).toBe('3 donors');
    expect(t('duplicates.found', { count: 2, customers: '500' }), 'arguments keep their names').toBe('2 pairs among 500 donors');
    expect(t('about.text'), 'the program stays what it is').toContain('customer book');
  });

  it('may be any words, and take the article that fits', () => {
    setNouns('owner', 'owners');
    expect(t('lead.asCustomer')).toBe('becomes an owner');
    setNouns("Crew's friend", '');
    expect(t('nav.customers'), 'one word alone stands for both').toBe("Crew's friend");
  });

  it('leave every message readable, with the arguments it had', () => {
    for (const language of ['en', 'de'] as const) {
      setLanguage(language);
      for (const [key, source] of Object.entries(catalogues[language])) {
        const said = inOwnWords(language, key as MessageKey, source, { one: "d'Ami {x}", many: '<Freunde>' });
        expect(() => parse(said), `${key} in ${language}: ${said}`).not.toThrow();
        const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].filter((name) => name !== 'x').sort();
        expect(names(said), `${key} in ${language}`).toEqual(names(source));
      }
    }
  });

  it('need no article in German: every message about customers has a neutral form', () => {
    const about = Object.entries(catalogues.de).filter(([key, text]) => /(?<!se)kund(e|en)\b/i.test(text) && !/^(about\.|welcome\.|words\.|field\.settings\.customerNoun|also\.)/.test(key)).map(([key]) => key);
    expect(about.filter((key) => !(key in deNouns)), 'these would still say Kunde').toEqual([]);
    for (const [key, text] of Object.entries(deNouns)) expect(text, key).not.toMatch(/(?<!se)kund(e|en)\b|\b(der|die|das|den|dem|ein|eine|einen|einem|kein|keine) \{(one|many)\}/i);
  });
});
