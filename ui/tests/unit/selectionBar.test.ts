/** The bar of a selection: what has no room stands under More and rests with the others. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import SelectionBar from '../../src/features/records/SelectionBar.svelte';

describe('the bar of a selection', () => {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(100);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(function (this: HTMLElement) {
      return this.matches('.bar') ? 100 : 450;
    });
    vi.stubGlobal('ResizeObserver', class {
      constructor(private tell: (entries: unknown[]) => void) {}
      observe() { this.tell([]); }
      unobserve() {}
      disconnect() {}
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('keeps its primary button in sight and lets all rest while something is being done, those under More too', async () => {
    const run = vi.fn();
    const names = ['Print', 'Statements', 'Remind'];
    const items = names.map((label) => ({ label, run, primary: label === 'Remind' }));
    render(SelectionBar, { count: 2, busy: true, items, onclear: vi.fn(), onroom: vi.fn() });
    await waitFor(() => expect(document.querySelectorAll('.way.out').length, 'there is no room for all three').toBe(2));
    const primary = screen.getByRole('button', { name: 'Remind' });
    expect(primary.className).toContain('primary');
    expect(primary.closest('.out'), 'what is done most is never put away').toBeNull();
    expect(primary.getAttribute('aria-disabled')).toBe('true');
    const user = userEvent.setup();
    await user.click(screen.getByTitle('More'));
    const resting = await screen.findAllByRole('menuitem');
    expect(resting.map((one) => one.textContent?.trim())).toEqual(['Print', 'Statements']);
    for (const one of resting) await user.click(one).catch(() => undefined);
    expect(run, 'nothing else is begun meanwhile').not.toHaveBeenCalled();
  });
});
