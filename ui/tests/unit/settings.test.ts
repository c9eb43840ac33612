import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import NumberSeries from '../../src/features/settings/NumberSeries.svelte';
import SettingsFields from '../../src/features/settings/SettingsFields.svelte';
import StaffList from '../../src/features/settings/StaffList.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { FieldSpec, Settings } from '../../src/api/generated';
import { staff } from '../../src/features/settings/staff.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  await session.load();
});

describe('staff', () => {
  it('begins with one sentence and one button, and whoever is added can be given things', async () => {
    const user = userEvent.setup();
    render(StaffList);
    expect(await screen.findByText('Nobody is here yet')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'New member of staff' }));
    await user.type(await screen.findByRole('textbox', { name: /^Name/ }), 'Priya');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Priya')).toBeTruthy();
    staff.ready();
    await waitFor(() => expect(staff.names).toEqual(['Priya']));
    await user.click(screen.getByRole('button', { name: 'Remove Priya' }));
    expect(await screen.findByText('Nobody is here yet')).toBeTruthy();
  });
});

describe('a setting that is refused', () => {
  it('stays as it was typed with the reason beside it, until it is put right', async () => {
    const user = userEvent.setup();
    const spec = session.spec('settings').fields.find((field) => field.name === 'businessName') as FieldSpec;
    toasts.list = [];
    render(SettingsFields, { fields: [spec] });
    const field = screen.getByLabelText<HTMLInputElement>(/^Name of the business/);
    stand.answer('records.save', () => { throw { code: 'invalid', message: 'There is no such name.', field: 'businessName' }; });
    await user.clear(field);
    await user.type(field, 'Nowhere');
    await user.tab();
    expect(await screen.findByText('There is no such name.')).toBeTruthy();
    expect(field.value, 'nobody types it twice').toBe('Nowhere');
    expect(toasts.list, 'said once, where it belongs').toEqual([]);
    stand.answer('records.save', ({ values }) => ({ record: { ...session.settings, ...(values as object) }, titles: {}, changed: [], undoLabel: '' }));
    await user.type(field, ' else');
    await user.tab();
    await waitFor(() => expect(screen.queryByText('There is no such name.'), 'and gone with the mistake').toBeNull());
    expect(session.settings?.businessName).toBe('Nowhere else');
  });
});

describe('what was typed into a setting', () => {
  const spec = () => session.spec('settings').fields.find((field) => field.name === 'businessName') as FieldSpec;
  const saved = () => stand.calls.filter((call) => call.name === 'records.save').map((call) => call.payload.values);

  /** Another window, which finds what an earlier one had kept. */
  async function nextWindow(kept: Record<string, string>) {
    stand = useBackend();
    await session.load();
    localStorage.clear();
    Object.assign(localStorage, kept);
  }
  const drafts = () => Object.keys(localStorage).filter((key) => key.includes('draft'));

  it('is saved by the next window where this one was closed over it', async () => {
    const user = userEvent.setup();
    const { unmount } = render(SettingsFields, { fields: [spec()] });
    await user.clear(screen.getByLabelText(/^Name of the business/));
    await user.type(screen.getByLabelText(/^Name of the business/), 'Linden & Sons');
    // The window goes at once: neither the field is left nor a moment waited.
    globalThis.dispatchEvent(new Event('pagehide'));
    const kept = { ...localStorage };
    unmount();
    await waitFor(() => expect(saved()).toHaveLength(1));
    await nextWindow(kept);
    render(SettingsFields, { fields: [spec()] });
    expect(screen.getByLabelText<HTMLInputElement>(/^Name of the business/).value).toBe('Linden & Sons');
    await waitFor(() => expect(saved()).toEqual([{ businessName: 'Linden & Sons' }]));
    await waitFor(() => expect(drafts(), 'nothing is left to keep').toEqual([]));
  });

  it('does not overwrite what the book was told meanwhile', async () => {
    const user = userEvent.setup();
    const { unmount } = render(SettingsFields, { fields: [spec()] });
    await user.type(screen.getByLabelText(/^Name of the business/), ' & Sons');
    globalThis.dispatchEvent(new Event('pagehide'));
    const kept = { ...localStorage };
    unmount();
    await waitFor(() => expect(saved()).toHaveLength(1));
    await nextWindow(kept);
    await session.adopt({ ...session.settings, businessName: 'Told in another window' } as Settings);
    render(SettingsFields, { fields: [spec()] });
    expect(screen.getByLabelText<HTMLInputElement>(/^Name of the business/).value).toBe('Told in another window');
    await waitFor(() => expect(drafts(), 'and is unfinished no longer').toEqual([]));
    expect(saved(), 'the newer words win').toEqual([]);
  });

  it('is shown as refused when it was, and not tried again until it is changed', async () => {
    const user = userEvent.setup();
    stand.answer('records.save', () => { throw { code: 'invalid', message: 'There is no such name.', field: 'businessName' }; });
    const { unmount } = render(SettingsFields, { fields: [spec()] });
    await user.type(screen.getByLabelText(/^Name of the business/), '?');
    const typed = screen.getByLabelText<HTMLInputElement>(/^Name of the business/).value;
    await user.tab();
    await screen.findByText('There is no such name.');
    unmount();
    const tries = saved().length;
    render(SettingsFields, { fields: [spec()] });
    expect(screen.getByText('There is no such name.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/^Name of the business/).value).toBe(typed);
    await new Promise((resolve) => setTimeout(resolve));
    expect(saved()).toHaveLength(tries);
  });

  it('is saved when its page is left before the moment has passed, and is nowhere unfinished', async () => {
    const user = userEvent.setup();
    const { unmount } = render(SettingsFields, { fields: [spec()] });
    await user.clear(screen.getByLabelText(/^Name of the business/));
    await user.type(screen.getByLabelText(/^Name of the business/), 'Linden & Sons');
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(drafts()).toHaveLength(1);
    unmount();
    expect(drafts()).toEqual([]);
    await waitFor(() => expect(saved()).toEqual([{ businessName: 'Linden & Sons' }]));
  });

  it('is kept with the reason where it is refused after its page was left', async () => {
    const user = userEvent.setup();
    toasts.list = [];
    stand.answer('records.save', () => { throw { code: 'invalid', message: 'There is no such name.', field: 'businessName' }; });
    const { unmount } = render(SettingsFields, { fields: [spec()] });
    await user.type(screen.getByLabelText(/^Name of the business/), '?');
    unmount();
    await waitFor(() => expect(toasts.list.map((toast) => toast.text)).toEqual(['There is no such name.']));
    render(SettingsFields, { fields: [spec()] });
    expect(screen.getByText('There is no such name.')).toBeTruthy();
  });
});

describe('number series', () => {
  it('are moved on in place, and say why they cannot be set back', async () => {
    stand.backend.data.series?.push({ id: 's1', name: 'INV-2026', next: 12, trashedAt: null });
    const user = userEvent.setup();
    render(NumberSeries);
    const field = await screen.findByRole('textbox', { name: 'Next in INV-2026' });
    await user.clear(field);
    await user.type(field, '40');
    await user.tab();
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    await waitFor(() => expect(stand.calls.findLast((call) => call.name === 'records.save')?.payload).toMatchObject({ kind: 'series', id: 's1', values: { next: 40 } }));
  });
});
