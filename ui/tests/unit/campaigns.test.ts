// A campaign's audience, picked or written, and its list on the way out of the window.
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Campaign } from '../../src/api/generated';
import { jobs } from '../../src/features/app/jobs.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import SegmentEditor from '../../src/features/campaigns/SegmentEditor.svelte';
import TargetList from '../../src/features/campaigns/TargetList.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
});

describe('the audience', () => {
  it('that was written is picked on with, also where it names a part of an address by its own word', async () => {
    const user = userEvent.setup();
    render(SegmentEditor, { value: 'city = Berlin and last_sale < today-90d', onchange: () => undefined });
    const rows = await waitFor(() => {
      const found = [...document.querySelectorAll<HTMLElement>('.row')];
      expect(found, 'the example of the guide').toHaveLength(2);
      return found;
    });
    const first = within(rows[0] as HTMLElement);
    expect(first.getByLabelText<HTMLInputElement>('Field').value, 'by its name, not as it is written').toMatch(/City/);
    expect(first.getByLabelText<HTMLInputElement>('Value').value).toBe('Berlin');
    await user.click(screen.getByRole('button', { name: 'Add a condition' }));
    const field = within([...document.querySelectorAll<HTMLElement>('.row')].at(-1) as HTMLElement);
    expect(document.querySelectorAll('.row')).toHaveLength(3);
    expect(document.activeElement, 'a new condition is there to be filled in').toBe(field.getByLabelText('Field'));
  });

  it('that rows cannot show stays as it was written, and says so', async () => {
    const user = userEvent.setup();
    for (const value of ['frequency_of_visits > 3', 'tags has vip', 'city = Berlin and (kind = company or city = Bonn)', 'kind = nonsense']) {
      const { unmount } = render(SegmentEditor, { value, onchange: () => undefined });
      expect(document.querySelector('.row'), `no row holds a raw word of “${value}”`).toBeNull();
      await user.click(screen.getByText('Pick conditions'));
      expect(screen.getByText(/says more than rows can show/)).toBeTruthy();
      expect(screen.getByLabelText<HTMLTextAreaElement>(/Condition/).value).toBe(value);
      unmount();
    }
  });
});

describe('the list of a campaign', () => {
  const three = () => (stand.backend.data.customer ?? []).slice(0, 3) as { id: string; emails: { label: string; address: string }[] }[];
  function list() {
    const [first, second, third] = three().map((one, index) => Object.assign(one, { emails: index === 1 ? [] : [{ label: '', address: `a${index}@example.org` }] }));
    const target = (customerId: string | undefined, more = {}) => ({ id: `t${customerId}`, campaignId: 'k', customerId, sentAt: null, respondedAt: null, response: '', bouncedAt: null, optedOutAt: null, ...more });
    stand.answer('campaigns.targets', ({ offset }) => ({ rows: offset === 0 ? [target(first?.id, { respondedAt: '2026-01-02' }), target(second?.id), target(third?.id, { optedOutAt: '2026-01-02' })] : [], total: 3, titles: {}, seq: 1 }));
    render(TargetList, { id: 'k', campaign: { id: 'k', name: 'Winter oil', sentCount: 0, targetCount: 3 } as Campaign });
    return waitFor(() => expect(document.querySelectorAll('li')).toHaveLength(3));
  }

  it('gives its e-mail addresses to the clipboard, and says how many have none; whoever opted out is not among them', async () => {
    const user = userEvent.setup();
    await list();
    await user.click(screen.getByRole('button', { name: 'Copy the e-mail addresses' }));
    await waitFor(() => expect(toasts.list.at(-1)?.text).toBe('1 address is copied. 1 on the list have none.'));
    expect(await navigator.clipboard.readText()).toBe('a0@example.org');
  });

  it('is written as a file of those who are on it', async () => {
    const user = userEvent.setup();
    vi.spyOn(jobs, 'follow').mockImplementation((async () => ({ path: '/home/maja/list.csv' })) as typeof jobs.follow);
    stand.answer('export.run', () => ({ job: 'j' }));
    await list();
    await user.click(screen.getByRole('button', { name: 'Export the list…' }));
    await waitFor(() => expect(stand.calls.find((call) => call.name === 'export.run')?.payload).toEqual({ kind: 'customer', profile: 'spreadsheet', ids: three().slice(0, 2).map((one) => one.id) }));
  });
});

describe('a long list of a campaign', () => {
  const MANY = 620;
  const stateAt = (at: number) => ({ sentAt: at === 7 ? null : '2026-01-01', respondedAt: at === 610 ? '2026-01-02' : null });
  async function list() {
    const rows = Array.from({ length: MANY }, (_, at) => ({ id: `t${at}`, campaignId: 'k', customerId: `c${at}`, response: '', bouncedAt: null, optedOutAt: null, ...stateAt(at) }));
    stand.answer('campaigns.targets', ({ offset, limit }) => {
      const part = rows.slice(Number(offset), Number(offset) + Number(limit));
      return { rows: part, total: MANY, titles: Object.fromEntries(part.map((one) => [one.customerId, `Name ${one.id.slice(1).padStart(3, '0')}`])), seq: 1 };
    });
    render(TargetList, { id: 'k', campaign: { id: 'k', name: 'Winter oil', sentCount: MANY - 1, targetCount: MANY } as Campaign });
    await waitFor(() => expect(document.querySelectorAll('li')).toHaveLength(50));
    return userEvent.setup();
  }
  const names = () => [...document.querySelectorAll('li a')].map((one) => one.textContent);

  it('finds by typing whoever is on it, not only those that are drawn, and Esc gives the list back', async () => {
    const user = await list();
    expect(stand.calls.filter((call) => call.name === 'campaigns.targets'), 'the beginning is there at once').toHaveLength(1);
    await user.type(screen.getByLabelText('Find on this list'), '610');
    await waitFor(() => expect(names()).toEqual(['Name 610']));
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent, 'the arrow leads into what was found').toBe('Name 610');
    await user.keyboard('{ArrowUp}{Escape}');
    await waitFor(() => expect(names()).toHaveLength(50));
  });

  it('finds whose name was typed with a slip, as the core does everywhere, and nobody who is not on it', async () => {
    const user = await list();
    stand.answer('records.list', () => ({ rows: [{ id: 'c7' }, { id: 'elsewhere' }], total: 2, titles: {}, seq: 1 }));
    await user.type(screen.getByLabelText('Find on this list'), 'Nmae 007');
    await waitFor(() => expect(names()).toEqual(['Name 007']));
    expect(stand.calls.findLast((call) => call.name === 'records.list')?.payload).toMatchObject({ kind: 'customer', search: 'Nmae 007' });
    await user.clear(screen.getByLabelText('Find on this list'));
    await user.type(screen.getByLabelText('Find on this list'), '61');
    await waitFor(() => expect(names().length, 'words that names here have need no guess').toBeGreaterThan(1));
  });

  it('stands in the order of names or answers, and the arrows go on past what is drawn', async () => {
    const user = await list();
    await user.click(screen.getByText('Answer'));
    await waitFor(() => expect(names()[0], 'the one answer is what one looks for').toBe('Name 610'));
    (document.querySelectorAll<HTMLElement>('li a')[49] as HTMLElement).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(document.querySelectorAll('li a')[50]));
    await user.keyboard('{Home}');
    expect(document.activeElement?.textContent).toBe('Name 610');
  });
});

describe('notes', () => {
  it('take the place of what they say again, and a redo of the redo before it', async () => {
    toasts.refuse({ code: 'conflict', message: 'It cannot be taken back.', field: null });
    toasts.refuse({ code: 'conflict', message: 'It cannot be taken back.', field: null });
    expect(toasts.list, 'three equal notes tell no more than one').toHaveLength(1);
    const { redo } = await import('../../src/features/app/toasts.svelte');
    toasts.list = [];
    stand.answer('operations.redo', () => ({ changed: [], label: `Step ${stand.calls.length}`, kept: [] }));
    await redo();
    await redo();
    expect(toasts.list).toHaveLength(1);
  });
});
