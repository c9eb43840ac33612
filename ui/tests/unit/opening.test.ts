import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../src/App.svelte';
import { session } from '../../src/features/app/session.svelte';
import { useBackend } from './backend';

beforeEach(() => {
  vi.useFakeTimers();
  session.status = null;
});
afterEach(() => void vi.useRealTimers());

describe('a window whose book is still being opened', () => {
  it('says so and is never blank, but does not flicker when the book is there at once', async () => {
    const stand = useBackend();
    stand.answer('app.status', () => new Promise(() => undefined));
    render(App);
    await vi.advanceTimersByTimeAsync(250);
    expect(screen.queryByRole('progressbar'), 'what is there within 300 ms needs no words').toBeNull();
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.getByRole('heading').textContent).toBe('Opening your book…');
    expect(screen.getByRole('progressbar')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(1000);
    expect(screen.getByRole('heading').textContent, 'who waits longer hears what is done').toBe('Preparing the lists…');
    expect(screen.getByText(/Nothing is missing/)).toBeTruthy();
  });
});
