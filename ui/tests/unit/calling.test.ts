/** Calling one customer after the other, with the keys alone. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Calling from '../../src/screens/Calling.svelte';
import Customers from '../../src/screens/Customers.svelte';
import LogDialog from '../../src/features/customers/LogDialog.svelte';
import { announce } from '../../src/api/rpc';
import { session } from '../../src/features/app/session.svelte';
import { calls } from '../../src/features/calling/calls.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  calls.wish = null;
  calls.end();
  go({ screen: 'calling' });
  await session.load();
});
const called = (name: string) => stand.calls.filter((call) => call.name === name).map((call) => call.payload);

async function begin(user: ReturnType<typeof userEvent.setup>) {
  render(Calling);
  await screen.findByText(/12 customers have a number/);
  await user.selectOptions(screen.getByLabelText('Script'), 'new');
  await user.type(screen.getByLabelText('What to say'), 'Good morning');
  await user.click(screen.getByRole('button', { name: 'Begin' }));
  await screen.findByRole('article');
}

describe('a session of calls', () => {
  it('asks the core whom to call, and goes through them by digits', async () => {
    const user = userEvent.setup();
    await begin(user);
    expect(screen.getByText('1 of 12')).toBeTruthy();
    expect(called('customers.recentContact')[0], 'who spoke to them last is said, also after months').toMatchObject({ ever: true });
    expect(screen.getByText('Good morning'), 'what to say stands beside every call').toBeTruthy();
    await user.keyboard('1');
    await waitFor(() => expect(screen.getByText('2 of 12')).toBeTruthy());
    expect(called('calls.log')[0]).toMatchObject({ outcome: 'reached', note: '' });
  });

  it('begins each card at its name, so that whoever cannot see it hears whom to call', async () => {
    const user = userEvent.setup();
    await begin(user);
    const first = within(screen.getByRole('article')).getAllByRole('heading', { level: 2 })[0] as HTMLElement;
    await waitFor(() => expect(document.activeElement).toBe(first));
    await user.click(screen.getByRole('button', { name: /^Reached/ }));
    await screen.findByText('2 of 12');
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H2'));
    expect(document.activeElement?.textContent, 'it is the next one').not.toBe(first.textContent);
  });

  it('goes back to whose call was taken back, since it was not made', async () => {
    const user = userEvent.setup();
    await begin(user);
    stand.answer('calls.log', () => ({ changed: [{ kind: 'interaction', ids: ['talk-1'] }], undoLabel: 'Call', opId: 'op-1' }));
    await user.keyboard('1');
    await screen.findByText('2 of 12');
    await user.keyboard('s');
    await screen.findByText('3 of 12');
    announce({ type: 'changed', seq: 3, changed: [{ kind: 'interaction', ids: ['another'] }] });
    stand.answer('records.get', (payload) => { if (payload.kind === 'interaction') throw { code: 'not_found', message: 'gone', field: null }; return stand.backend.call('records.get', payload); });
    announce({ type: 'changed', seq: 4, changed: [{ kind: 'interaction', ids: ['talk-1'] }] });
    expect(await screen.findByText('1 of 12')).toBeTruthy();
    expect(calls.now?.done, 'and what came of it is forgotten').toEqual({});
  });

  it('keeps the script in the book with what is answered to objections', async () => {
    const user = userEvent.setup();
    render(Calling);
    await user.selectOptions(await screen.findByLabelText('Script'), 'new');
    await user.type(screen.getByLabelText('What to say'), 'Good morning');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await user.type(screen.getByLabelText('They say'), 'Too dear');
    await user.type(screen.getByLabelText('You answer'), 'It lasts for thirty years');
    await user.click(screen.getByRole('button', { name: /^Begin/ }));
    expect(await screen.findByText('It lasts for thirty years'), 'it stands beside every call').toBeTruthy();
    expect(called('records.save')[0]).toMatchObject({ kind: 'call_script', values: { text: 'Good morning', objections: [{ objection: 'Too dear', answer: 'It lasts for thirty years' }] } });
  });

  it('asks when to try again after nobody was there', async () => {
    const user = userEvent.setup();
    await begin(user);
    await user.keyboard('2');
    expect(await screen.findByRole('group', { name: 'When will you try again?' })).toBeTruthy();
    await user.keyboard('3');
    await waitFor(() => expect(called('calls.log')[0]).toMatchObject({ outcome: 'not_reached', againOn: '2026-11-28' }));
  });

  it('keeps what was typed when the core refuses', async () => {
    const user = userEvent.setup();
    await begin(user);
    stand.answer('calls.log', () => {
      throw { code: 'conflict', message: '“Anna” does not want to be called.', field: null };
    });
    await user.type(screen.getByLabelText('What was said'), 'Wants samples');
    await user.click(screen.getByRole('button', { name: /Not interested/ }));
    expect(await screen.findByText(/does not want to be called/)).toBeTruthy();
    expect((screen.getByLabelText('What was said') as HTMLTextAreaElement).value).toBe('Wants samples');
    expect(screen.getByText('1 of 12')).toBeTruthy();
  });

  it('sums up at the end, and goes on with those who are left', async () => {
    const user = userEvent.setup();
    await begin(user);
    await user.keyboard('1');
    await screen.findByText('2 of 12');
    await user.keyboard('s');
    await screen.findByText('3 of 12');
    await user.click(screen.getByRole('button', { name: 'End the session' }));
    expect(await screen.findByText('How it went')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Go on: 11 are left' }));
    expect(await screen.findByText('2 of 12')).toBeTruthy();
  });

  it('is still there when the window was closed in between', async () => {
    const user = userEvent.setup();
    await begin(user);
    await user.keyboard('1');
    await screen.findByText('2 of 12');
    expect(Object.keys(localStorage).some((key) => key.startsWith('regulars.calling.session'))).toBe(true);
  });
});

describe('a list of customers', () => {
  it('can be called: only those who were picked', async () => {
    const user = userEvent.setup();
    go({ screen: 'customers', params: { search: '', view: 'view.all' } });
    render(Customers);
    const grid = await screen.findByRole('grid');
    grid.focus();
    await user.keyboard('x');
    await user.click(await screen.findByRole('button', { name: 'Call these…' }));
    expect(currentRoute().screen).toBe('calling');
    expect(calls.wish?.ids).toHaveLength(1);
  });
});

describe('writing down a call', () => {
  it('says who was in touch last, so that nobody calls twice about the same', async () => {
    const customer = stand.backend.data.customer?.[0] as { id: string };
    stand.backend.data.interaction?.push({ id: 'last', customerId: customer.id, channel: 'call', at: '2026-11-20T09:00:00Z', createdBy: 'Otto', summary: 'Asked for samples', trashedAt: null, archived: false });
    render(LogDialog, { customerId: customer.id, name: 'Anna', channel: 'call', onclose: () => undefined });
    expect(await screen.findByText(/Already contacted by Otto/)).toBeTruthy();
  });
});
