import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import FilesCard from '../../src/features/files/FilesCard.svelte';
import FilesInput from '../../src/features/files/FilesInput.svelte';
import { session } from '../../src/features/app/session.svelte';
import { useBackend, type Stand } from './backend';

const ORDER = { name: 'Order 17.pdf', size: 2048, hash: 'a'.repeat(64) };
const PHOTO = { name: 'Chair.png', size: 900, hash: 'b'.repeat(64) };

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  stand.answer('files.picture', (file) => ({ address: String(file.name).endsWith('.png') ? 'data:image/png;base64,AA==' : null }));
  stand.answer('files.put', () => PHOTO);
  stand.answer('files.open', () => ({}));
  await session.load();
});

const saved = () => stand.calls.filter((call) => call.name === 'records.save').map((call) => (call.payload.values as Record<string, unknown>).attachments);

describe('the files of a record', () => {
  it('opens one with a click, takes another in by pasting, and removes one by its menu', async () => {
    const user = userEvent.setup();
    const id = String(stand.backend.data.customer?.[0]?.id);
    Object.assign(stand.backend.data.customer?.[0] ?? {}, { attachments: [ORDER] });
    render(FilesCard, { kind: 'customer', record: { id, attachments: [ORDER] } });
    await user.click(screen.getByRole('button', { name: /Order 17.pdf.*kB/ }));
    expect(stand.calls.at(-1)).toMatchObject({ name: 'files.open', payload: ORDER });
    const paste = new Event('paste', { bubbles: true }) as Event & { clipboardData?: unknown };
    paste.clipboardData = { files: [new File(['x'], 'Chair.png')] };
    document.body.dispatchEvent(paste);
    await waitFor(() => expect(saved(), 'a pasted picture is attached beside what was there').toEqual([[ORDER, PHOTO]]));
    await user.click(screen.getByRole('button', { name: 'More about Order 17.pdf' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    await waitFor(() => expect(saved().at(-1)).toEqual([]));
  });
});

describe('the logo', () => {
  it('is one picture, shown, replaced and taken away', async () => {
    const onchange = vi.fn();
    stand.answer('files.pick', () => null);
    render(FilesInput, { value: [PHOTO], picture: true, label: 'Logo', onchange });
    expect(await screen.findByAltText('Chair.png')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Another file' }));
    expect(onchange, 'a cancelled choice changes nothing').not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Remove Chair.png' }));
    expect(onchange).toHaveBeenCalledWith([]);
  });
});
