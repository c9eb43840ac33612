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
