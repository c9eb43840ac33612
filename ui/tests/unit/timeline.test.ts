import Phone from '@lucide/svelte/icons/phone';
import Receipt from '@lucide/svelte/icons/receipt-text';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../src/api/generated';
import Timeline from '../../src/features/customers/Timeline.svelte';
import { timelineEntry } from '../../src/features/customers/timeline';
import { session } from '../../src/features/app/session.svelte';
import { useBackend } from './backend';

const item: TimelineItem = { kind: 'interaction', id: 'i', whoseId: 'c', at: '2026-03-02T09:00:00Z', title: 'Asked for a table', detail: '', done: true, channel: 'call' };

describe('an entry of the timeline', () => {
  it('shows how somebody was reached, so that calls and letters are told apart at a glance', () => {
    expect(timelineEntry(item).icon).toBe(Phone);
    expect(timelineEntry({ ...item, channel: 'letter' }).icon).not.toBe(Phone);
  });

  it('tells the steps of a deal apart, each at its moment', () => {
    const step: TimelineItem = { ...item, kind: 'deal', id: 'd', channel: undefined, amount: 480000, detail: 'Won.', nth: 1 };
    expect(timelineEntry(step)).toMatchObject({ aside: '€4,800.00', detail: 'Won.' });
    expect(timelineEntry(step).moment, 'a deal is moved at a time of day').toBeTruthy();
    expect(timelineEntry(step).href, 'the entry leads to the deal').toContain('d');
    expect(timelineEntry(step).key, 'a deal that is won at once has two entries').not.toBe(timelineEntry({ ...step, nth: 0 }).key);
  });

  it('keeps the picture of what is no talk', () => {
    expect(timelineEntry({ ...item, kind: 'sale', channel: undefined, amount: 100 }).icon).toBe(Receipt);
  });
});

describe('the timeline of a company', () => {
  it('says with whom of its people each thing was, and leads there', async () => {
    const stand = useBackend();
    await session.load();
    stand.answer('customers.timeline', () => ({ total: 2, items: [{ ...item, whose: 'Anna Berg', whoseId: 'anna' }, { ...item, id: 'own', title: 'Their own', whose: '' }] }));
    render(Timeline, { id: 'c' });
    expect((await screen.findByRole('link', { name: 'Anna Berg' })).getAttribute('href')).toContain('anna');
    expect(screen.getAllByRole('listitem').filter((one) => one.textContent?.includes('Anna Berg')), 'what is the company’s own has no other name').toHaveLength(1);
  });
});

describe('a long timeline', () => {
  it('hands the keys to the first of the entries that the last press brought', async () => {
    const user = userEvent.setup();
    const stand = useBackend();
    await session.load();
    const all = Array.from({ length: 35 }, (_, index): TimelineItem => ({ ...item, id: `i${index}`, title: `Talk ${index + 1}` }));
    stand.answer('customers.timeline', (payload: unknown) => ({ total: all.length, items: all.slice(0, (payload as { limit: number }).limit) }));
    render(Timeline, { id: 'c' });
    (await screen.findByRole('button', { name: /5 more/ })).focus();
    await user.keyboard('{Enter}');
    await screen.findByText('Talk 35');
    await waitFor(() => expect(document.activeElement?.textContent, 'the button that had the focus is gone').toMatch(/^\s*Talk 31 /));
  });
});
