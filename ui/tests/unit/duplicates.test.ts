/** One customer once: seen while typing, compared in pairs, merged field by field, taken apart. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Customers from '../../src/screens/Customers.svelte';
import Duplicates from '../../src/screens/Duplicates.svelte';
import { announce } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import { jobs } from '../../src/features/app/jobs.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { duplicates } from '../../src/features/duplicates/scan.svelte';
import MergeWithDialog from '../../src/features/duplicates/MergeWithDialog.svelte';
import MergedIn from '../../src/features/duplicates/MergedIn.svelte';
import CustomerPane from '../../src/features/customers/CustomerPane.svelte';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  // A search that the test before has left behind would be answered by a book that knows nothing of it.
  await waitFor(() => expect(duplicates.busy).toBe(false));
  stand = useBackend();
  stand.backend.pace = 1;
  duplicates.found = null;
  duplicates.since = null;
  jobs.listen();
  go({ screen: 'duplicates' });
  await session.load();
});

const called = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);

describe('while a customer is typed', () => {
  it('shows who is in the book already, with the likelihood and the reasons, and opens them instead', async () => {
    const user = userEvent.setup();
    const instead = vi.fn();
    const known = stand.backend.data.customer?.find((one) => one.kind === 'person') as { id: string; lastName: string };
    render(RecordForm, { kind: 'customer', record: null, oninstead: instead, onsaved: vi.fn(), oncancel: vi.fn() });
    await user.type(screen.getByLabelText('Last name'), known.lastName);
    const hint = await screen.findByRole('region', { name: /in the book already/ });
    expect(hint.textContent).toContain('Probably the same: 94%');
    expect(hint.textContent).toContain('same telephone number');
    await user.click(within(hint).getAllByRole('button', { name: 'Open it instead' })[0] as HTMLElement);
    expect(instead).toHaveBeenCalled();
  });

  it('says nothing of a customer that is only being changed', async () => {
    const known = stand.backend.data.customer?.[0] as Record<string, unknown>;
    render(RecordForm, { kind: 'customer', record: known, onsaved: vi.fn(), oncancel: vi.fn() });
    await new Promise((done) => setTimeout(done, 450));
    expect(called('customers.similar')).toEqual([]);
  });
});

describe('the pairs', () => {
  it('come with score and reasons, those against it too', async () => {
    render(Duplicates);
    const [first] = await screen.findAllByRole('listitem', { name: /and/ }, { timeout: 4000 });
    expect(first?.textContent).toContain('Probably the same: 98%');
    expect(first?.textContent).toContain('but another city');
  });

  it('can be told apart with one key, which Undo takes back', async () => {
    const user = userEvent.setup();
    render(Duplicates);
    const [first] = await screen.findAllByRole('listitem', { name: /and/ }, { timeout: 4000 });
    first?.focus();
    await user.keyboard('x');
    await waitFor(() => expect(called('duplicates.notTheSame')).toHaveLength(1));
    await waitFor(() => expect(screen.getAllByRole('listitem', { name: /and/ })).toHaveLength(1));
    expect(toasts.list.at(-1)?.action?.label).toBe('Undo');
  });
});

describe('two side by side', () => {
  it('are merged as chosen, with a preview of what it will be', async () => {
    const user = userEvent.setup();
    const [a, b] = (stand.backend.data.customer ?? []).filter((one) => (one.phones as unknown[]).length > 0).slice(-2) as { id: string }[];
    go({ screen: 'duplicates', id: a?.id ?? '', params: { with: b?.id ?? '' } });
    render(Duplicates);
    const row = await screen.findByRole('row', { name: /^Phones|^Telephones|^Telephone/ });
    const cells = within(row).getAllByRole('cell');
    const going = within(cells[1] as HTMLElement);
    await user.click(going.getByRole('radio'));
    expect(cells[2]?.textContent, 'the last column says what will stay').toBe(cells[1]?.textContent);
    await user.click(screen.getByRole('button', { name: 'Make one of them' }));
    await waitFor(() => expect(called('customers.merge')).toEqual([{ staying: a?.id, going: b?.id, take: { phones: 'going' } }]));
  });

  it('leave the keys on the next pair once they are one, so that the work goes on', async () => {
    const user = userEvent.setup();
    render(Duplicates);
    const pairs = await screen.findAllByRole('listitem', { name: /and/ }, { timeout: 4000 });
    const [next] = pairs.slice(1).map((pair) => pair.getAttribute('aria-label'));
    pairs[0]?.focus();
    await user.keyboard('m');
    await screen.findByRole('button', { name: 'Make one of them' });
    await waitFor(() => expect(screen.queryByRole('table')).not.toBeNull());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe(next));
  });

  it('change places, and what was chosen goes along', async () => {
    const user = userEvent.setup();
    const [a, b] = (stand.backend.data.customer ?? []).slice(30, 32) as { id: string }[];
    go({ screen: 'duplicates', id: a?.id ?? '', params: { with: b?.id ?? '' } });
    render(Duplicates);
    await user.click(await screen.findByRole('button', { name: 'Swap sides' }));
    await waitFor(() => expect(called('customers.mergePreview').at(-1)).toMatchObject({ staying: b?.id, going: a?.id }));
  });
});

describe('two of one’s own choice', () => {
  const two = () => (stand.backend.data.customer ?? []).filter((one) => one.trashedAt === null).slice(0, 2) as { id: string }[];

  it('are merged from the selection of the list, once it is just two, and who stays is looked at', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers', params: { search: '', view: 'view.all' } });
    const { unmount } = render(Customers);
    const grid = await screen.findByRole('grid');
    grid.focus();
    await user.keyboard('x');
    await screen.findByRole('button', { name: 'Call these…' });
    expect(screen.queryByRole('button', { name: 'Merge…' }), 'one alone is nobody else').toBeNull();
    await user.keyboard('{ArrowDown}x');
    await user.click(await screen.findByRole('button', { name: 'Merge…' }));
    const { screen: at, id, params } = currentRoute();
    expect(at).toBe('duplicates');
    expect([id, params.with].sort((x, y) => String(x).localeCompare(String(y)))).toEqual([id, params.with]);
    unmount();
    render(Duplicates);
    await user.click(await screen.findByRole('button', { name: 'Make one of them' }));
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'customers', id }));
  });

  it('are merged by picking the other one from the menu of the first', async () => {
    const user = userEvent.setup();
    const [a, b] = two();
    render(MergeWithDialog, { id: b?.id ?? '', onclose: vi.fn() });
    const compare = screen.getByRole('button', { name: 'Compare them' }) as HTMLButtonElement;
    expect(compare.disabled).toBe(true);
    const { record } = stand.backend.call('records.get', { kind: 'customer', id: a?.id }) as { record: { name: string } };
    await user.type(screen.getByRole('combobox', { name: 'Who is the same?' }), record.name);
    await user.click((await screen.findAllByRole('option', { name: new RegExp(record.name) }))[0] as HTMLElement);
    await user.click(compare);
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'duplicates' }));
    expect([currentRoute().id, currentRoute().params.with]).toContain(b?.id);
  });
});

describe('a merged customer', () => {
  it('leads to the one they became, offers nothing that cannot be done, and says on E why', async () => {
    const [a, b] = (stand.backend.data.customer ?? []) as { id: string }[];
    Object.assign(b ?? {}, { mergedInto: a?.id, trashedAt: '2026-11-01T09:00:00Z' });
    const reply = { ...(stand.backend.call('records.get', { kind: 'customer', id: b?.id }) as object), titles: { [a?.id ?? '']: 'Anna Jensen' } };
    stand.answer('records.get', () => reply);
    go({ screen: 'customers', id: b?.id ?? '' });
    render(CustomerPane, { id: b?.id ?? '' });
    const link = await screen.findByRole('link', { name: 'Open Anna Jensen' });
    expect(link.getAttribute('href')).toContain(a?.id);
    expect(screen.queryByRole('link', { name: 'Plan follow-up' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'New sale' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
    go({ screen: 'customers', id: b?.id ?? '', mode: 'edit' });
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('Was merged into Anna Jensen'));
    expect(toasts.list.at(-1)?.action?.label).toBe('Open Anna Jensen');
    expect(currentRoute().mode).toBe('view');
  });

  it('keeps the form that lay open when it went, with all that was typed', async () => {
    const user = userEvent.setup();
    const id = (stand.backend.data.customer?.[1] as { id: string }).id;
    const known = stand.backend.call('records.get', { kind: 'customer', id }) as { record: Record<string, unknown>; titles: Record<string, string> };
    stand.answer('records.get', () => known);
    go({ screen: 'customers', id, mode: 'edit' });
    render(CustomerPane, { id });
    await user.type(await screen.findByLabelText('Best time'), 'at noon');
    stand.answer('records.get', () => ({ ...known, record: { ...known.record, trashedAt: '2026-11-21T09:00:00Z' } }));
    announce({ type: 'changed', seq: 9, changed: [{ kind: 'customer', ids: [id] }] });
    await new Promise((settled) => setTimeout(settled, 50));
    expect((screen.getByLabelText('Best time') as HTMLInputElement).value).toBe('at noon');
  });

  it('can be taken apart from the one they became', async () => {
    const user = userEvent.setup();
    const [a, b] = (stand.backend.data.customer ?? []) as { id: string; mergedInto: string | null; trashedAt: string | null }[];
    Object.assign(b ?? {}, { mergedInto: a?.id, trashedAt: '2026-11-01T09:00:00Z' });
    stand.answer('records.list', () => ({ rows: [{ ...b, name: 'Anna Jensson' }], total: 1, titles: {}, seq: 1 }));
    render(MergedIn, { id: a?.id ?? '' });
    await user.click(await screen.findByRole('button', { name: 'Take apart' }));
    await waitFor(() => expect(called('customers.unmerge')).toEqual([{ id: b?.id }]));
  });
});
