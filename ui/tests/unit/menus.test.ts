// The right button and the menu key find the same menu wherever something stands in a row, not in lists only.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import FloatingMenu from '../../src/components/FloatingMenu.svelte';
import type { TimelineItem } from '../../src/api/generated';
import { followMenus } from '../../src/features/app/pointed';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import Timeline from '../../src/features/customers/Timeline.svelte';
// Here already, so that the menu need not wait for it.
import '../../src/features/cases/SettleDialog.svelte';
import '../../src/features/sales/SaleDialogs.svelte';
import { setLanguage } from '../../src/i18n';
import { currentRoute, go } from '../../src/navigation.svelte';
import Today from '../../src/screens/Today.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  go({ screen: 'today' });
  await session.load();
});

const words = () => screen.getAllByRole('menuitem').map((item) => item.querySelector('.menu-label')?.textContent);
/** Shift+F10 and the menu key both end in this event at what has the focus; it brings no place of a pointer. */
const askAtFocus = () => fireEvent.contextMenu(document.activeElement ?? document.body, { clientX: 0, clientY: 0 });

describe('a row of Today', () => {
  const rows = () => [...document.querySelectorAll<HTMLElement>('[data-agenda]')];
  /** The row of a follow-up; those of cases come before it or after. */
  const step = () => rows().find((row) => row.querySelector('.tick')?.getAttribute('title') === 'Mark as done') as HTMLElement;

  it('has a menu of all that its keys do, with the keys beside it', async () => {
    render(Today);
    await waitFor(() => expect(rows().length).toBeGreaterThan(3));
    await fireEvent.contextMenu(step(), { clientX: 40, clientY: 60 });
    const found = words();
    expect(found, 'whoever looks for the keys finds them here').toEqual(expect.arrayContaining(['Open', 'Plan a follow-up', 'Mark as done', 'Tomorrow', 'In a week']));
    const keys = screen.getAllByRole('menuitem').map((item) => item.querySelector('kbd')?.textContent ?? '').filter(Boolean);
    expect(keys).toEqual(expect.arrayContaining(['P', 'D', 'L']));
  });

  it('has a menu that is read the way the window is', async () => {
    setLanguage('qps-plocm');
    render(Today);
    await waitFor(() => expect(rows().length).toBeGreaterThan(3));
    await fireEvent.contextMenu(rows()[0] as HTMLElement);
    expect(screen.getByRole('menu').closest<HTMLElement>('body [dir]')?.dir, 'signs and words would change their sides').toBe('rtl');
  });

  it('offers nobody to call who has no telephone', async () => {
    const call = stand.backend.call('today.get', {}) as { matters: Record<string, unknown> };
    stand.answer('today.get', () => ({ ...call, matters: Object.fromEntries(Object.keys(call.matters).map((id) => [id, { action: 'open' }])) }));
    render(Today);
    await waitFor(() => expect(rows().length).toBeGreaterThan(3));
    await fireEvent.contextMenu(step());
    expect(words()).not.toContain('Call');
  });

  it('answers D and L with what can be done where nothing is due yet, instead of doing nothing unseen', async () => {
    const user = userEvent.setup();
    const day = stand.backend.call('today.get', {}) as Record<string, unknown>;
    stand.answer('today.get', () => ({ ...day, overdue: [], today: [], cases: [], upcoming: [] }));
    render(Today);
    await waitFor(() => expect(rows().length).toBeGreaterThan(0));
    const quiet = rows().find((row) => row.querySelector('button.tick') === null) as HTMLElement;
    const name = quiet.querySelector('.name')?.textContent ?? '';
    for (const key of ['d', 'l']) {
      toasts.list = [];
      quiet.focus();
      await user.keyboard(key);
      expect(toasts.list.map((note) => note.text), `${key} is not swallowed`).toEqual([expect.stringContaining(name)]);
    }
    toasts.list[0]?.action?.run();
    expect(currentRoute(), 'and the note leads to what helps').toMatchObject({ screen: 'follow-ups', mode: 'new' });
  });

  it('puts off from its menu, and the keys go on at the row that took its place', async () => {
    const user = userEvent.setup();
    render(Today);
    await waitFor(() => expect(rows().length).toBeGreaterThan(3));
    const row = step();
    const name = row.getAttribute('aria-label');
    row.focus();
    await askAtFocus();
    await user.click(screen.getByRole('menuitem', { name: /^In a week/ }));
    await waitFor(() => expect(stand.calls.filter((one) => one.name === 'followUps.postpone')).toHaveLength(1));
    await waitFor(() => expect(document.activeElement?.hasAttribute('data-agenda'), 'else the next letter goes nowhere').toBe(true));
    await waitFor(() => expect(document.querySelector('[data-agenda]')?.parentElement?.querySelector(`[aria-label="${CSS.escape(name ?? '')}"]`)).toBeNull());
  });
});

describe('an entry of a timeline', () => {
  const talk: TimelineItem = { kind: 'interaction', id: 'talk', whoseId: 'c', at: '2026-03-02T09:00:00Z', title: 'Asked for a table', detail: '', done: true, channel: 'call' };

  function shown(...items: TimelineItem[]) {
    stand.answer('customers.timeline', () => ({ total: items.length, items }));
    render(Timeline, { id: 'c' });
  }

  it('that was said leads to a next step and to the trash, at its button and with the menu key', async () => {
    const user = userEvent.setup();
    const stop = followMenus();
    stand.answer('records.get', () => ({ record: { id: 'talk', customerId: 'c', caseId: 'k', dealId: null, summary: 'Asked for a table' }, titles: {} }));
    const thrown: unknown[] = [];
    stand.answer('records.trash', (payload) => { thrown.push(payload); return { changed: [], undoLabel: 'Note moved to the trash', opId: 'o' }; });
    shown(talk);
    const button = await screen.findByRole('button', { name: 'What can be done with Asked for a table' });
    expect(button.tabIndex, 'a note is no link, so its button is the way in for the keyboard').toBe(0);
    button.focus();
    await askAtFocus();
    await screen.findByRole('menu', { name: 'Asked for a table' });
    expect(words()).toEqual(['Plan follow-up', 'Move to trash']);
    await user.keyboard('{Escape}');
    await user.click(button);
    await user.click(await screen.findByRole('menuitem', { name: 'Move to trash' }));
    await waitFor(() => expect(thrown, 'a note written by mistake can be taken away').toEqual([{ kind: 'interaction', ids: ['talk'] }]));
    await user.click(button);
    await user.click(await screen.findByRole('menuitem', { name: 'Plan follow-up' }));
    expect(currentRoute()).toMatchObject({ screen: 'follow-ups', mode: 'new', params: { customerId: 'c', caseId: 'k' } });
    stop();
  });

  it('that is still to be done is finished where it stands', async () => {
    const user = userEvent.setup();
    const item = stand.backend.data.follow_up?.find((one) => one.done !== true) as { id: string; subject: string };
    shown({ ...talk, kind: 'follow_up', id: item.id, title: item.subject, done: false });
    const link = await screen.findByRole('link', { name: item.subject });
    link.focus();
    await askAtFocus();
    expect((await screen.findAllByRole('menuitem')).length).toBeGreaterThan(4);
    expect(document.querySelector('[role=menuitem] kbd'), 'Del on this page would throw away the customer').toBeNull();
    await user.click(screen.getByRole('menuitem', { name: /^Mark as done/ }));
    expect(await screen.findByLabelText('What came of it?')).toBeTruthy();
  });

  it('that is a document asks for the rest here too, since the screen of sales is not open', async () => {
    const user = userEvent.setup();
    const sale = stand.backend.data.sale?.find((one) => one.documentKind === 'invoice' && one.status === 'open' && Number(one.due) > 0) as { id: string; number: string };
    shown({ ...talk, kind: 'sale', id: sale.id, title: sale.number, amount: 100 });
    await fireEvent.contextMenu(await screen.findByRole('link', { name: sale.number }), { clientX: 9, clientY: 9 });
    await user.click(await screen.findByRole('menuitem', { name: 'Record payment' }));
    expect(await screen.findByText(`Payment for ${sale.number}`)).toBeTruthy();
  });
});

describe('a menu under the pointer', () => {
  const items = [{ label: 'Print', disabled: true, run: () => undefined }, { label: 'Open', run: () => undefined }, { label: 'Archive', run: () => undefined }];

  it('has the keys on its first entry when a key asked for it, also where no other menu has been before', async () => {
    await fireEvent.keyDown(document.body, { key: 'F10', shiftKey: true });
    render(FloatingMenu, { label: 'Anna Jensen', x: 10, y: 10, items, onclose: () => undefined });
    await waitFor(() => expect(document.activeElement, 'whoever is led by the keys sees where they are').toBe(screen.getByRole('menuitem', { name: 'Open' })));
  });

  it('has no entry marked that the pointer is not on', async () => {
    await fireEvent.pointerDown(document.body, { button: 2 });
    render(FloatingMenu, { label: 'Anna Jensen', x: 10, y: 10, items, onclose: () => undefined });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('menu')));
    await new Promise((wake) => setTimeout(wake, 20));
    expect(document.activeElement, 'the keys wait at the menu itself').toBe(screen.getByRole('menu'));
  });
});
