import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Today from '../../src/screens/Today.svelte';
import Customers from '../../src/screens/Customers.svelte';
import Import from '../../src/screens/Import.svelte';
import Palette from '../../src/screens/Palette.svelte';
import { ApiFailure } from '../../src/api/rpc';
import { errorLook } from '../../src/api/errors';
import MapStep from '../../src/features/exchange/MapStep.svelte';
import { ImportFlow } from '../../src/features/exchange/flow.svelte';
import JobStrip from '../../src/features/app/JobStrip.svelte';
import { jobs } from '../../src/features/app/jobs.svelte';
import { keyHandler } from '../../src/features/app/keys';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  go({ screen: 'today' });
  await session.load();
});

describe('Today', () => {
  const nothing = { overdue: [], today: [], upcoming: [], quiet: [], quietTotal: 0, occasions: [], cases: [], matters: {}, titles: {} };

  it('in a book without anybody offers to bring them in, as customers', async () => {
    stand.answer('today.get', () => ({ ...(stand.backend.call('today.get', {}) as object), ...nothing }));
    stand.answer('records.count', () => ({ count: 0 }));
    render(Today);
    const link = await screen.findByRole('link', { name: 'Bring in my customers' });
    expect(link.getAttribute('href'), 'what is brought is said with it').toBe('#/import?as=customer');
  });

  it('begins with birthdays when nothing is due, since somebody can be called all the same', async () => {
    const occasion = { customerId: 'c', name: 'Mia Rossi', what: 'birthday', on: '2026-11-22', reason: 'Turns 40.', matter: { action: 'call', call: 'tel:+49301' } };
    stand.answer('today.get', () => ({ ...(stand.backend.call('today.get', {}) as object), ...nothing, occasions: [occasion] }));
    render(Today);
    expect(await screen.findByText(/There is a birthday or an anniversary/)).toBeTruthy();
    expect(screen.getByText('Mia Rossi')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Call Mia Rossi' })).toBeTruthy();
  });

  it('names nobody twice', async () => {
    const quiet = ['Mia Rossi', 'Ben Falk'].map((name, index) => ({ customerId: `c${index}`, name, reason: 'Usually buys every 14 days.', lifetimeValue: 100, daysQuiet: 82, usualDays: 14, matter: { action: 'open' } }));
    stand.answer('today.get', () => ({ ...(stand.backend.call('today.get', {}) as object), ...nothing, quiet, quietTotal: quiet.length }));
    render(Today);
    expect((await screen.findAllByText('Mia Rossi')).length, 'the list says already whom to call').toBe(1);
    expect(screen.getByText(/2 regulars have not been here/), 'the count is that of all').toBeTruthy();
  });

  it('is worked through with the keyboard alone', async () => {
    const user = userEvent.setup();
    stand.backend.data.case = [];
    render(Today);
    await waitFor(() => expect(document.querySelectorAll('[data-agenda]').length).toBeGreaterThan(3));
    await user.keyboard('j');
    expect(document.activeElement, 'J leads into the list, wherever the page was left').toBe(document.querySelector('[data-agenda]'));
    await user.keyboard('j');
    expect(document.activeElement, 'J moves on').toBe(document.querySelectorAll('[data-agenda]')[1]);
    await user.keyboard('{End}');
    expect(document.activeElement, 'End means the last of the list, as in every list').toBe([...document.querySelectorAll('[data-agenda]')].at(-1));
    await user.keyboard('{Home}j');
    expect(document.activeElement, 'Home means the first').toBe(document.querySelectorAll('[data-agenda]')[1]);
    await user.keyboard('l');
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'followUps.postpone')?.payload.dueDate, 'L means tomorrow').toBe('2026-11-22'));
    document.querySelector<HTMLElement>('[data-agenda]')?.focus();
    await user.keyboard('d');
    await user.selectOptions(await screen.findByLabelText('And next'), 'In a week');
    expect((screen.getByLabelText('Subject') as HTMLInputElement).value, 'the same again unless it is said').not.toBe('');
    await user.type(await screen.findByLabelText('What came of it?'), 'Will come on Friday{Enter}');
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'followUps.complete')?.payload.nextOn, 'what follows is planned with it').toBe('2026-11-28'));
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'followUps.complete')?.payload.outcome).toBe('Will come on Friday'));
  });
});

describe('a list', () => {
  it('selects by keys and throws away with Undo', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers' });
    render(Customers);
    const grid = await screen.findByRole('grid');
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(5));
    grid.focus();
    await user.keyboard(' {ArrowDown} ');
    expect(screen.getByRole('toolbar').textContent).toContain('2 selected');
    await user.keyboard('{Delete}');
    await waitFor(() => expect((stand.calls.find((call) => call.name === 'records.trash')?.payload.ids as string[]).length).toBe(2));
    await waitFor(() => expect(toasts.list.some((toast) => toast.action?.label === 'Undo')).toBe(true));
  });

  it('gives the keys of a hidden column to the next one, and shows it again by the note', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers' });
    render(Customers);
    await screen.findByRole('grid');
    const heads = () => screen.getAllByRole('columnheader').map((head) => head.dataset.column);
    const [, second, third] = await waitFor(() => {
      const names = heads().filter((name) => name !== undefined);
      expect(names.length).toBeGreaterThan(2);
      return names;
    });
    document.querySelector<HTMLElement>(`[data-column="${second}"] button`)?.focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(document.activeElement?.closest<HTMLElement>('[data-column]')?.dataset.column, 'whoever walks along the heads is not thrown out').toBe(third));
    expect(heads()).not.toContain(second);
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(heads(), 'where it was').toContain(second));
  });

  it('searches with the core and says how to get back when nothing fits', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers' });
    render(Customers);
    await user.type(await screen.findByLabelText('Search this list'), 'zzzz');
    await screen.findByText('Nothing matches');
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await screen.findByRole('grid');
  });
});

describe('a list beside a record that was opened from elsewhere', () => {
  it('marks no row as the one of the keys while it has no row for it, and the keys go on from what is in sight', async () => {
    const user = userEvent.setup();
    const people = stand.backend.data.customer as { id: string; addresses: { city: string }[] }[];
    const search = people[0]?.addresses[0]?.city ?? '';
    const other = people.find((one) => !JSON.stringify(one).includes(search)) as { id: string };
    go({ screen: 'customers', params: { view: 'view.all', search } });
    render(Customers);
    const grid = await screen.findByRole('grid');
    await waitFor(() => expect(document.querySelectorAll('[role=row][aria-rowindex]').length).toBeGreaterThan(2));
    grid.focus();
    await user.keyboard('{ArrowDown}');
    expect(grid.getAttribute('aria-activedescendant')).toMatch(/-1$/);
    go({ screen: 'customers', id: other.id, params: { view: 'view.all', search } });
    await waitFor(() => expect(grid.getAttribute('aria-activedescendant'), 'E and Del would be read as those of that row').toBeNull());
    expect(document.querySelector('[role=row].keys')).toBeNull();
    grid.blur();
    grid.focus();
    await waitFor(() => expect(grid.classList.contains('keys'), 'the keys are seen on the list itself, where no row has them').toBe(true));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(grid.getAttribute('aria-activedescendant')).toMatch(/-0$/));
  });
});

describe('the palette', () => {
  it('finds records and commands, and goes there', async () => {
    const user = userEvent.setup();
    const closed = vi.fn();
    render(Palette, { onclose: closed, onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'camp');
    await screen.findByRole('option', { name: /^Campaigns(?!:)/ });
    const product = stand.backend.data.product?.[1]?.name as string;
    await user.clear(screen.getByRole('combobox'));
    await user.type(screen.getByRole('combobox'), product);
    await screen.findByRole('option', { name: new RegExp(product) });
    await user.keyboard('{Enter}');
    expect(closed).toHaveBeenCalled();
    expect(currentRoute().screen).toBe('products');
  });
});

describe('keys', () => {
  it('turn the page when nothing on it has them, unless the screen has a use for the key', async () => {
    const actions = { palette: vi.fn(), window: vi.fn(), undo: vi.fn(), redo: vi.fn(), filter: () => true, create: vi.fn(), help: vi.fn(), zoom: vi.fn(), travel: vi.fn(), goTo: () => true };
    const handler = keyHandler(actions, () => false);
    const main = document.body.appendChild(document.createElement('main'));
    main.id = 'main';
    main.innerHTML = '<div class="page"><button></button></div>';
    const page = main.firstElementChild as HTMLElement;
    Object.defineProperty(page, 'clientHeight', { value: 500 });
    window.addEventListener('keydown', handler);
    const press = async (target: Element, key: string, taken = false) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      target.dispatchEvent(event);
      if (taken) event.preventDefault();
      await new Promise((done) => setTimeout(done));
      return page.scrollTop;
    };
    expect(await press(document.body, 'PageDown'), 'a guide can be read with the keys alone').toBe(440);
    expect(await press(main, 'PageUp')).toBe(0);
    expect(await press(document.body, 'ArrowDown', true), 'J and the arrows lead into the list of Today').toBe(0);
    expect(await press(main.querySelector('button') as Element, 'PageDown'), 'what has the focus has the keys').toBe(0);
    window.removeEventListener('keydown', handler);
    main.remove();
  });

  it('without Ctrl are silent while somebody types, and when they are switched off', () => {
    const create = vi.fn();
    const actions = { palette: vi.fn(), window: vi.fn(), undo: vi.fn(), redo: vi.fn(), filter: () => true, create, help: vi.fn(), zoom: vi.fn(), travel: vi.fn(), goTo: () => true };
    let single = true;
    const handler = keyHandler(actions, () => single);
    const input = document.body.appendChild(document.createElement('input'));
    input.addEventListener('keydown', handler);
    document.body.addEventListener('keydown', handler);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', cancelable: true }));
    expect(create).not.toHaveBeenCalled();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', cancelable: true }));
    expect(create).toHaveBeenCalledTimes(1);
    single = false;
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', cancelable: true }));
    expect(create).toHaveBeenCalledTimes(1);
    input.remove();
    single = true;
    const menu = document.body.appendChild(document.createElement('div'));
    menu.className = 'menu-pop';
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', cancelable: true }));
    expect(create, 'in an open menu a letter chooses among its entries').toHaveBeenCalledTimes(1);
    menu.remove();
  });

  it('lead back and forward as in a browser, but move by words where somebody types', () => {
    const travel = vi.fn();
    const actions = { palette: vi.fn(), window: vi.fn(), undo: vi.fn(), redo: vi.fn(), filter: () => true, create: vi.fn(), help: vi.fn(), zoom: vi.fn(), travel, goTo: () => true };
    const handler = keyHandler(actions, () => false);
    const page = document.createElement('div');
    const input = page.appendChild(document.createElement('input'));
    page.addEventListener('keydown', handler);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true }));
    expect(travel).not.toHaveBeenCalled();
    page.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, cancelable: true }));
    page.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', altKey: true, cancelable: true }));
    expect(travel.mock.calls).toEqual([[-1], [1]]);
  });
});

describe('an import', () => {
  it('goes from the file over a trial to a result', async () => {
    stand.backend.pace = 5;
    const flow = new ImportFlow();
    await flow.pick();
    expect(flow.step).toBe('map');
    expect(flow.missing).toEqual([]);
    flow.assign('Name', null);
    expect(flow.missing, 'a required field without a column is named before the run').toEqual(['name']);
    flow.assign('Rem.', 'name');
    flow.assign('Name', 'name');
    expect(flow.map['Rem.'], 'one field takes one column').toBeUndefined();
    await flow.run(true);
    expect(flow.step).toBe('check');
    expect(stand.calls.filter((call) => call.name === 'import.run').map((call) => call.payload.dryRun)).toEqual([true]);
    await flow.run(false);
    expect(flow.step).toBe('done');
    expect(flow.result?.opId).not.toBeNull();
  });

  it('takes the word of whoever said what they bring, and guesses only where nobody did', async () => {
    const flow = new ImportFlow();
    await flow.pick('customer');
    await flow.open('/home/maja/Karten.vcf', 'customer');
    await flow.open('/home/maja/list.csv');
    expect(stand.calls.filter((call) => call.name === 'import.inspect').map((call) => call.payload.as), 'a list of customers with a column “Revenue” is no list of sales').toEqual(['customer', undefined, undefined]);
  });

  it('takes only the first file for what was promised: the next one may be something else', async () => {
    go({ screen: 'import', params: { as: 'customer' } });
    const view = render(Import);
    for (const name of ['Choose a file', 'Try it', /^Import [\d,]+ rows/, 'Another file', 'Choose a file']) await userEvent.click(await screen.findByRole('button', { name }));
    await screen.findByRole('button', { name: 'Try it' });
    expect(stand.calls.filter((call) => call.name === 'import.inspect').map((call) => call.payload.as), 'orders brought after the customers are no customers').toEqual(['customer', undefined]);
    view.unmount();
  });

  it('gives the keys to Cancel while it runs, tells its share in percent, and says afterwards that nothing was kept', async () => {
    const user = userEvent.setup();
    let state: Record<string, unknown> = { id: 'j', label: 'Importing', state: 'running', done: 1112, total: 3000, result: null, error: null };
    stand.answer('jobs.get', () => state);
    stand.answer('jobs.cancel', () => { state = { ...state, state: 'cancelled', error: { code: 'cancelled', message: 'Cancelled.' } }; return {}; });
    const view = render(Import);
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }));
    stand.answer('import.run', () => ({ job: 'j' }));
    await user.click(await screen.findByRole('button', { name: 'Try it' }));
    const cancel = await screen.findByRole('button', { name: 'Cancel' });
    expect(screen.getByText('37%'), 'steps of the work read like rows of the file').toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(cancel));
    await user.keyboard('{Enter}');
    await screen.findByText(/^Cancelled\. Nothing of this file/, undefined, { timeout: 3000 });
    await waitFor(() => expect(document.activeElement, 'and one may try again').toBe(screen.getByRole('button', { name: 'Try it' })));
    view.unmount();
  });

  it('names the columns that would be lost, and keeps in sight where a second telephone goes', async () => {
    const flow = new ImportFlow();
    await flow.pick();
    expect(flow.leftOut, 'an empty column is no loss').toEqual((flow.plan?.columns ?? []).filter((column) => !column.field && column.samples.some((sample) => sample !== '')).map((column) => column.header));
    flow.assign('Rem.', 'phones[2].number');
    expect(flow.leftOut).not.toContain('Rem.');
    const [first, second] = flow.plan?.columns ?? [];
    flow.assign(first?.header ?? '', 'notes');
    flow.assign(second?.header ?? '', 'notes');
    expect([flow.map[first?.header ?? ''], flow.map[second?.header ?? '']], 'a note has room for what several columns say').toEqual(['notes', 'notes']);
    if (flow.plan === null) throw new Error('The file was not read.');
    render(MapStep, { flow, plan: flow.plan });
    expect((screen.getByLabelText('Where “Rem.” goes') as HTMLInputElement).value, 'an empty box would say that it goes nowhere').toMatch(/Telephone.*\(2\)/);
  });

  it('finds where a column goes by typing a part of it, and says which column it would be taken from', async () => {
    const user = userEvent.setup();
    const flow = new ImportFlow();
    await flow.pick();
    if (flow.plan === null) throw new Error('The file was not read.');
    const taken = flow.plan.columns.find((column) => column.field === 'city' || column.field?.endsWith('.city'));
    const view = render(MapStep, { flow, plan: flow.plan });
    const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Where “Rem.” goes' });
    const offered = () => document.querySelectorAll('li[role=option]').length;
    expect(offered(), 'a file of sixty columns must not carry sixty lists').toBe(0);
    await user.click(field());
    const before = flow.map['Rem.'];
    await waitFor(() => expect(offered()).toBeGreaterThan(5));
    await user.keyboard('{Enter}');
    expect(flow.map['Rem.'], 'looking into the list and pressing Enter changes nothing').toBe(before);
    await user.clear(field());
    await user.type(field(), 'city');
    const found = await screen.findByRole('option', { name: /Town|City/ });
    expect(found.textContent, 'a field takes one column: which one loses it is said first').toContain(taken?.header);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(flow.map['Rem.']).toBe(taken?.field));
    expect(flow.map[taken?.header ?? '']).toBeUndefined();
    await view.rerender({ flow, plan: flow.plan });
    await user.click(field());
    await user.clear(field());
    await user.type(field(), 'leave{Enter}');
    await waitFor(() => expect(flow.map['Rem.'], 'and a column can go nowhere').toBeUndefined());
  });

  it('says so when sales would belong to nobody', async () => {
    const flow = new ImportFlow();
    await flow.pick();
    if (flow.plan === null) throw new Error('The file was not read.');
    flow.plan = { ...flow.plan, as: 'sales', fields: [...flow.plan.fields, { path: 'customer.number', label: 'Customer number', required: false }] };
    const view = render(MapStep, { flow, plan: flow.plan });
    expect(screen.getByText(/would belong to nobody/), 'without it a whole file of invoices tells nobody whom to call').toBeTruthy();
    flow.assign('Rem.', 'customer.number');
    await view.rerender({ flow, plan: flow.plan });
    expect(screen.queryByText(/would belong to nobody/)).toBeNull();
  });

  it('makes a field of the owner’s own for a column that would be lost, and keeps all that was chosen', async () => {
    const user = userEvent.setup();
    const flow = new ImportFlow();
    await flow.pick();
    if (flow.plan === null) throw new Error('The file was not read.');
    const { fields } = flow.plan;
    flow.assign('Name', 'notes');
    const lost = flow.leftOut[0] ?? '';
    stand.answer('import.inspect', () => ({ ...flow.plan, fields: [...fields, { path: 'custom.lost', label: lost, required: false }] }));
    const saved = vi.fn(() => ({ id: 'f', changed: [], opId: null }));
    stand.answer('records.save', saved);
    const view = render(MapStep, { flow, plan: flow.plan });
    await user.click(screen.getByRole('button', { name: `Make a field of your own for “${lost}”` }));
    expect((await screen.findByLabelText<HTMLInputElement>(/^Label|^Name/)).value, 'it is called as its column').toBe(lost);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(flow.map[lost]).toBe('custom.lost'));
    expect(flow.map.Name, 'what was chosen stays').toBe('notes');
    await waitFor(() => expect(document.activeElement, 'the next column is one key away, not the end of the page').toBe(screen.getByLabelText(`Where “${lost}” goes`)));
    view.unmount();
  });

  it('that is cancelled is no error', async () => {
    stand.backend.pace = 60;
    const flow = new ImportFlow();
    await flow.pick();
    const running = flow.run(true);
    await waitFor(() => expect(flow.job).not.toBeNull());
    flow.cancel();
    await running;
    expect(flow.failure).toBeNull();
    expect(flow.step).toBe('map');
  });
});

describe('jobs', () => {
  it('keep their places while they go on, and say that they were told to stop', async () => {
    const states = new Map(['a', 'b'].map((id) => [id, { id, label: `Report ${id}`, state: 'running', done: 0, total: 10, result: null, error: null }]));
    stand.answer('jobs.get', ({ id }) => ({ ...states.get(String(id)) }));
    stand.answer('jobs.cancel', () => ({}));
    const ends = ['a', 'b'].map((id) => jobs.follow(id).catch((thrown: ApiFailure) => thrown.code));
    render(JobStrip);
    const names = () => screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label'));
    await waitFor(() => expect(names(), 'both are long enough to be shown').toHaveLength(2), { timeout: 3000 });
    const before = names();
    const first = screen.getAllByRole('button')[0];
    first?.focus();
    await new Promise((wake) => setTimeout(wake, 1300));
    expect(names(), 'a cross that moves away cancels the wrong report').toEqual(before);
    expect(document.activeElement, 'and takes the focus with it').toBe(first);
    first?.click();
    expect(await screen.findByText('Stopping…')).toBeTruthy();
    for (const state of states.values()) state.state = 'cancelled';
    expect(await Promise.all(ends)).toEqual(['cancelled', 'cancelled']);
    expect(jobs.stopping.size, 'what ended is forgotten').toBe(0);
  });

  it('reject with the core’s own sentence', async () => {
    stand.answer('jobs.get', () => ({ id: 'j', label: 'Backup', state: 'failed', done: 0, total: 0, result: null, error: { code: 'disk_full', message: 'The disk is full.' } }));
    await expect(jobs.follow('j')).rejects.toMatchObject({ code: 'disk_full', message: 'The disk is full.' });
  });
});

describe('errors', () => {
  it('of an unknown code are still said', () => {
    expect(errorLook('something_new').severity).toBe('note');
    toasts.refuse(new ApiFailure({ code: 'something_new', message: 'The printer is on fire.' }));
    expect(toasts.list.at(-1)?.text).toBe('The printer is on fire.');
  });
});
