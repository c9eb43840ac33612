// Every form in which something can be typed keeps it: closing the window, Esc or a click beside a dialog loses nothing.
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FollowUp, Sale } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import CampaignEditor from '../../src/features/campaigns/CampaignEditor.svelte';
import LogDialog from '../../src/features/customers/LogDialog.svelte';
import CompleteDialog from '../../src/features/follow_ups/CompleteDialog.svelte';
import NoteComposer from '../../src/features/interactions/NoteComposer.svelte';
import PaymentDialog from '../../src/features/sales/PaymentDialog.svelte';
import RecordForm from '../../src/features/records/RecordForm.svelte';
import { creating } from '../../src/features/records/creating.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
});

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('regulars.draft.'));
const first = <R>(kind: string) => stand.backend.data[kind]?.[0] as R;

describe('what was typed is there again', () => {
  const FORMS: [string, () => ReturnType<typeof render>, () => HTMLElement][] = [
    ['in a note', () => render(NoteComposer, { customerId: 'c1' }), () => screen.getByLabelText(/Write down a call/)],
    ['about a call', () => render(LogDialog, { customerId: 'c1', name: 'Anna', channel: 'call', onclose: vi.fn() }), () => screen.getByLabelText('What was said?')],
    ['about what came of a follow-up', () => render(CompleteDialog, { item: first<FollowUp>('follow_up'), onclose: vi.fn() }), () => screen.getByLabelText('What came of it?')],
    ['in a campaign', () => render(CampaignEditor, { campaign: null, onsaved: vi.fn(), oncancel: vi.fn() }), () => screen.getByLabelText(/^Name/)],
    ['about a payment', () => render(PaymentDialog, { sale: first<Sale>('sale'), onclose: vi.fn() }), () => screen.getByLabelText('Reference')],
    ['about a product', () => render(RecordForm, { kind: 'product', record: null, onsaved: vi.fn(), oncancel: vi.fn() }), () => screen.getByLabelText(/^Name/)],
  ];

  it.each(FORMS)('%s', async (_, open, field) => {
    const user = userEvent.setup();
    const form = open();
    await user.type(field(), 'half a sentence');
    form.unmount();
    expect(kept().length, 'one draft of one form').toBe(1);
    const again = open();
    expect((field() as HTMLInputElement).value).toBe('half a sentence');
    await user.clear(field());
    again.unmount();
    expect(kept().length, 'what was taken out again is not kept').toBe(0);
  });

  it('only where it was typed', async () => {
    const user = userEvent.setup();
    const note = render(NoteComposer, { customerId: 'c1' });
    await user.type(screen.getByLabelText(/Write down a call/), 'About Anna');
    note.unmount();
    render(NoteComposer, { customerId: 'c2' });
    expect((screen.getByLabelText(/Write down a call/) as HTMLInputElement).value, 'a note about one customer must not end with another').toBe('');
  });

  it('until it is saved', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    render(LogDialog, { customerId: first<{ id: string }>('customer').id, name: 'Anna', channel: 'call', onclose: close });
    await user.type(screen.getByLabelText('What was said?'), 'Wants a shelf{Enter}');
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(kept()).toEqual([]);
  });

  it('and stays in the dialog when the core refuses it', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    stand.answer('followUps.complete', () => Promise.reject({ code: 'conflict', message: 'It was done already.' }));
    render(CompleteDialog, { item: first<FollowUp>('follow_up'), onclose: close });
    await user.type(screen.getByLabelText('What came of it?'), 'Comes on Friday{Enter}');
    await screen.findByText('It was done already.');
    expect((screen.getByLabelText('What came of it?') as HTMLInputElement).value).toBe('Comes on Friday');
    expect(close).not.toHaveBeenCalled();
  });

  it('a campaign that is cancelled is put aside and can be brought back', async () => {
    const user = userEvent.setup();
    render(CampaignEditor, { campaign: null, onsaved: vi.fn(), oncancel: vi.fn() });
    await user.type(screen.getByLabelText(/^Name/), 'Winter letter');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(kept()).toEqual([]);
    toasts.list.at(-1)?.action?.run();
    expect(kept().length).toBe(1);
  });
});

describe('a record made on the way', () => {
  it('comes back to the form that needed it', async () => {
    const user = userEvent.setup();
    const saved = vi.fn();
    render(RecordForm, { kind: 'follow_up', record: null, onsaved: saved, oncancel: vi.fn() });
    const field = screen.getByLabelText('Customer');
    await user.type(field, 'Zoë Quimby-Nobody');
    await user.click(await screen.findByRole('option', { name: 'New: “Zoë Quimby-Nobody”' }));
    expect(creating.now?.initial, 'the name that was typed need not be typed again').toEqual({ firstName: 'Zoë', lastName: 'Quimby-Nobody' });
    creating.now?.finish({ id: 'made', name: 'Zoë Quimby-Nobody' });
    await waitFor(() => expect((screen.getByLabelText('Customer') as HTMLInputElement).value).toBe('Zoë Quimby-Nobody'));
  });
});
