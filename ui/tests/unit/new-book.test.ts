// A new book is made with the keys alone: its country is found by typing, and what was typed is not lost.
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginning } from '../../src/features/app/begin.svelte';
import NewBookDialog from '../../src/features/app/NewBookDialog.svelte';
import { useBackend } from './backend';

beforeEach(() => {
  useBackend();
  beginning.typed = null;
});

const field = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name);

describe('the dialog of a new book', () => {
  it('finds the country by its name, also one of two words, and takes its currency with it', async () => {
    const user = userEvent.setup();
    const create = vi.fn();
    render(NewBookDialog, { oncreate: create, onclose: () => undefined });
    await user.type(field(/name/i), 'Corner shop');
    await user.tab();
    expect(document.activeElement, 'Tab leads on to the country').toBe(field(/Country/));
    await user.keyboard('united k{Enter}');
    await waitFor(() => expect(field(/Country/).value).toBe('United Kingdom'));
    expect(field(/Currency/).value, 'its money comes with it').toBe('British Pound');
    await user.click(field(/Currency/));
    await user.keyboard('eur{Enter}');
    await waitFor(() => expect(field(/Currency/).value, 'by its code as well').toBe('Euro'));
    await user.click(screen.getByRole('button', { name: 'Create the book' }));
    expect(create).toHaveBeenCalledWith('Corner shop', 'EUR', 'GB');
  });

  it('changes nothing when the list of countries is opened and left, and makes no book without one', async () => {
    const user = userEvent.setup();
    render(NewBookDialog, { oncreate: () => undefined, onclose: () => undefined });
    await user.type(field(/name/i), 'Corner shop');
    const before = field(/Country/).value;
    expect(before).not.toBe('');
    await user.click(field(/Country/));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field(/Country/).value).toBe(before));
    await user.clear(field(/Country/));
    await user.tab();
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Create the book' }).disabled, 'tax and formats hang on it').toBe(true));
  });

  it('has what was typed again after Escape', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    render(NewBookDialog, { oncreate: () => undefined, onclose: close });
    await user.type(field(/name/i), 'Corner shop');
    await user.keyboard('{Escape}');
    cleanup();
    render(NewBookDialog, { oncreate: () => undefined, onclose: close });
    expect(field(/name/i).value).toBe('Corner shop');
  });
});
