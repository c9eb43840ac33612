import { afterEach, describe, expect, it, vi } from 'vitest';
import { announce } from '../../src/api/rpc';
import { BLOCK, PagedList, touches } from '../../src/api/cache.svelte';
import { useBackend } from './backend';

interface Row {
  id: string;
}

/** Answers pages of made-up rows, each when the test lets it. */
function pages(total: number) {
  const stand = useBackend();
  const waiting: { payload: Record<string, unknown>; let: (prefix?: string) => void }[] = [];
  stand.answer('records.list', (payload) => new Promise((resolve) => {
    waiting.push({
      payload,
      let: (prefix = '') => {
        const offset = Number(payload.offset);
        const count = Math.max(0, Math.min(Number(payload.limit), total - offset));
        resolve({ rows: Array.from({ length: count }, (_, index) => ({ id: `${prefix}${offset + index}` })), total, titles: {}, seq: 1 });
      },
    });
  }));
  return waiting;
}

const settled = () => new Promise((wake) => setTimeout(wake, 0));
let list: PagedList<Row> | undefined;
afterEach(() => list?.close());

describe('a paged list', () => {
  it('asks for no more after a scroll, which has rows fetched ahead, and no more than the list before it had in sight', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer' });
    waiting[0]?.let();
    await settled();
    list.look(20, 94, 15);
    waiting[1]?.let();
    await settled();
    list.ask({ kind: 'customer', search: 'a' });
    expect(waiting.at(-1)?.payload, 'a key is answered as soon as before').toMatchObject({ offset: 0, limit: 19 });
    list.close();
    list = new PagedList<Row>({ kind: 'sale' });
    expect(waiting.at(-1)?.payload, 'the next screen has the same window').toMatchObject({ kind: 'sale', limit: 19 });
  });

  it('stands there at once when it is opened again, until anything in the book has changed', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer' });
    waiting[0]?.let('first-');
    await settled();
    list.close();
    list = new PagedList<Row>({ kind: 'customer' });
    expect(list.rows.get(0)?.id, 'nobody waits for what is known').toBe('first-0');
    expect(list.loaded).toBe(true);
    expect(waiting, 'and the core is not asked again').toHaveLength(1);
    list.close();
    announce({ type: 'changed', seq: 2, changed: [{ kind: 'sale', id: '0' }] } as never);
    list = new PagedList<Row>({ kind: 'customer' });
    expect(list.loaded, 'after a change it asks').toBe(false);
    expect(waiting).toHaveLength(2);
  });

  it('answers at once when a letter is taken back, and forgets what was asked for in between', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer', search: 'an' });
    waiting[0]?.let('an-');
    await settled();
    list.ask({ kind: 'customer', search: 'ann' });
    list.ask({ kind: 'customer', search: 'an' });
    expect([list.rows.get(0)?.id, list.version], 'what was found a moment ago is found still').toEqual(['an-0', 2]);
    waiting[1]?.let('ann-');
    await settled();
    expect(list.rows.get(0)?.id, 'the answer to a letter that is gone').toBe('an-0');
    announce({ type: 'changed', seq: 2, changed: [{ kind: 'sale', id: '0' }] } as never);
    list.ask({ kind: 'customer', search: 'ann' });
    list.ask({ kind: 'customer', search: 'an' });
    expect(waiting, 'after a change core is asked again').toHaveLength(4);
  });

  it('does not keep an answer that was on its way when the book changed', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer' });
    announce({ type: 'changed', seq: 2, changed: [{ kind: 'customer', id: '0' }] } as never);
    waiting[0]?.let('old-');
    await settled();
    list.close();
    list = new PagedList<Row>({ kind: 'customer' });
    expect(list.loaded, 'the answer may be older than the change').toBe(false);
  });

  it('keeps the old rows until the new ones come', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer' });
    waiting[0]?.let();
    await settled();
    expect(list.rows.get(0)?.id).toBe('0');
    list.ask({ kind: 'customer', search: 'anna' });
    expect(list.rows.get(0)?.id, 'no flash of emptiness while searching').toBe('0');
    waiting[1]?.let('anna-');
    await settled();
    expect(list.rows.get(0)?.id).toBe('anna-0');
  });

  it('asks for little more than is in sight, so that typing is answered at once', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer' });
    waiting[0]?.let();
    await settled();
    list.look(0, 14);
    list.ask({ kind: 'customer', search: 'a' });
    expect(waiting[1]?.payload).toMatchObject({ offset: 0, limit: 19 });
    waiting[1]?.let();
    await settled();
    list.look(0, 2);
    list.ask({ kind: 'customer', search: '' });
    expect(waiting[2]?.payload, 'a short answer in between does not make the next one come in two').toMatchObject({ limit: 19 });
    waiting[2]?.let();
    await settled();
    list.look(5, 30);
    expect(waiting[3]?.payload, 'what comes into sight later is fetched then').toMatchObject({ offset: 0, limit: BLOCK });
  });

  it('drops an answer that a newer question has overtaken', async () => {
    const waiting = pages(1000);
    list = new PagedList<Row>({ kind: 'customer', search: 'a' });
    list.ask({ kind: 'customer', search: 'an' });
    waiting[1]?.let('new-');
    await settled();
    waiting[0]?.let('stale-');
    await settled();
    expect(list.rows.get(0)?.id, 'the slow answer to “a” must not replace the one to “an”').toBe('new-0');
  });

  it('fetches only the blocks that are looked at, and each once', async () => {
    const waiting = pages(100_000);
    list = new PagedList<Row>({ kind: 'customer' });
    waiting[0]?.let();
    await settled();
    list.look(50_010, 50_030);
    list.look(50_012, 50_032);
    expect(waiting.length).toBe(2);
    expect(waiting[1]?.payload).toMatchObject({ offset: 50_000, limit: BLOCK });
    waiting[1]?.let();
    await settled();
    expect(list.rows.get(50_015)?.id).toBe('50015');
    expect(list.rows.has(20_000)).toBe(false);
  });

  it('asks again when something it shows has changed', async () => {
    vi.useFakeTimers();
    const waiting = pages(10);
    list = new PagedList<Row>({ kind: 'customer' });
    waiting[0]?.let();
    announce({ type: 'changed', seq: 2, changed: [{ kind: 'campaign', ids: ['x'] }] });
    await vi.advanceTimersByTimeAsync(200);
    expect(waiting.length, 'campaigns do not show in the customers').toBe(1);
    announce({ type: 'changed', seq: 3, changed: [{ kind: 'sale', ids: ['x'] }] });
    announce({ type: 'changed', seq: 4, changed: [{ kind: 'customer', ids: [] }] });
    await vi.advanceTimersByTimeAsync(200);
    expect(waiting.length, 'a sale changes what customers have bought; two changes make one question').toBe(2);
    vi.useRealTimers();
  });

  it('says why it has no rows', async () => {
    const stand = useBackend();
    stand.answer('records.list', () => Promise.reject({ code: 'filter', message: 'A customer has no field “shoe”.' }));
    list = new PagedList<Row>({ kind: 'customer', where: 'shoe = 3' });
    await settled();
    expect(list.failure?.message).toContain('shoe');
  });

  it('shows nobody under the name of a view that cannot be asked, and keeps what there is when only the disk fails', async () => {
    const stand = useBackend();
    let answer: () => Promise<unknown> = () => Promise.resolve({ rows: [{ id: 'a' }, { id: 'b' }], total: 2, titles: {}, seq: 1 });
    stand.answer('records.list', () => answer());
    list = new PagedList<Row>({ kind: 'customer' });
    await settled();
    answer = () => Promise.reject({ code: 'file', message: 'The disk does not answer.' });
    list.refresh();
    await settled();
    expect(list.total).toBe(2);
    answer = () => Promise.reject({ code: 'filter', message: 'The field “Wood” was removed.' });
    list.ask({ kind: 'customer', where: 'wood = oak' });
    await settled();
    expect(list.rows.size, 'those of another view would be selected and thrown away as if they were of this one').toBe(0);
    expect(list.total).toBe(0);
    expect(list.failure?.message).toContain('Wood');
  });
});

describe('changes', () => {
  it('reach the lists that are computed from them', () => {
    expect(touches('customer', [{ kind: 'follow_up', ids: [] }])).toBe(true);
    expect(touches('product', [{ kind: 'sale', ids: [] }])).toBe(false);
  });
});
