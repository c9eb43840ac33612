import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announce } from '../../src/api/rpc';
import App from '../../src/App.svelte';
import { paintRemembered, session } from '../../src/features/app/session.svelte';
import { setNouns } from '../../src/i18n';
import { useBackend } from './backend';

beforeEach(() => {
  vi.useFakeTimers();
  session.status = null;
});
afterEach(() => void vi.useRealTimers());

describe('a window whose book is still being opened', () => {
  it('shows at once where everything is, in the words of last time, while the book that was open last is opened again', async () => {
    const stand = useBackend();
    stand.answer('app.status', () => new Promise(() => undefined));
    localStorage.setItem('regulars.nouns', JSON.stringify({ one: 'Member', many: 'Members' }));
    paintRemembered();
    render(App, {});
    expect(screen.queryByRole('navigation'), 'whoever had no book open sees none').toBeNull();
    cleanup();
    Object.assign(session, { expected: 'Café Lindner' });
    render(App);
    expect(screen.getByRole('navigation').textContent).toContain('Café Lindner');
    expect(screen.getByRole('link', { name: 'Members' })).toBeTruthy();
    expect(screen.queryByText('All saved on this computer'), 'nobody knows that before the book is open').toBeNull();
    const low = async (height: number) => {
      Object.assign(window, { innerHeight: height });
      window.dispatchEvent(new Event('resize'));
      await tick();
      return screen.getByRole('navigation').classList.contains('low');
    };
    expect([await low(700), await low(800), await low(900)], 'a window that gets low keeps every screen in sight, whichever is open').toEqual([true, true, false]);
    await vi.advanceTimersByTimeAsync(400);
    expect(screen.getByRole('heading').textContent, 'what is waited for is said beside it').toBe('Opening your book…');
    Object.assign(session, { expected: '' });
    localStorage.setItem('regulars.nouns', 'not to be read');
    expect(paintRemembered, 'what was kept wrongly must not keep the window from opening').not.toThrow();
    setNouns('', '');
    localStorage.removeItem('regulars.nouns');
  });

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
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow'), 'nothing is made up before core tells').toBeNull();
    announce({ type: 'opening', done: 420, total: 1000 });
    await tick();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow'), 'and how far it is').toBe('42');
  });
});
