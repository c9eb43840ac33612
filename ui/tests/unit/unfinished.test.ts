// What was begun and not saved is told of on Today, so that nobody has to remember where they were.
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { draftKey, keepDraft, readDraft } from '../../src/features/app/drafts';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { initialFrom } from '../../src/features/records/initial';
import UnfinishedCard from '../../src/features/today/UnfinishedCard.svelte';
import { unfinished } from '../../src/features/today/unfinished';
import { currentRoute, go, parseRoute } from '../../src/navigation.svelte';
import Campaigns from '../../src/screens/Campaigns.svelte';
import Customers from '../../src/screens/Customers.svelte';
import Money from '../../src/screens/Money.svelte';
import Products from '../../src/screens/Products.svelte';
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

  it('is told of in dialogs that are about no single record', async () => {
    const product = stand.backend.data.product?.[0] as { id: string; name: string };
    const campaign = stand.backend.data.campaign?.[0] as { id: string; name: string };
    const wish = { where: 'city = "Ulm"', ids: null, label: 'Ulm' };
    keepDraft(draftKey('cash_entry', 'count-2026-01-05'), { amount: 100 }, '2026-01-09T10:00:00Z');
    keepDraft(draftKey('stock_movement', `${product.id}-correction`), { quantity: '2' }, '2026-01-08T10:00:00Z');
    keepDraft(draftKey('stock_movement', null), { productId: product.id, quantity: '2' }, '2026-01-07T10:00:00Z');
    keepDraft(draftKey('plan_each', null), { subject: 'Ask', wish }, '2026-01-06T10:00:00Z');
    keepDraft(draftKey('response', `${campaign.id}.${anna.id}`), { words: 'Yes' }, '2026-01-05T10:00:00Z');
    keepDraft(draftKey('template', 'customer'), { words: 'Walk-in' }, '2026-01-04T10:00:00Z');
    keepDraft(draftKey('call_script', null), { scriptId: 'new', name: 'Spring', text: 'Good morning' }, '2026-01-03T10:00:00Z');
    const told = await unfinished();
    expect(told.map((one) => one.what)).toEqual([
      'Count the till · 5 Jan 2026', `Stock movement · ${product.name}`, `Stock movement · ${product.name}`, 'A follow-up for each · Ask',
      `Answer of ${anna.name} · ${campaign.name}`, 'Keep as template · Walk-in · New customer', 'Script · Spring',
    ]);
    expect(told.map((one) => parseRoute(one.href)).map(({ screen, id, mode, params }) => [screen, id, mode, params.dialog])).toEqual([
      ['money', null, 'view', 'cash.count-2026-01-05'], ['products', product.id, 'view', 'stock.correction'], ['products', null, 'view', 'stock'], ['customers', null, 'view', 'each'],
      ['campaigns', campaign.id, 'view', `response.${anna.id}`], ['customers', null, 'new', 'template'], ['calling', null, 'view', undefined],
    ]);
  });

  it.each<[string, Component, (at: { anna: { id: string }; product: { id: string }; campaign: { id: string } }) => string, Record<string, unknown>, string, string]>([
    ['the till', Money, () => draftKey('cash_entry', 'count-2026-01-05'), { why: 'Evening' }, 'What for', 'Evening'],
    ['the stock of a product', Products, ({ product }) => draftKey('stock_movement', `${product.id}-correction`), { why: 'Broken' }, 'Why', 'Broken'],
    ['the stock', Products, () => draftKey('stock_movement', null), { why: 'Broken' }, 'Why', 'Broken'],
    ['a list of customers', Customers, () => draftKey('plan_each', null), { subject: 'Ask', wish: { where: 'city = "Ulm"', ids: null, label: 'Ulm' } }, 'Subject', 'Ask'],
    ['an answer', Campaigns, ({ campaign, anna }) => draftKey('response', `${campaign.id}.${anna.id}`), { words: 'Yes please' }, 'What did they answer?', 'Yes please'],
    ['a template', Customers, () => draftKey('template', 'customer'), { words: 'Walk-in' }, 'Name of the template', 'Walk-in'],
  ])('leads back into the dialog about %s, with what was typed', async (_, View, key, typed, label, words) => {
    keepDraft(key({ anna, product: stand.backend.data.product?.[0] as { id: string }, campaign: stand.backend.data.campaign?.[0] as { id: string } }), typed);
    const [one] = await unfinished();
    go(parseRoute(one?.href ?? ''));
    render(View);
    const dialog = await screen.findByRole('dialog');
    expect((within(dialog).getByLabelText(new RegExp(`^${label.replace('?', '\\?')}`)) as HTMLInputElement).value).toBe(words);
    await waitFor(() => expect(currentRoute().params, 'Back and a reload open no dialog').toEqual({}));
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
