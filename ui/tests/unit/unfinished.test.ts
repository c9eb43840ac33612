// What was begun and not saved is told of on Today, so that nobody has to remember where they were.
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { draftKey, keepDraft, readDraft } from '../../src/features/app/drafts';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { initialFrom } from '../../src/features/records/initial';
import UnfinishedCard from '../../src/features/today/UnfinishedCard.svelte';
import { unfinished } from '../../src/features/today/unfinished';
import { currentRoute, go, parseRoute } from '../../src/navigation.svelte';
import Sales from '../../src/screens/Sales.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
let anna: { id: string; name: string };
beforeEach(async () => {
  stand = useBackend();
  localStorage.clear();
  toasts.list = [];
  go({ screen: 'today' });
  await session.load();
  anna = stand.backend.data.customer?.[0] as typeof anna;
});

const words = async () => (await unfinished()).map((one) => one.what);

describe('what is unfinished', () => {
  it('is named with whose it is', async () => {
    keepDraft(draftKey('sale', null), { customerId: anna.id, notes: 'Oak' });
    keepDraft(draftKey('customer', anna.id), { jobTitle: 'Baker' }, '2026-01-02T10:00:00Z');
    keepDraft(draftKey('note', anna.id), { text: 'Half a thought' }, '2026-01-01T10:00:00Z');
    expect(await words(), 'what was typed last comes first').toEqual([`New sale · ${anna.name}`, `Edit · ${anna.name}`, `A note · ${anna.name}`]);
  });

  it('leads back into the very form, with what it began with', async () => {
    const params = { customerId: anna.id, subject: 'Ask {about} "oak". Twice.' };
    const form = render(RecordForm, { kind: 'follow_up', record: null, initial: initialFrom(params), onsaved: vi.fn(), oncancel: vi.fn() });
    await userEvent.type(screen.getByLabelText('Notes'), 'oak');
    form.unmount();
    const [one] = await unfinished();
    const route = parseRoute(one?.href ?? '');
    expect(route).toMatchObject({ screen: 'follow-ups', mode: 'new' });
    render(RecordForm, { kind: 'follow_up', record: null, initial: initialFrom(route.params), onsaved: vi.fn(), oncancel: vi.fn() });
    expect((screen.getByLabelText('Notes') as HTMLInputElement).value, 'another beginning would be another, empty form').toBe('oak');
  });

  it('tells of dialogs too, by what is done in them and about whom', async () => {
    const sale = stand.backend.data.sale?.find((one) => one.documentKind === 'invoice') as { id: string; number: string };
    keepDraft(draftKey('payment', sale.id), { reference: 'Bank' });
    keepDraft(draftKey('make.delivery', sale.id), { chosen: { 1: '2' } }, '2026-01-06T10:00:00Z');
    keepDraft(draftKey('log.visit', anna.id), { words: 'Liked the oak' }, '2026-01-05T10:00:00Z');
    keepDraft(draftKey('complete', stand.backend.data.follow_up?.[0]?.id as string), { words: 'Will call' }, '2026-01-04T10:00:00Z');
    keepDraft(draftKey('log.call', stand.backend.data.case?.[0]?.id as string), { words: 'Half' }, '2026-01-03T10:00:00Z');
    const told = await unfinished();
    expect(told.map((one) => one.what)).toEqual([
      `Record payment · ${sale.number}`, `Deliver · ${sale.number}`, `Visit · ${anna.name}`,
      `Mark as done · ${stand.backend.data.follow_up?.[0]?.subject as string}`, `Call · ${stand.backend.data.case?.[0]?.subject as string}`,
    ]);
    expect(told.map((one) => parseRoute(one.href)).map(({ screen, params }) => [screen, params.dialog])).toEqual([['sales', 'payment'], ['sales', 'make.delivery'], ['customers', 'log.visit'], ['follow-ups', 'complete'], ['service', 'log.call']]);
  });

  it('opens the dialog again, with what was typed, once', async () => {
    const sale = stand.backend.data.sale?.find((one) => one.documentKind === 'invoice' && (one.due as number) > 0) as { id: string };
    keepDraft(draftKey('payment', sale.id), { reference: 'Bank 17' });
    const [one] = await unfinished();
    go(parseRoute(one?.href ?? ''));
    render(Sales);
    const dialog = await screen.findByRole('dialog');
    expect((within(dialog).getByLabelText('Reference') as HTMLInputElement).value).toBe('Bank 17');
    expect(currentRoute(), 'Back and a reload lead to the document').toMatchObject({ screen: 'sales', id: sale.id, params: {} });
  });

  it('is not told of when its record is gone, its form has no address, or it belongs to another book', async () => {
    keepDraft(draftKey('customer', 'gone'), { jobTitle: 'Baker' });
    keepDraft(draftKey('case.resolve', 'c'), { resolution: 'Mended' });
    keepDraft(draftKey('sale', null, { lines: [1] }), { notes: 'x' });
    localStorage.setItem('regulars.draft.other.sale.new', JSON.stringify({ at: '2026-01-01T10:00:00Z', values: { notes: 'x' } }));
    expect(await words()).toEqual([]);
  });
});

describe('the card of Today', () => {
  it('is not there when nothing is unfinished', async () => {
    render(UnfinishedCard);
    await new Promise((settled) => setTimeout(settled, 20));
    expect(screen.queryByText('Not finished yet')).toBeNull();
  });

  it('throws away at once, and brings back with Undo', async () => {
    const user = userEvent.setup();
    const key = draftKey('product', null);
    keepDraft(key, { name: 'Footstool' }, '2026-01-01T10:00:00Z');
    render(UnfinishedCard);
    await user.click(await screen.findByRole('button', { name: /^Discard ?: New product · Footstool$/ }));
    await waitFor(() => expect(screen.queryByText('Not finished yet')).toBeNull());
    expect(readDraft(key)).toBeNull();
    toasts.list.at(-1)?.action?.run();
    expect(await screen.findByRole('link', { name: /^Continue ?: New product · Footstool$/ })).toBeTruthy();
    expect(readDraft(key), 'as it was, and when it was').toEqual({ at: '2026-01-01T10:00:00Z', values: { name: 'Footstool' } });
  });
});
