import Phone from '@lucide/svelte/icons/phone';
import Receipt from '@lucide/svelte/icons/receipt-text';
import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../src/api/generated';
import { timelineEntry } from '../../src/features/customers/timeline';

const item: TimelineItem = { kind: 'interaction', id: 'i', whoseId: 'c', at: '2026-03-02T09:00:00Z', title: 'Asked for a table', detail: '', done: true, channel: 'call' };

describe('an entry of the timeline', () => {
  it('shows how somebody was reached, so that calls and letters are told apart at a glance', () => {
    expect(timelineEntry(item).icon).toBe(Phone);
    expect(timelineEntry({ ...item, channel: 'letter' }).icon).not.toBe(Phone);
  });

  it('keeps the picture of what is no talk', () => {
    expect(timelineEntry({ ...item, kind: 'sale', channel: undefined, amount: 100 }).icon).toBe(Receipt);
  });
});
