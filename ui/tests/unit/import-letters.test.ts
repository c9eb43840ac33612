import { beforeEach, describe, expect, it } from 'vitest';
import { beginning } from '../../src/features/app/begin.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { encodingOptions } from '../../src/features/exchange/encodings';
import { ImportFlow } from '../../src/features/exchange/flow.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(() => (stand = useBackend()));

describe('the characters of a file', () => {
  it('can be read as others when the names look wrong, and stay so when it is read as another kind', async () => {
    const flow = new ImportFlow();
    await flow.open('/tmp/customers.csv');
    await flow.writtenIn('windows-1250');
    expect(stand.calls.at(-1)?.payload).toMatchObject({ path: '/tmp/customers.csv', encoding: 'windows-1250' });
    await flow.readAs('product');
    expect(stand.calls.at(-1)?.payload, 'the choice is about the bytes, not about the kind').toMatchObject({ encoding: flow.options.encoding });
  });

  it('offers what core found, also when hardly anybody writes it', () => {
    expect(encodingOptions('UTF-8').filter(({ value }) => value === 'UTF-8')).toHaveLength(1);
    expect(encodingOptions('ISO-8859-13')[0]).toEqual({ value: 'ISO-8859-13', label: 'ISO-8859-13' });
  });
});

describe('a backup that was restored', () => {
  it('is said to be another book than the one of before, with the way back', async () => {
    stand.answer('book.restore', () => ({ job: '7' }));
    stand.answer('jobs.get', () => ({ id: '7', label: 'Restoring', done: 1, total: 1, state: 'done', result: { path: '/books/copy.regulars' }, error: null }));
    stand.answer('book.open', () => ({ path: '/books/shop.regulars' }));
    await session.load();
    const before = session.status?.book?.path;
    toasts.list = [];
    await beginning.restore();
    const note = toasts.list.find((toast) => toast.text.includes('/books/copy.regulars'));
    expect(note?.stay, 'it stays until it was read: both books have the same name').toBe(0);
    note?.action?.run();
    await Promise.resolve();
    expect(stand.calls.at(-1)).toEqual({ name: 'book.open', payload: { path: before } });
  });
});
