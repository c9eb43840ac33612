import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchAhead } from '../../src/screens/ahead';
import { session } from '../../src/features/app/session.svelte';
import { ListState } from '../../src/features/records/list.svelte';
import { useBackend } from './backend';
import { REGISTRY } from '../../src/screens/registry';

const daily = REGISTRY.filter((entry) => entry.group === 'work');

describe('code fetched ahead', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('comes one screen after the other, once the start is over', async () => {
    const loads = daily.map((entry) => vi.spyOn(entry, 'load').mockRejectedValue(new Error('no network')));
    const asked = () => loads.filter((load) => load.mock.calls.length === 1).length;
    const stop = fetchAhead();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked(), 'the first screen starts undisturbed').toBe(0);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked(), 'nobody who types is held up').toBe(0);
    await vi.advanceTimersByTimeAsync(600);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked(), 'one that does not come keeps no other from coming').toBe(daily.length);
    stop();
  });

  it('comes with what the lists will show, when a book is open', async () => {
    const stand = useBackend();
    await session.load();
    daily.forEach((entry) => vi.spyOn(entry, 'load').mockResolvedValue({ default: (() => undefined) as never }));
    const stop = fetchAhead();
    await vi.advanceTimersByTimeAsync(20_000);
    await vi.waitFor(() => expect(stand.calls.some((call) => call.name === 'records.list' && call.payload.kind === 'product'), 'its first rows are known before it is opened').toBe(true));
    stop();
    const known = stand.calls.length;
    const list = new ListState('product', () => session.spec('product'), {});
    await vi.waitFor(() => expect(list.rows.loaded).toBe(true));
    expect(stand.calls.slice(known).filter((call) => call.name === 'records.list'), 'and nothing is asked again').toEqual([]);
    list.close();
  });

  it('ends with the window', async () => {
    const loads = daily.map((entry) => vi.spyOn(entry, 'load').mockRejectedValue(new Error('no network')));
    fetchAhead()();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(loads.filter((load) => load.mock.calls.length > 0).length, 'a closed window asks for nothing').toBe(0);
  });
});
