import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import NumberSeries from '../../src/features/settings/NumberSeries.svelte';
import SettingsFields from '../../src/features/settings/SettingsFields.svelte';
import StaffList from '../../src/features/settings/StaffList.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import type { FieldSpec } from '../../src/api/generated';
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

  it('is saved by the next window where this one was closed over it', async () => {
    const user = userEvent.setup();
    const { unmount } = render(SettingsFields, { fields: [spec()] });
    await user.clear(screen.getByLabelText(/^Name of the business/));
    await user.type(screen.getByLabelText(/^Name of the business/), 'Linden & Sons');
    // The window goes at once: neither the field is left nor a moment waited.
    globalThis.dispatchEvent(new Event('pagehide'));
    const kept = { ...localStorage };
    unmount();
    stand = useBackend();
    await session.load();
    Object.assign(localStorage, kept);
    render(SettingsFields, { fields: [spec()] });
    expect(screen.getByLabelText<HTMLInputElement>(/^Name of the business/).value).toBe('Linden & Sons');
    await waitFor(() => expect(saved()).toEqual([{ businessName: 'Linden & Sons' }]));
    await waitFor(() => expect(Object.keys(localStorage).filter((key) => key.includes('draft')), 'nothing is left to keep').toEqual([]));
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
