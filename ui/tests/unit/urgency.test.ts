// What is late is the core's to say: it knows what is done, delivered or paid, and by whose clock.
import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainEvent, Sale } from '../../src/api/generated';
import { Live } from '../../src/api/live.svelte';
import { PagedList } from '../../src/api/cache.svelte';
import { rpc } from '../../src/api/rpc';
import { followDays } from '../../src/features/app/days';
import { session } from '../../src/features/app/session.svelte';
import StepList from '../../src/features/follow_ups/StepList.svelte';
import { dayTone } from '../../src/features/records/urgency';
import { columnsOf } from '../../src/features/sales/board';
import { formsOf } from '../../src/features/sales/verbs';
import { todayCount } from '../../src/features/today/count.svelte';
import { setZone } from '../../src/i18n/zone';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
});

describe('a day that has passed', () => {
  const item = { id: 'f', subject: 'Call', dueDate: '2026-11-01', dueTime: '' };

  it('looks late only where the core says so', () => {
    expect(dayTone({ ...item, late: 'dueDate' }, 'dueDate')).toBe('bad');
    expect(dayTone({ ...item, late: null }, 'dueDate'), 'it may be done').toBe('neutral');
    expect(dayTone({ ...item, dueDate: session.today, late: null }, 'dueDate')).toBe('accent');
  });

  it('is told of each step in a list of steps', () => {
    render(StepList, { items: [{ ...item, late: 'dueDate' }, { ...item, id: 'g', late: null }] } as never);
    expect(screen.getAllByTitle('1 Nov 2026').map((badge) => badge.classList.contains('tone-bad'))).toEqual([true, false]);
  });

  it('marks an order until it is delivered, and offers a reminder for what is owed', async () => {
    const orders = (await rpc('records.list', { kind: 'sale', where: 'document_kind = order', offset: 0, limit: 50 })).rows as Sale[];
    const order = orders.find((one) => one.late === 'promisedDate') as Sale;
    const tone = (late: string | null) => columnsOf([{ ...order, stage: 'open', late }], {})[0]?.cards[0]?.mark?.tone;
    expect([tone('promisedDate'), tone(null)]).toEqual(['bad', 'neutral']);
    const invoice = { documentKind: 'invoice', status: 'open' } as const;
    expect([formsOf({ ...invoice, late: 'dueDate' }), formsOf({ ...invoice, late: null })].map((forms) => forms.includes('reminder'))).toEqual([true, false]);
    const { events } = await rpc('sales.chain', { id: order.id });
    expect(events.filter((event: ChainEvent) => event.late).map((event) => event.what), 'the promise, not the day it was written').toEqual(['promised']);
  });
});

describe('another day', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-21T22:30:00Z') });
    setZone('Europe/Berlin');
  });
  afterEach(() => {
    vi.useRealTimers();
    setZone('');
  });

  const asked = (name: string) => stand.calls.filter((call) => call.name === name).length;

  it('is asked about when it begins on the owner’s wall, by all that is open and by the count of the sidebar', async () => {
    const live = new Live(() => rpc('today.get', {}), () => false);
    const list = new PagedList({ kind: 'follow_up', where: 'due_date < today' });
    const stops = [followDays(), todayCount.follow(), () => live.close(), () => list.close()];
    await vi.advanceTimersByTimeAsync(0);
    expect([asked('records.list'), asked('today.count')]).toEqual([1, 1]);
    stand.answer('app.status', () => ({ ...session.status, today: '2026-11-22' }));
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    expect(asked('app.status'), 'it is still this evening in Berlin').toBe(1);
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    expect([asked('today.get'), asked('records.list'), asked('today.count')]).toEqual([1, 2, 2]);
    expect(session.today).toBe('2026-11-22');
    stops.forEach((stop) => stop());
  });

  it('is noticed at once when the window is seen again, although the computer has slept through the timers', async () => {
    const stop = followDays();
    stand.answer('app.status', () => ({ ...session.status, today: '2026-11-24' }));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked('app.status'), 'the same evening asks nothing').toBe(1);
    vi.setSystemTime(new Date('2026-11-24T07:00:00Z'));
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.today).toBe('2026-11-24');
    stop();
    vi.setSystemTime(new Date('2026-11-25T07:00:00Z'));
    window.dispatchEvent(new Event('focus'));
    expect(asked('app.status')).toBe(2);
  });
});
