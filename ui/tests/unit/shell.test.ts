import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Customers from '../../src/screens/Customers.svelte';
import Palette from '../../src/screens/Palette.svelte';
import Settings from '../../src/screens/Settings.svelte';
import { announce } from '../../src/api/rpc';
import { draftKey, dropDraft, keepDraft, readDraft } from '../../src/features/app/drafts';
import { opened, recentRecords } from '../../src/features/app/recent';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { zoom } from '../../src/features/app/zoom.svelte';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { setLanguage, setNouns } from '../../src/i18n';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  go({ screen: 'today' });
  await session.load();
});

describe('a draft', () => {
  const props = () => ({ kind: 'product' as const, record: null, onsaved: vi.fn(), oncancel: vi.fn() });

  it('survives a form that is left, is offered again, and is dropped once it is saved', async () => {
    const user = userEvent.setup();
    const first = render(RecordForm, props());
    await user.type(screen.getByLabelText(/^Name/), 'Walnut table');
    first.unmount();
    expect(readDraft(draftKey('product', null))?.values.name, 'leaving the form does not lose it').toBe('Walnut table');
    const second = props();
    render(RecordForm, second);
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Walnut table');
    expect(screen.getByText(/What you typed is back/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(second.onsaved).toHaveBeenCalled());
    expect(readDraft(draftKey('product', null)), 'what is saved need not be kept twice').toBeNull();
  });

  it('is put aside by Cancel and can be brought back', async () => {
    const user = userEvent.setup();
    render(RecordForm, props());
    await user.type(screen.getByLabelText(/^Name/), 'Oak stool');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(readDraft(draftKey('product', null))).toBeNull();
    toasts.list.at(-1)?.action?.run();
    expect(readDraft(draftKey('product', null))?.values.name, 'Cancel pressed by mistake loses nothing').toBe('Oak stool');
  });

  it('begins afresh when asked to', async () => {
    keepDraft(draftKey('product', null), { name: 'Old' });
    const user = userEvent.setup();
    render(RecordForm, props());
    await user.click(screen.getByRole('button', { name: 'Start afresh' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe(''));
    await waitFor(() => expect(document.activeElement, 'whoever begins afresh writes next, and what they write is no shortcut').toBe(screen.getByLabelText(/^Name/)));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value, 'pressed by mistake it loses nothing').toBe('Old'));
  });

  it('comes back after it was discarded even when the form was closed since', async () => {
    keepDraft(draftKey('product', null), { name: 'Old' });
    const user = userEvent.setup();
    const form = render(RecordForm, props());
    await user.click(screen.getByRole('button', { name: 'Start afresh' }));
    form.unmount();
    toasts.list.at(-1)?.action?.run();
    expect(readDraft(draftKey('product', null))?.values.name).toBe('Old');
  });

  it('begins with the keys in the form, also to change what is there', async () => {
    render(RecordForm, { ...props(), record: stand.backend.data.product?.[0] as never });
    await waitFor(() => expect(document.activeElement, 'a letter typed after E is text and no shortcut of the list').toBe(screen.getByLabelText(/^Name/)));
  });

  it('keeps what was typed when the core refuses it', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', () => Promise.reject({ code: 'invalid', message: 'A product of this name exists.', field: 'name' }));
    render(RecordForm, props());
    await user.type(screen.getByLabelText(/^Name/), 'Twice');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('A product of this name exists.');
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Twice');
  });

  it('is not kept for ever: the oldest of too many go', () => {
    for (let index = 0; index < 60; index += 1) keepDraft(draftKey('product', `p${index}`), { name: String(index) });
    expect(Object.keys(localStorage).filter((key) => key.startsWith('regulars.draft.')).length).toBeLessThanOrEqual(41);
    dropDraft(draftKey('product', 'p59'));
    expect(readDraft(draftKey('product', 'p59'))).toBeNull();
  });
});

describe('the palette', () => {
  it('begins with what was opened lately', async () => {
    const user = userEvent.setup();
    opened('customer', 'c7', 'Anna Jensen');
    opened('sale', 's1', 'INV-2026-0001');
    opened('customer', 'c7', 'Anna Jensen');
    expect(recentRecords().map((one) => one.title), 'each once, the newest first').toEqual(['Anna Jensen', 'INV-2026-0001']);
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    expect(screen.getAllByRole('option')[0]?.textContent).toContain('Anna Jensen');
    await user.keyboard('{Enter}');
    expect(currentRoute()).toMatchObject({ screen: 'customers', id: 'c7' });
  });

  it('draws the commands that are in sight, and the others when somebody goes to them', async () => {
    const user = userEvent.setup();
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    const drawn = screen.getAllByRole('option').length;
    expect(drawn, 'a hundred rows would be painted anew with each word that is taken back').toBeLessThan(30);
    const told = () => Number(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize'));
    expect(told(), 'who hears the list is told of those out of sight as well').toBeGreaterThan(50);
    expect(screen.getAllByRole('option').at(-1)?.getAttribute('aria-posinset')).toBe(String(drawn));
    await user.keyboard('{ArrowDown>40/}');
    expect(screen.getAllByRole('option').length, 'no command is out of reach').toBeGreaterThan(50);
    expect(told()).toBe(screen.getAllByRole('option').length);
    expect(screen.getByRole('combobox').getAttribute('aria-activedescendant')).toMatch(/-40$/);
    await user.type(screen.getByRole('combobox'), 'x');
    await user.clear(screen.getByRole('combobox'));
    await waitFor(() => expect(screen.getAllByRole('option').length).toBe(drawn));
    await fireEvent.scroll(screen.getByRole('listbox'));
    expect(screen.getAllByRole('option').length, 'nor by the mouse').toBeGreaterThan(50);
  });

  it('waits with Enter for the answer to what was typed, because hands are faster than a search', async () => {
    const user = userEvent.setup();
    const waiting: (() => void)[] = [];
    stand.answer('search.all', () => new Promise((resolve) => waiting.push(() => resolve({ hits: [{ kind: 'customer', id: 'c9', title: 'Zoë Quimby', detail: '' }] }))));
    const onclose = vi.fn();
    render(Palette, { onclose, onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'quimby{Enter}');
    expect(onclose, 'nothing is run that nobody has seen').not.toHaveBeenCalled();
    waiting.at(-1)?.();
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'customers', id: 'c9' }));
    expect(onclose).toHaveBeenCalled();
  });

  it('asks core once for the same words, and again after a change of the book', async () => {
    const user = userEvent.setup();
    stand.answer('search.all', ({ text }) => ({ hits: [{ kind: 'customer', id: 'c9', title: `Zoë ${String(text)}`, detail: '' }] }));
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    const times = (text: string) => stand.calls.filter((call) => call.name === 'search.all' && (call.payload as { text: string }).text === text).length;
    await user.type(screen.getByRole('combobox'), 'zo');
    await screen.findByText('Zoë zo');
    await user.keyboard('{Backspace}');
    await screen.findByText('Zoë z');
    expect(times('z'), 'a letter that is taken back is answered at once').toBe(1);
    announce({ type: 'changed', seq: 9, changed: [] });
    await user.keyboard('o');
    await waitFor(() => expect(times('zo')).toBe(2));
  });

  it('has the commands for what was typed while core is busy, chooses none that could be in the way of a name, and says that it looks', async () => {
    const user = userEvent.setup();
    const waiting: (() => void)[] = [];
    stand.answer('search.all', () => new Promise((resolve) => waiting.push(() => resolve({ hits: [{ kind: 'customer', id: 'c9', title: 'Customers & Sons', detail: '' }] }))));
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'maria');
    await screen.findByText('Looking through the book…');
    expect(screen.queryByRole('option'), 'no command has these letters').toBeNull();
    await user.clear(screen.getByRole('combobox'));
    await user.type(screen.getByRole('combobox'), 'customers');
    await waitFor(() => expect(screen.getAllByRole('option').map((one) => one.textContent?.trim())[0]).toContain('Customers'));
    expect(screen.queryByRole('option', { selected: true }), 'a record may come to stand first').toBeNull();
    await user.keyboard('{Enter}');
    expect(currentRoute().screen, 'Enter means the first of what is not known yet').toBe('today');
    waiting.at(-1)?.();
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'customers', id: 'c9' }));
    expect(screen.queryByText('Looking through the book…')).toBeNull();
  });

  it('runs a command that is spelled out, or was picked by arrow, without waiting for core', async () => {
    const user = userEvent.setup();
    stand.answer('search.all', () => new Promise(() => undefined));
    const first = render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'new prod{Enter}');
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'products', mode: 'new' }));
    first.unmount();
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'campaigns');
    await screen.findByText('Looking through the book…');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(currentRoute().screen).toBe('campaigns');
  });

  it('puts the command whose word was typed before records that have it only somewhere inside, and a name that begins so before the command', async () => {
    const user = userEvent.setup();
    let title = 'CN-2026-0014';
    stand.answer('search.all', () => ({ hits: [{ kind: 'sale', id: 's9', title, detail: 'Birgit Braun' }] }));
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'dark');
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain('Switch light and dark'));
    title = 'Darko Darkwood';
    announce({ type: 'changed', seq: 9, changed: [] });
    await user.type(screen.getByRole('combobox'), '{Backspace}k');
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain('Darkwood'));
  });

  it.each([
    ['en', 'back up', 'Make a backup'], ['en', 'save a copy', null], ['en', 'export', 'Export: Customers'], ['en', 'csv', 'Export: Customers'], ['en', 'restore', 'Restore a backup'], ['en', 'undo', 'History'], ['en', 'shortcuts', 'Show the keys'], ['en', 'dark', 'Switch light and dark'],
    ['de', 'backup', 'Sicherung anlegen'], ['de', 'sichern', 'Sicherung anlegen'], ['de', 'exportieren', 'Exportieren: Kunden'], ['de', 'zurückholen', 'Sicherung wiederherstellen'], ['de', 'rückgängig', 'Verlauf'], ['de', 'tastatur', 'Tasten zeigen'],
    ['de', 'neuer vorgang', 'Neuer Fall'], ['de', 'neues geschäft', 'Neue Chance'], ['de', 'new customer', 'Neuer Kunde'],
    ['en', 'neuer fall', 'New case'], ['en', 'neuer kunde', 'New customer'], ['en', 'einstellungen', 'Settings'],
    ['en', 'quiet customers', 'Customers: Quiet'], ['de', 'kunden still', 'Kunden: Still geworden'], ['en', 'overdue follow', 'Follow-ups: Overdue'], ['en', 'password', 'Settings: Data'], ['de', 'kennwort', 'Einstellungen: Daten'], ['en', 'iban', 'Settings: Payment'],
  ])('in %s finds for “%s” what people mean by it', async (language, typed, wanted) => {
    const user = userEvent.setup();
    setLanguage(language, language === 'de' ? 'DE' : 'GB');
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), typed);
    const titles = screen.queryAllByRole('option').map((one) => one.textContent ?? '');
    if (wanted === null) expect(titles.some((title) => title.includes('backup'))).toBe(false);
    else expect(titles.some((title) => title.includes(wanted)), titles.join(' | ')).toBe(true);
  });

  it('finds a part of the settings by what it holds, and where nothing is found leads into the guide with the words', async () => {
    const user = userEvent.setup();
    stand.answer('search.all', () => ({ hits: [] }));
    session.kinds = [{ kind: 'settings', fields: [{ name: 'zone', section: 'business', type: 'text' }], sections: [] }] as unknown as typeof session.kinds;
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), 'time zone');
    await screen.findByText('Settings: Business');
    await user.clear(screen.getByRole('combobox'));
    await user.type(screen.getByRole('combobox'), 'zzyx');
    await screen.findByText('Look for “zzyx” in the guide');
    await user.keyboard('{Enter}');
    expect(currentRoute().screen, 'Enter on nothing goes nowhere').not.toBe('help');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(currentRoute()).toMatchObject({ screen: 'help', params: { search: 'zzyx' } });
    session.kinds = [];
  });

  it('offers no commands for a mere dash, which is a word of none', async () => {
    const user = userEvent.setup();
    stand.answer('search.all', () => ({ hits: [] }));
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), '-');
    await waitFor(() => expect(screen.queryByText('Make a backup')).toBeNull());
    expect(screen.queryByText('New customer')).toBeNull();
  });

  it.each([
    ['en', 'new case', 'New case'], ['en', 'new d', 'New deal'], ['en', 'new sale', 'New sale'], ['de', 'neuer fall', 'Neuer Fall'],
  ])('in %s puts for “%s” the command before records that happen to have these words', async (language, typed, wanted) => {
    const user = userEvent.setup();
    setLanguage(language, language === 'de' ? 'DE' : 'GB');
    stand.answer('search.all', () => ({ hits: [{ kind: 'customer', id: 'c9', title: 'Newton Cases', detail: '' }] }));
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), typed);
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain(wanted));
    await user.clear(screen.getByRole('combobox'));
    await user.type(screen.getByRole('combobox'), 'new');
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent, 'one word may be the beginning of a name').toContain('Newton'));
  });

  it.each([
    ['en', 'new customer', 'New patient'], ['en', 'new patient', 'New patient'], ['en', 'customers', 'Patients'],
    ['de', 'neuer kunde', 'Neu: Patient'], ['de', 'neu patient', 'Neu: Patient'],
  ])('in %s finds with “%s” the command of a practice whose customers are patients', async (language, typed, wanted) => {
    const user = userEvent.setup();
    setLanguage(language, language === 'de' ? 'DE' : 'GB');
    setNouns('Patient', 'Patients');
    stand.answer('search.all', () => ({ hits: [] }));
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getByRole('combobox'), typed);
    const titles = () => screen.queryAllByRole('option').map((one) => one.textContent ?? '');
    await waitFor(() => expect(titles().some((title) => title.includes(wanted)), titles().join(' | ')).toBe(true));
    setNouns('', '');
    setLanguage('en', 'GB');
  });

  it('does what the screen behind it can do', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers', params: { search: '', view: 'view.all' } });
    render(Customers);
    await screen.findByRole('grid');
    render(Palette, { onclose: vi.fn(), onkeys: vi.fn() });
    await user.type(screen.getAllByRole('combobox').at(-1) as HTMLElement, 'leads');
    await user.click(await screen.findByRole('option', { name: /Customers: Leads/ }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Leads' }).getAttribute('aria-pressed')).toBe('true'));
  });
});

describe('the words on screen', () => {
  it('are all said anew when the language is read the other way, though dates are written as before', async () => {
    const settings = session.settings!;
    const before = session.wording;
    await session.adopt({ ...settings, language: 'qps-plocm' });
    expect(session.wording, 'else half of the window keeps its words').toBe(before + 1);
    await session.adopt(settings);
    expect(session.wording).toBe(before + 2);
  });
});

describe('size', () => {
  it('grows and shrinks by steps between 80 and 200 percent and is remembered', async () => {
    zoom.reset();
    await waitFor(() => expect(zoom.percent).toBe(100));
    for (let step = 0; step < 12; step += 1) {
      zoom.larger();
      await waitFor(() => expect(document.documentElement.style.getPropertyValue('--zoom')).toBe(String(zoom.percent / 100)));
    }
    expect(zoom.percent, 'no larger than the layout was made for').toBe(200);
    expect(localStorage.getItem('regulars.zoom')).toBe('200');
    zoom.reset();
    await waitFor(() => expect(zoom.percent).toBe(100));
  });
});

describe('Settings', () => {
  it('shows where the data is, and how to bring a backup back', async () => {
    go({ screen: 'settings', id: 'data' });
    render(Settings);
    expect(screen.getByText('/home/maja/Linden Workshop.regulars')).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Restore a backup' }));
    await waitFor(() => expect(stand.calls.some((call) => call.name === 'book.restore')).toBe(true));
  });
});
