/** Deals on the board: moving them, what is asked on the way, and what every card says. */
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Deals from '../../src/screens/Deals.svelte';
import type { Deal } from '../../src/api/generated';
import NextStepDialog from '../../src/features/deals/NextStepDialog.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { dealLook } from '../../src/features/deals/look.svelte';
import { mover } from '../../src/features/deals/mover.svelte';
import { go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  dealLook.look = 'board';
  mover.asking = null;
  mover.next = null;
  go({ screen: 'deals' });
  await session.load();
});

const card = (name: RegExp) => screen.findByRole('button', { name });
const column = (name: RegExp) => screen.findByRole('region', { name });
const moves = () => stand.calls.filter((call) => call.name === 'deals.move');

describe('the board of deals', () => {
  it('shows each stage with its count and sum, and on each card what comes next', async () => {
    render(Deals);
    const first = await column(/^New, 3 cards, €/);
    expect(within(first).getAllByRole('button')).toHaveLength(3);
    expect((await card(/Bunk beds/)).textContent, 'a deal that nobody will think of must stand out by words').toContain('No next step');
    expect((await card(/Dining set/)).textContent).toContain('Call about the samples');
  });

  it('says how long a deal waits in words, not by colour alone', async () => {
    render(Deals);
    expect((await card(/Terrace furniture/)).textContent).toContain('24 days, too long');
  });

  it('moves a deal by keys with one write', async () => {
    const user = userEvent.setup();
    render(Deals);
    (await card(/Dining set/)).focus();
    await user.keyboard(' {ArrowRight} ');
    await waitFor(() => expect(moves()).toHaveLength(1));
    expect(moves()[0]?.payload).toEqual({ id: 'deal-0', stage: 'talking', values: {} });
  });

  it('asks for what the stage needs and keeps the card where it was when that is not given', async () => {
    const user = userEvent.setup();
    render(Deals);
    // This deal has no amount, and an offer has one.
    (await card(/Oak worktop/)).focus();
    await user.keyboard(' {ArrowRight} ');
    const dialog = await screen.findByRole('dialog', { name: /Move “Oak worktop” to Offer made/ });
    expect(dialog.textContent, 'the core’s own sentence says why').toContain('a deal needs: amount');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(async () => expect(within(await column(/^Talking/)).queryByRole('button', { name: /Oak worktop/ })).not.toBeNull());
    expect((stand.backend.data.deal?.find((deal) => deal.id === 'deal-5') as { stage: string }).stage).toBe('talking');
  });

  it('moves with what was typed', async () => {
    const user = userEvent.setup();
    render(Deals);
    (await card(/Oak worktop/)).focus();
    await user.keyboard(' {ArrowRight} ');
    const dialog = await screen.findByRole('dialog', { name: /Oak worktop/ });
    await user.type(within(dialog).getByLabelText(/Amount/), '1250');
    await user.click(within(dialog).getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(moves().at(-1)?.payload).toEqual({ id: 'deal-5', stage: 'offer', values: { amount: 125_000 } }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('always asks why a deal is lost, and offers the reasons given before', async () => {
    const user = userEvent.setup();
    render(Deals);
    const shown = await card(/Reading corner/);
    shown.focus();
    await user.keyboard('m');
    await user.click(await screen.findByRole('menuitem', { name: 'Move to Lost' }));
    const dialog = await screen.findByRole('dialog', { name: '“Reading corner” is lost' });
    await user.click(await within(dialog).findByRole('button', { name: 'Too expensive' }));
    await user.type(within(dialog).getByLabelText('Competitor'), 'Big Box');
    await user.click(within(dialog).getByRole('button', { name: 'Lost' }));
    await waitFor(() => expect(moves().at(-1)?.payload).toEqual({ id: 'deal-1', stage: 'lost', values: { reason: 'Too expensive', competitor: 'Big Box' } }));
  });

  it('asks for the next step of a deal that has none, once it has moved', async () => {
    const user = userEvent.setup();
    render(Deals);
    (await card(/Bunk beds/)).focus();
    await user.keyboard(' {ArrowLeft} ');
    const dialog = await screen.findByRole('dialog', { name: 'What is next with “Bunk beds”?' });
    await user.type(within(dialog).getByLabelText('Next step'), 'Visit');
    await user.click(within(dialog).getByRole('button', { name: 'In a week' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'records.save').at(-1)?.payload).toMatchObject({ kind: 'deal', id: 'deal-3', values: { nextStep: 'Visit', nextStepOn: '2026-11-28' } }));
  });

  it('asks no more for a next step once its page was left, but for another deal’s', async () => {
    const [one, other] = stand.backend.data.deal as unknown as Deal[];
    mover.next = one as Deal;
    const { unmount } = render(Deals);
    await screen.findByLabelText('Next step');
    unmount();
    expect(mover.next, 'it would open by itself on whatever shows deals next').toBeNull();
    mover.next = one as Deal;
    const again = render(NextStepDialog, { deal: one as Deal, onclose: vi.fn() });
    mover.next = other as Deal;
    again.unmount();
    expect(mover.next?.id, 'what is asked since then stands').toBe(other?.id);
  });

  it('asks for a field of the owner’s own where it was refused for want of it, and keeps what was typed', async () => {
    const user = userEvent.setup();
    const deal = stand.backend.data.deal?.find((one) => one.id === 'deal-3') as unknown as Deal;
    const source = session.spec('deal').fields.find((field) => field.name === 'competitor');
    stand.answer('records.save', (payload) => {
      if ((payload.values as Record<string, unknown>).competitor) return stand.backend.call('records.save', payload);
      throw { code: 'invalid', message: '“Muss” must be filled in.', field: source?.name };
    });
    const closed = vi.fn();
    render(NextStepDialog, { deal, onclose: closed });
    await user.type(screen.getByLabelText('Next step'), 'Visit');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const field = await screen.findByLabelText(/Competitor/);
    expect(field.closest('.field')?.textContent, 'it is said beside the field that can be filled in here').toContain('must be filled in');
    await user.type(field, 'Nobody');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(stand.calls.filter((call) => call.name === 'records.save').at(-1)?.payload.values).toMatchObject({ nextStep: 'Visit', competitor: 'Nobody' });
  });

  it('puts a card back when the core refuses, and says why', async () => {
    stand.answer('deals.move', () => {
      throw { code: 'disk_full', message: 'The disk is full. Make room and try again.', field: null };
    });
    const user = userEvent.setup();
    render(Deals);
    (await card(/Dining set/)).focus();
    await user.keyboard(' {ArrowRight} ');
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('The disk is full'));
    await waitFor(async () => expect(within(await column(/^New/)).queryByRole('button', { name: /Dining set/ })).not.toBeNull());
  });

  it('has the same menu at the pointer', async () => {
    render(Deals);
    await fireEvent.contextMenu(await card(/Dining set/), { clientX: 40, clientY: 40 });
    for (const name of ['Open Enter', 'Edit E', 'Set the next step', 'Move to Won', 'Plan follow-up', 'Move to trash Del']) expect(screen.getByRole('menuitem', { name })).toBeTruthy();
  });
});

describe('the other looks', () => {
  it('shows the forecast as a chart with a sentence, and the same figures as a table', async () => {
    dealLook.look = 'forecast';
    render(Deals);
    expect((await screen.findAllByText(/By their chances, most is to be expected in/)).length).toBeGreaterThan(0);
    expect(screen.getAllByRole('table').length).toBeGreaterThan(0);
  });
});

describe('an open deal', () => {
  it('stands on its way through the stages and can be moved from there', async () => {
    const user = userEvent.setup();
    go({ screen: 'deals', id: 'deal-4' });
    render(Deals);
    const way = await screen.findByRole('group', { name: 'Stage of “Shop counter”' });
    expect(within(way).getByRole('button', { current: 'step' }).textContent).toContain('Talking');
    await user.click(within(way).getByRole('button', { name: 'Deciding' }));
    await waitFor(() => expect(moves().at(-1)?.payload).toMatchObject({ id: 'deal-4', stage: 'deciding' }));
  });
});
