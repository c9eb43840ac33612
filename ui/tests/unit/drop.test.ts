// Files let go of over the window go to what lies under them; the shell tells where that was.
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { takerOver, takesFiles } from '../../src/components/dropping';
import { beginning } from '../../src/features/app/begin.svelte';
import { jobs } from '../../src/features/app/jobs.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { dropped } from '../../src/features/exchange/dropped.svelte';
import { dropBeforeBook, dropFiles } from '../../src/features/files/drop';
import DropSign from '../../src/features/files/DropSign.svelte';
import FilesInput from '../../src/features/files/FilesInput.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
// Here already, so that an e-mail need not wait for it.
import '../../src/features/mail/fileMail';
import Today from '../../src/screens/Today.svelte';
import Customers from '../../src/screens/Customers.svelte';
import Import from '../../src/screens/Import.svelte';
import Welcome from '../../src/screens/Welcome.svelte';
import Deals from '../../src/screens/Deals.svelte';
import { useBackend, type Stand } from './backend';

const PHOTO = { name: 'photo.png', size: 900, hash: 'b'.repeat(64) };

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  vi.spyOn(jobs, 'follow').mockImplementation((async () => PHOTO) as typeof jobs.follow);
  stand.answer('files.keep', () => ({ job: 'j' }));
  stand.answer('files.picture', () => ({ address: null }));
  toasts.list = [];
  dropped.forget();
  go({ screen: 'today' });
  await session.load();
});

/** Lets files go over an element, as if it lay at that place. */
function drop(under: Element | null, ...paths: string[]): Promise<void> {
  document.elementFromPoint = () => under;
  return dropFiles(paths, 10, 10);
}
const saved = () => stand.calls.filter((call) => call.name === 'records.save').map((call) => [call.payload.kind, call.payload.id]);
const filed = () => stand.calls.filter((call) => call.name === 'interactions.fileMail').map((call) => call.payload);
const customer = (index: number) => stand.backend.data.customer?.[index] as { id: string; name: string };

describe('a file let go of', () => {
  it('over a field for files is taken by the field, and nothing else happens', async () => {
    const onchange = vi.fn();
    render(FilesInput, { value: [], picture: true, label: 'Logo', onchange });
    await drop(screen.getByText('or drop it here'), '/home/maja/photo.png');
    await waitFor(() => expect(onchange, 'what the field says must be so in the window').toHaveBeenCalledWith([PHOTO]));
    expect(currentRoute().screen, 'an unfinished form is not left').toBe('today');
  });

  it('over a row goes to the record of the row, also with another one open, and says with whom it is', async () => {
    go({ screen: 'customers', id: customer(5).id });
    render(Customers);
    const row = await waitFor(() => {
      const found = [...document.querySelectorAll('[role=row]')].find((one) => one.textContent?.trim() && one.getAttribute('aria-rowindex') === '3');
      if (found === undefined) throw new Error('not yet');
      return found;
    });
    await drop(row.querySelector('[role=gridcell]:nth-child(2)'), '/home/maja/photo.png', '/home/maja/Table.eml');
    await waitFor(() => expect(saved()).toHaveLength(1));
    const [kind, id] = saved()[0] as [string, string];
    expect([kind, id === customer(5).id], 'not to whom somebody happened to look at').toEqual(['customer', false]);
    const name = String(stand.backend.data.customer?.find((one) => one.id === id)?.name);
    expect(row.textContent).toContain(name);
    await waitFor(() => expect(toasts.list.map((note) => note.text)).toContainEqual(`photo.png is with ${name}.`));
    expect(filed(), 'an e-mail as well').toEqual([{ path: '/home/maja/Table.eml', customerId: id }]);
  });

  it('over a line of Today is for whom the line is about', async () => {
    render(Today);
    await waitFor(() => expect(document.querySelectorAll('[data-agenda]').length).toBeGreaterThan(0));
    await drop(document.querySelector('[data-agenda] .words'), '/home/maja/photo.png');
    await waitFor(() => expect(saved().map(([kind]) => kind)).toEqual(['customer']));
  });

  it('over a card of a board is for the card, also with another deal open', async () => {
    const deals = stand.backend.data.deal as { id: string }[];
    go({ screen: 'deals', id: String(deals[0]?.id) });
    render(Deals);
    const card = await waitFor(() => {
      const found = [...document.querySelectorAll<HTMLElement>('[data-card]')].find((one) => one.dataset.card !== deals[0]?.id);
      if (found === undefined) throw new Error('not yet');
      return found;
    });
    await drop(card.firstElementChild, '/home/maja/photo.png');
    expect(saved()).toEqual([['deal', card.dataset.card]]);
  });

  it('anywhere else goes to the open record, a list to the import, and what nothing takes leaves the page as it is', async () => {
    await drop(null, '/home/maja/photo.png');
    expect(toasts.list.at(-1)?.text).toContain('photo.png can be attached');
    expect(currentRoute().screen, 'a picture is no list').toBe('today');
    go({ screen: 'customers', id: customer(0).id });
    await drop(document.body, 'C:\\Users\\Maja\\notes.txt');
    await waitFor(() => expect(saved(), 'a text is a list only where nothing is open').toEqual([['customer', customer(0).id]]));
    await drop(document.body, '/home/maja/contacts.vcf');
    expect([currentRoute().screen, dropped.path]).toEqual(['import', '/home/maja/contacts.vcf']);
    go({ screen: 'customers', id: customer(0).id, mode: 'edit' });
    await drop(document.body, '/home/maja/photo.png');
    expect(currentRoute().mode, 'and a form stays open').toBe('edit');
    expect(saved()).toHaveLength(1);
  });
});

describe('lists let go of together', () => {
  const inspected = () => stand.calls.filter((call) => call.name === 'import.inspect').map((call) => call.payload.path);

  it('begin with who the customers are, whatever the files are called', async () => {
    const { plan } = { plan: stand.backend.call('import.inspect', { path: 'x.csv' }) as Record<string, unknown> };
    stand.answer('import.inspect', (request) => ({ ...plan, path: request.path, as: String(request.path).includes('orders') ? 'sale' : 'customer' }));
    go({ screen: 'import' });
    render(Import);
    await drop(document.body, '/home/maja/a-orders.csv', '/home/maja/b-people.csv');
    expect(await screen.findByText(/File 1 of 2: b-people.csv/), 'orders that came first would make customers without a number').toBeTruthy();
    await waitFor(() => expect(inspected().at(-1)).toBe('/home/maja/b-people.csv'));
  });

  it('are brought in one after the other, and none is lost in silence', async () => {
    const user = userEvent.setup();
    go({ screen: 'import' });
    render(Import);
    await drop(document.body, '/home/maja/customers.csv', '/home/maja/products.csv', '/home/maja/sales.csv');
    expect(await screen.findByText(/File 1 of 3: customers.csv/)).toBeTruthy();
    await waitFor(() => expect(inspected().at(-1)).toBe('/home/maja/customers.csv'));
    expect(inspected(), 'each is looked into to know which must be first').toHaveLength(4);
    await user.click(await screen.findByRole('button', { name: 'Skip this file' }));
    await waitFor(() => expect(inspected().at(-1), 'the next one is looked at').toBe('/home/maja/products.csv'));
    expect(screen.getByText(/File 2 of 3/)).toBeTruthy();
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Skip this file' }).disabled).toBe(false));
    await user.click(screen.getByRole('button', { name: 'Skip this file' }));
    await waitFor(() => expect(inspected().at(-1)).toBe('/home/maja/sales.csv'));
    expect(screen.queryByRole('button', { name: 'Skip this file' }), 'after the last comes none').toBeNull();
  });
});

describe('an import whose screen is left while it runs', () => {
  it('is found there again with its progress and its result, and files wait for it meanwhile', async () => {
    const user = userEvent.setup();
    let finish = (_: unknown): void => undefined;
    const result = { dryRun: false, rows: 1, created: 1, updated: 0, skipped: 0, failed: 0, errors: [], kept: 0, opId: 'o1', createdByKind: {}, similar: 0, met: [], metRows: 0, since: '', notices: [] };
    vi.spyOn(jobs, 'follow').mockImplementation(((_: string, tell?: (state: unknown) => void) => {
      tell?.({ id: '1', label: 'Bringing the file in', done: 1, total: 3, state: 'running', result: null, error: null });
      return new Promise<unknown>((resolve) => (finish = resolve));
    }) as typeof jobs.follow);
    const open = () => render(Import);
    go({ screen: 'import' });
    let page = open();
    await drop(document.body, '/home/maja/customers.csv');
    await user.click(await screen.findByRole('button', { name: 'Try it' }));
    finish({ ...result, dryRun: true });
    await user.click(await screen.findByRole('button', { name: /^Import 1 row/ }));
    await screen.findByRole('heading', { name: 'Bringing the file in' });
    page.unmount();
    await drop(document.body, '/home/maja/sales.csv');
    expect(toasts.list.at(-1)?.text, 'what runs unseen is not disturbed either').toContain('sales.csv waits');
    page = open();
    expect(await screen.findByRole('heading', { name: 'Bringing the file in' }), 'whoever comes back sees how far it is').toBeTruthy();
    page.unmount();
    finish(result);
    await new Promise((soon) => setTimeout(soon));
    open();
    expect(await screen.findByRole('button', { name: 'Undo the import' }), 'and can take it back').toBeTruthy();
    expect(screen.getByRole('button', { name: 'Next: sales.csv' })).toBeTruthy();
  });
});

describe('a list let go of while an import runs', () => {
  it('waits for its turn and says so, and the running one is not disturbed', async () => {
    const user = userEvent.setup();
    let finish = (_: unknown): void => undefined;
    const result = { dryRun: false, rows: 1, created: 1, updated: 0, skipped: 0, failed: 0, errors: [], kept: 0, createdByKind: {}, similar: 0, met: [], metRows: 0, since: '', notices: [] };
    vi.spyOn(jobs, 'follow').mockImplementation(((_: string, tell?: (state: unknown) => void) => {
      tell?.({ id: '1', label: 'Bringing the file in', done: 1, total: 3, state: 'running', result: null, error: null });
      return new Promise<unknown>((resolve) => (finish = resolve));
    }) as typeof jobs.follow);
    go({ screen: 'import' });
    render(Import);
    await drop(document.body, '/home/maja/customers.csv');
    await user.click(await screen.findByRole('button', { name: 'Try it' }));
    await screen.findByRole('heading', { name: 'Bringing the file in' });
    await drop(document.body, '/home/maja/sales.csv');
    expect(toasts.list.at(-1)?.text, 'nobody has to drop it twice').toContain('sales.csv waits');
    expect(await screen.findByText(/File 1 of 2: customers.csv/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Bringing the file in' }), 'what runs is still shown').toBeTruthy();
    finish({ ...result, dryRun: true });
    await user.click(await screen.findByRole('button', { name: /^Import 1 row/ }));
    await screen.findByRole('heading', { name: 'Bringing the file in' });
    finish(result);
    await user.click(await screen.findByRole('button', { name: 'Next: sales.csv' }));
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'import.inspect').at(-1)?.payload.path).toBe('/home/maja/sales.csv'));
  });
});

describe('a file let go of before there is a book', () => {
  it('waits for the book, and the page says what to do', async () => {
    const user = userEvent.setup();
    render(Welcome);
    dropBeforeBook(['/home/maja/photo.png']);
    expect(toasts.list.at(-1)?.text, 'what nobody can bring in is said to be so').toContain('photo.png is no list');
    dropBeforeBook(['/home/maja/customers.csv']);
    expect(await screen.findByText(/customers.csv is ready/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    expect(screen.queryByText(/customers.csv is ready/), 'whoever does not want it is not led there').toBeNull();
    dropBeforeBook(['/home/maja/customers.csv']);
    stand.answer('book.open', () => ({}));
    await beginning.open('/home/maja/Shop.regulars');
    expect([currentRoute().screen, dropped.path], 'the import goes on with it').toEqual(['import', '/home/maja/customers.csv']);
  });
});

describe('a place that takes files', () => {
  it('is the innermost one that has somebody for them, as long as it is there', () => {
    const outer = document.createElement('div');
    outer.innerHTML = '<p><b></b></p>';
    const [p, b] = [outer.querySelector('p') as Element, outer.querySelector('b') as Element];
    const taker = (whose: string | null) => ({ whose: () => whose, take: () => undefined });
    takesFiles(taker('Anna'))(outer);
    const stop = takesFiles(taker('Bert'))(p);
    expect(takerOver(b)?.whose(b)).toBe('Bert');
    stop();
    expect(takerOver(b)?.whose(b)).toBe('Anna');
    takesFiles(taker(null))(p);
    expect(takerOver(b)?.whose(b), 'what takes nothing lets it through').toBe('Anna');
    expect(takerOver(null)).toBeNull();
  });
});

describe('while a file is dragged over the window', () => {
  const drag = (type: string, target: Element, over: unknown = null) => {
    const event = new Event(type, { bubbles: true });
    Object.assign(event, { dataTransfer: { types: ['Files'] }, relatedTarget: over });
    target.dispatchEvent(event);
  };

  it('a sign says with whom it will be, and goes when it is dragged out again', async () => {
    render(DropSign);
    const row = document.createElement('p');
    document.body.append(row);
    takesFiles({ whose: () => 'Anna Jensen', take: () => undefined })(row);
    drag('dragover', row);
    expect((await screen.findByRole('status')).textContent).toBe('Let go to attach it to Anna Jensen');
    drag('dragleave', row);
    // WebKit says so of every part on the way, and goes on a moment later.
    drag('dragover', row);
    await new Promise((wake) => setTimeout(wake, 300));
    expect(screen.queryByRole('status'), 'it does not flicker while the file is moved over the page').not.toBeNull();
    drag('dragleave', row);
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    row.dispatchEvent(new Event('dragstart', { bubbles: true }));
    drag('dragover', row);
    expect(screen.queryByRole('status'), 'a link that is dragged within the page is no file').toBeNull();
    row.remove();
  });
});
