import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import BulkBar from '../../src/features/records/BulkBar.svelte';
import { Bulk } from '../../src/features/records/bulk.svelte';
import Products from '../../src/screens/Products.svelte';
import { clampWidth, dropIndex, moveName, recycled } from '../../src/components/grid';
import { offeredCommands } from '../../src/features/app/commands';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { fittingLast } from '../../src/features/records/room';
import { views } from '../../src/features/records/views.svelte';
import { go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

// The test page has no layout; a window of usual width lets several columns show.
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 });

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  go({ screen: 'products', params: { search: '', view: 'view.all' } });
  await session.load();
});

async function products() {
  const user = userEvent.setup();
  render(Products);
  const grid = await screen.findByRole('grid');
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(3));
  grid.focus();
  return { user, grid };
}
const head = (name: RegExp) => screen.getByRole('columnheader', { name });
const heads = () => screen.getAllByRole('columnheader').slice(1).map((cell) => cell.textContent?.trim());
const saved = () => stand.calls.filter((call) => call.name === 'records.save').map((call) => call.payload.values);
const sorted = () => [...(stand.backend.data.product ?? [])].sort((one, other) => String(one.name).localeCompare(String(other.name))) as { id: string; name: string }[];
const trashed = () => stand.calls.filter((call) => call.name === 'records.trash').map((call) => call.payload.ids);

describe('a link to the list that is open', () => {
  it('is followed, and one to a record in it leaves the search alone', async () => {
    await products();
    const rows = () => screen.getByRole('grid').getAttribute('aria-rowcount');
    const all = rows();
    go({ screen: 'products', params: { search: 'no such product' } });
    await waitFor(() => expect(screen.getByText('Nothing matches')).toBeTruthy());
    go({ screen: 'products', id: 'unknown' });
    await new Promise((wake) => setTimeout(wake, 50));
    expect(screen.getByText('Nothing matches')).toBeTruthy();
    go({ screen: 'products', params: { search: '' } });
    await waitFor(() => expect(rows()).toBe(all));
  });
});

describe('columns', () => {
  it('are moved from their heads by keyboard, and the list remembers it', async () => {
    const { user } = await products();
    const before = heads();
    within(head(new RegExp(String(before[1])))).getByRole('button').focus();
    await user.keyboard('{Control>}{ArrowRight}{/Control}');
    expect(heads().slice(1, 3), 'Ctrl and an arrow move a column by one').toEqual([before[2], before[1]]);
    expect(views.layout('product', 'view.all').columns?.length, 'the next visit finds the same order').toBeGreaterThan(1);
  });

  it('are hidden with Delete and come back with the usual ones', async () => {
    const { user } = await products();
    const gone = String(heads()[1]);
    within(head(new RegExp(gone))).getByRole('button').focus();
    await user.keyboard('{Delete}');
    expect(heads()).not.toContain(gone);
    offeredCommands().find((command) => command.id === 'usual')?.run();
    await waitFor(() => expect(heads()).toContain(gone));
  });

  it('are widened by keyboard within reason', () => {
    expect(clampWidth(3), 'a column cannot vanish by accident').toBe(56);
    expect(clampWidth(5000)).toBe(900);
  });

  it('land where the line shows, also when reading from right to left', () => {
    expect(dropIndex([50, 150, 250], 160, false)).toBe(2);
    expect(dropIndex([250, 150, 50], 140, true)).toBe(2);
    expect(dropIndex([50, 150, 250], 0, false), 'nothing goes before the name').toBe(1);
    expect(moveName(['name', 'a', 'b', 'c'], 'c', 1)).toEqual(['name', 'c', 'a', 'b']);
    expect(moveName(['name', 'a'], 'name', 1), 'the name stays in front').toEqual(['name', 'a']);
  });
});

describe('rows', () => {
  it('keep their elements while they stay in sight, so that scrolling is cheap', () => {
    const before = recycled(10, 19);
    const after = recycled(12, 21);
    expect([...after].sort((a, b) => a - b)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
    expect(after.filter((position, slot) => before[slot] === position).length, 'only the two that left are drawn anew').toBe(8);
  });

  it('are selected from here to there with Shift, in place of what was selected', async () => {
    const { user } = await products();
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await waitFor(() => expect(screen.getByRole('toolbar').textContent).toContain('3 selected'));
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await waitFor(() => expect(screen.getByRole('toolbar').textContent, 'going back gives rows up again').toContain('2 selected'));
  });

  it('that were picked one by one stay beside what Shift adds', async () => {
    const { user } = await products();
    await user.keyboard('x{ArrowDown}{ArrowDown}{ArrowDown}x{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await waitFor(() => expect(screen.getByRole('toolbar').textContent).toContain('4 selected'));
    await user.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    await waitFor(() => expect(screen.getByRole('toolbar').textContent, 'the range shrinks back to where it began').toContain('2 selected'));
  });

  it('are copied as a table with tabs, under the headings that are seen', async () => {
    const { user } = await products();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() => screen.getByText('2 selected'));
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('2'));
    const lines = (await navigator.clipboard.readText()).split('\n');
    expect(lines.length, 'the headings and two rows').toBe(3);
    expect(lines[0]?.split('\t'), 'figures without headings are anybody’s guess in a spreadsheet').toEqual(heads());
    expect(lines[1]?.split('\t').length, 'one cell for each column shown').toBe(heads().length);
  });

  it('that are ticked and not shown any more are left alone by Delete, which means the row that it stands on', async () => {
    const { user, grid } = await products();
    await user.keyboard(' ');
    const last = sorted().at(-1)!;
    const other = last.name;
    go({ screen: 'products', params: { search: other } });
    expect(await screen.findByText('1 selected, not in this list')).toBeTruthy();
    grid.focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(trashed(), 'the row that is seen').toEqual([[last.id]]));
    expect(screen.getByText('1 selected, not in this list'), 'what was ticked waits for its own list').toBeTruthy();
  });

  it('are changed in one step when many are selected, and the toast takes back exactly that', async () => {
    const { user } = await products();
    await user.keyboard(' {ArrowDown} ');
    await user.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Archive' }));
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'records.saveMany').length, 'not one call for each').toBe(1));
    await waitFor(() => expect(toasts.list.at(-1)?.action?.label).toBe('Undo'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'operations.undo')?.payload.opId, 'a later change of another window must stay').toMatch(/^op-/));
  });
});

describe('the menu of a row', () => {
  const words = () => screen.getAllByRole('menuitem').map((item) => item.querySelector('.menu-label')?.textContent);

  it('speaks for all that are selected where the row is one of them, and says how many', async () => {
    const { user, grid } = await products();
    await user.keyboard(' {ArrowDown} {ArrowDown} ');
    await fireEvent.contextMenu(grid);
    expect(screen.getByRole('menu', { name: '3 selected' })).toBeTruthy();
    expect(words(), 'what is done to one alone is not offered').toEqual(['Tag 3…', 'Archive 3', 'Move 3 to trash']);
    await user.click(screen.getByRole('menuitem', { name: /^Move 3 to trash/ }));
    await waitFor(() => expect(trashed(), 'all in one step').toEqual([sorted().slice(0, 3).map((row) => row.id)]));
    await waitFor(() => expect(screen.queryByRole('toolbar'), 'the selection has served').toBeNull());
  });

  it('is about its row alone where the row is not selected, and leaves what is', async () => {
    const { user, grid } = await products();
    await user.keyboard(' {ArrowDown} {ArrowDown}');
    await fireEvent.contextMenu(grid);
    expect(words()).toContain('Open');
    await user.click(screen.getByRole('menuitem', { name: /^Move to trash/ }));
    await waitFor(() => expect(trashed()).toEqual([[sorted()[2]!.id]]));
    expect(screen.getByText('2 selected'), 'what is ticked stays so').toBeTruthy();
  });
});

describe('what can be done with the selected rows', () => {
  it('stands side by side where there is room, and keeps the last in sight where there is not', () => {
    expect(fittingLast([100, 100, 100], 300, 50), 'nothing is hidden that has room').toBe(3);
    expect(fittingLast([100, 100, 100], 299, 50)).toBe(2);
    expect(fittingLast([100, 100, 100], 200, 50), 'the button of the others takes room of its own').toBe(1);
    expect(fittingLast([100, 100, 100], 90, 50)).toBe(0);
  });
});

describe('editing in place', () => {
  it('begins with F2, saves with Enter and shows the value at once', async () => {
    const { user } = await products();
    await user.keyboard('{F2}');
    const input = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(input);
    await user.type(input, 'Aachen table{Enter}');
    await waitFor(() => expect(saved()).toEqual([{ name: 'Aachen table' }]));
    await screen.findAllByText('Aachen table');
  });

  it('is left as it was with Esc', async () => {
    const { user } = await products();
    await user.keyboard('{F2}');
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'xyz{Escape}');
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
    expect(saved(), 'nothing was sent').toEqual([]);
  });

  it('puts the old value back after a refusal, says why, and does not lose what was typed', async () => {
    const { user, grid } = await products();
    const before = String(stand.backend.data.product?.map((row) => row.name).sort()[0]);
    stand.answer('records.save', () => Promise.reject({ code: 'invalid', message: 'Another product has this name.', field: 'name' }));
    await user.keyboard('{F2}');
    const input = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(input);
    await user.type(input, 'Twice{Enter}');
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('Another product has this name.'));
    expect(screen.getAllByText(before).length).toBeGreaterThan(0);
    grid.focus();
    await user.keyboard('{F2}');
    expect(await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' }).then((field) => field.value), 'a second try goes on from what was typed').toBe('Twice');
  });
});

describe('sorting', () => {
  it('takes further columns with Shift, each turned round for itself', async () => {
    await products();
    const asked = () => stand.calls.findLast((call) => call.name === 'records.list' && call.payload.kind === 'product')?.payload;
    await fireEvent.click(within(head(/Category/)).getByRole('button'));
    await fireEvent.click(within(head(/Price/)).getByRole('button'), { shiftKey: true });
    await waitFor(() => expect(asked()).toMatchObject({ sort: 'category', descending: false, then: [{ field: 'price', descending: false }] }));
    await fireEvent.click(within(head(/Price/)).getByRole('button'), { shiftKey: true });
    await waitFor(() => expect(asked()).toMatchObject({ sort: 'category', then: [{ field: 'price', descending: true }] }));
    expect(head(/Price/).textContent, 'the head says which place it has').toContain('2');
  });
});

describe('views', () => {
  it('keep filter, order and columns under a name, are renamed, ordered, and removed with Undo', async () => {
    const { user } = await products();
    await user.click(within(head(/Price/)).getByRole('button'));
    await user.click(screen.getByRole('button', { name: 'Keep this as a view' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'By price{Enter}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'By price' }).getAttribute('aria-pressed')).toBe('true'));
    const id = views.of('product').find((view) => view.own)?.id as string;
    expect(stand.calls.findLast((call) => call.name === 'records.save')?.payload.values, 'the book keeps it, for everybody').toMatchObject({ name: 'By price', recordKind: 'product', sort: ['price'] });
    expect(views.layout('product', id).sort).toEqual([{ name: 'price', descending: false }]);
    await views.rename(id, 'Dear first');
    screen.getByRole('button', { name: 'All' }).focus();
    expect(views.of('product').at(-1)?.label).toBe('Dear first');
    (await screen.findByRole('button', { name: 'Dear first' })).focus();
    await user.keyboard('{Control>}{ArrowLeft}{/Control}');
    expect(views.of('product').at(-2)?.label, 'Ctrl and an arrow move a tab').toBe('Dear first');
    await fireEvent.keyDown(screen.getByRole('button', { name: 'Dear first' }), { key: 'Delete' });
    await waitFor(() => expect(views.of('product').some((view) => view.own)).toBe(false));
    toasts.list.findLast((toast) => toast.action !== null)?.action?.run();
    await waitFor(() => expect(views.of('product').find((view) => view.own)?.label, 'nothing is asked, everything can be taken back').toBe('Dear first'));
  });
});

describe('the record that is open', () => {
  it('is what the keys are meant for, also when a link led to it', async () => {
    const { user, grid } = await products();
    const third = sorted()[2]!;
    go({ screen: 'products', id: third.id });
    await screen.findByRole('heading', { name: third.name });
    grid.focus();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(trashed(), 'never the row that the keys were on before').toEqual([[third.id]]));
  });

  it('is edited under its own name with its own values, when another was open before', async () => {
    const [first, second] = sorted() as [{ id: string; name: string }, { id: string; name: string }];
    await products();
    go({ screen: 'products', id: first.id });
    await screen.findByRole('heading', { name: first.name });
    go({ screen: 'products', id: second.id, mode: 'edit' });
    await waitFor(() => expect(screen.queryByRole('heading', { name: second.name })).not.toBeNull());
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    expect(name.value, 'what is typed here is saved into the second').toBe(second.name);
  });

  it('keeps the keys when a new order puts it elsewhere', async () => {
    const { user, grid } = await products();
    const third = sorted()[2]!;
    go({ screen: 'products', id: third.id });
    await screen.findByRole('heading', { name: third.name });
    await user.click(within(head(/^Name/)).getByRole('button', { name: /Name/ }));
    grid.focus();
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'records.list').length).toBeGreaterThan(1));
    await user.keyboard('{Delete}');
    await waitFor(() => expect(trashed()).toEqual([[third.id]]));
  });
});

describe('what was thrown away', () => {
  it('can be taken back, also when something else was thrown away a moment later', async () => {
    const { user } = await products();
    await user.keyboard('{Delete}');
    await waitFor(() => expect(toasts.list.length).toBe(1));
    const [first] = stand.calls.filter((call) => call.name === 'records.trash').map((call) => call.payload.ids);
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'records.list').length).toBeGreaterThan(1));
    await new Promise((soon) => setTimeout(soon, 300));
    await user.keyboard('{Delete}');
    await waitFor(() => expect(toasts.list.filter((toast) => toast.action?.label === 'Undo').length, 'each with an Undo of its own').toBe(2));
    expect(stand.calls.filter((call) => call.name === 'records.trash').map((call) => call.payload.ids)[1]).not.toEqual(first);
    toasts.list[0]?.action?.run();
    await waitFor(() => expect(stand.calls.some((call) => call.name === 'operations.undo')).toBe(true));
    await waitFor(() => expect(toasts.list.filter((toast) => toast.action?.label === 'Undo').length, 'the other can still be taken back').toBe(1));
  });
});

describe('the menu of the view', () => {
  it('has what is shown first, finds the rest by typing, and what can be done with the list below', async () => {
    const { user } = await products();
    const shownFirst = heads().slice(1, 2);
    await user.click(screen.getByRole('button', { name: 'View' }));
    const menu = await screen.findByRole('dialog', { name: 'View' });
    const search = within(menu).getByRole('textbox', { name: 'Find a column' });
    await waitFor(() => expect(document.activeElement, 'whoever opens it types at once').toBe(search));
    const shown = within(within(menu).getByRole('list', { name: 'Shown columns' })).getAllByRole('checkbox') as HTMLInputElement[];
    expect(shown.every((box) => box.checked)).toBe(true);
    expect(shownFirst.length).toBe(1);
    expect(within(menu).getByRole('button', { name: 'Export this list…' }), 'nobody scrolls past all columns for it').toBeTruthy();
    const other = within(within(menu).getByRole('list', { name: 'Other columns' })).getAllByRole('listitem')[0]?.textContent?.trim() ?? '';
    await user.type(search, other.toUpperCase());
    await user.keyboard('{Enter}');
    await waitFor(() => expect((within(within(menu).getByRole('list', { name: 'Other columns' })).getByRole('checkbox', { name: other }) as HTMLInputElement).checked, 'ticked where it is, without jumping away under the pointer').toBe(true));
  });
});

describe('a view whose condition cannot be used', () => {
  const REFUSED = 'A product has no field “custom_wood”. The fields are: amount, archived, attachments.';

  async function broken() {
    stand.backend.call('records.save', { kind: 'view', id: null, values: { name: 'Ocker', recordKind: 'product', condition: 'custom_wood = ocker', columns: [], sort: [] } });
    await views.load();
    stand.answer('records.list', (payload) => {
      if (String(payload.where ?? '').includes('custom_wood')) throw { code: 'filter', message: REFUSED, field: null };
      return stand.backend.call('records.list', payload);
    });
    const { user } = await products();
    const before = screen.getAllByRole('row').length;
    await user.click(screen.getByRole('button', { name: 'Ocker' }));
    const said = await screen.findByRole('alert');
    return { user, said, before };
  }

  it('shows nobody under its name, and says why in one sentence', async () => {
    const { said } = await broken();
    expect(said.textContent).toContain('“Ocker” cannot be shown');
    expect(said.textContent).toContain('no field “custom_wood”.');
    expect(said.textContent, 'sixty names of the store are of no use here').not.toContain('attachments');
    expect(screen.queryByRole('grid'), 'the rows of the list before would be taken for those of this view').toBeNull();
    expect(document.querySelector('header')?.textContent, 'nor is their number').not.toMatch(/\d/);
  });

  it('is mended in the filter, and kept', async () => {
    const { user } = await broken();
    await user.click(screen.getByRole('button', { name: 'Change the conditions' }));
    const filter = await screen.findByRole('dialog', { name: 'Filter' });
    expect(within(filter).getByRole<HTMLInputElement>('combobox', { name: 'Field' }).value, 'the condition that is refused is the one that is shown').toContain('custom_wood');
    await user.click(within(filter).getByRole('button', { name: 'Remove the condition' }));
    await screen.findByRole('grid');
    await user.click(screen.getByRole('button', { name: 'Keep in this view' }));
    await waitFor(() => expect(saved()).toContainEqual(expect.objectContaining({ condition: '' })));
  });

  it('can be thrown away, and the list goes on with the first view', async () => {
    const { user } = await broken();
    await user.click(screen.getByRole('button', { name: 'Remove the view' }));
    await screen.findByRole('grid');
    expect(screen.queryByRole('button', { name: 'Ocker' })).toBeNull();
    await waitFor(() => expect(document.activeElement, 'the button that had the keys is gone').toBe(screen.getByRole('grid')));
  });

  it('does not leave its conditions to the next view', async () => {
    const { user } = await broken();
    await user.click(screen.getByRole('button', { name: 'Change the conditions' }));
    await screen.findByRole('dialog', { name: 'Filter' });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Goods' }));
    await screen.findByRole('grid');
    expect(stand.calls.filter((call) => call.name === 'records.list' && call.payload.kind === 'product').at(-1)?.payload.where).toBe('product_kind != service');
  });
});

describe('what is done to all selected at once', () => {
  const nothing = { onclear: () => undefined, onroom: () => undefined };

  it('asks for words no more once nothing is selected, though they were being chosen', () => {
    const bulk = new Bulk('product', vi.fn());
    const { unmount } = render(BulkBar, { bulk, ids: ['a'], ...nothing });
    bulk.items(['a'])[0]?.run();
    unmount();
    expect(bulk.tagging, 'the dialog would come back over the next selection, for those of the last').toBeNull();
  });

  it('rests while something is being done, also in the menus, and not for ever where that fails', async () => {
    const bulk = new Bulk('product', vi.fn());
    let fail: (thrown: Error) => void = () => undefined;
    const going = bulk.apply(() => new Promise<boolean>((_, reject) => (fail = reject)));
    expect(bulk.items(['a'], true).map((item) => item.disabled), 'the menu of a row as well').toEqual([true, true, true]);
    fail(new Error('no core'));
    await expect(going).rejects.toThrow();
    expect(bulk.busy).toBe(false);
    expect(bulk.items(['a'], true).map((item) => item.disabled)).toEqual([false, false, false]);
  });
});
