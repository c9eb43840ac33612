import { render, screen, waitFor, within } from '@testing-library/svelte';
import { tick, type Component } from 'svelte';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../src/App.svelte';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import Sidebar from '../../src/screens/Sidebar.svelte';
import Calling from '../../src/screens/Calling.svelte';
import Duplicates from '../../src/screens/Duplicates.svelte';
import Nearby from '../../src/screens/Nearby.svelte';
import Tracks from '../../src/screens/Tracks.svelte';
import { useBackend } from './backend';
import { currentRoute, formatRoute, go, leave, leaveSaved, openedFrom, parseRoute, recordHref, type Mode, type Screen } from '../../src/navigation.svelte';

// The first screen is fetched by the window; a test that is over before it has come would leave that to nobody.
beforeAll(() => import('../../src/screens/Today.svelte').then(() => undefined));

describe('routes', () => {
  it('are read back as they were written', () => {
    const routes: { screen: Screen; id: string | null; mode: Mode; params: Record<string, string> }[] = [
      { screen: 'today', id: null, mode: 'view', params: {} },
      { screen: 'customers', id: '0190-1', mode: 'edit', params: {} },
      { screen: 'sales', id: null, mode: 'new', params: { customerId: 'a/b c' } },
      { screen: 'reports', id: 'follow_ups_due', mode: 'view', params: { customerId: 'x' } },
    ];
    for (const route of routes) expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('lead from somebody of the staff to where all of them are, since nobody has a page alone', () => {
    expect(recordHref('staff', '0190-1')).toBe(formatRoute({ screen: 'settings', id: 'staff' }));
    expect(recordHref('customer', '0190-1')).toBe(formatRoute({ screen: 'customers', id: '0190-1' }));
    expect(recordHref('series', '0190-1')).toBeNull();
  });

  it('lead to Today when they are not understood', () => {
    for (const hash of ['', '#', '#/nowhere/1', '#/%zz'.replace('%zz', 'zz')]) expect(parseRoute(hash).screen).toBe('today');
  });

  it('are the ones shown after going there', () => {
    go({ screen: 'campaigns', id: '7' });
    expect(currentRoute()).toMatchObject({ screen: 'campaigns', id: '7', mode: 'view' });
  });

  it('lead a form back to the screen that it was opened from, and otherwise to its own', () => {
    const travelled = vi.spyOn(history, 'go').mockImplementation(() => undefined);
    go({ screen: 'today' });
    go({ screen: 'follow-ups', mode: 'new', params: { customerId: 'c' } });
    expect(openedFrom()).toBe('today');
    leave({ screen: 'follow-ups' });
    expect(travelled.mock.calls, 'Back, so that Today is not twice on the way').toEqual([[-1]]);
    go({ screen: 'follow-ups' });
    go({ screen: 'follow-ups', mode: 'new' });
    expect(openedFrom()).toBeNull();
    leave({ screen: 'follow-ups' });
    expect(currentRoute()).toMatchObject({ screen: 'follow-ups', mode: 'view' });
    go({ screen: 'today' });
    go({ screen: 'customers', mode: 'new', params: { role: 'prospect' } });
    leaveSaved({ screen: 'customers', id: 'lead' });
    expect(currentRoute(), 'a new lead is looked at').toMatchObject({ screen: 'customers', id: 'lead' });
    go({ screen: 'today' });
    go({ screen: 'follow-ups', mode: 'new', params: { customerId: 'c' } });
    leaveSaved({ screen: 'follow-ups', id: 'f' });
    expect(travelled, 'what was planned with somebody on Today leads back to Today').toHaveBeenCalledTimes(2);
    travelled.mockRestore();
  });

  it('know where a link came from', () => {
    go({ screen: 'customers', id: 'c' });
    history.pushState(null, '', '#/follow-ups/new?customerId=c');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    expect(openedFrom()).toBe('customers');
  });
});

describe('a screen that belongs to another one', () => {
  beforeEach(async () => {
    useBackend();
    toasts.list = [];
    go({ screen: 'today' });
    await session.load();
  });

  it.each([['tracks', 'Follow-ups', Tracks], ['duplicates', 'Customers', Duplicates], ['calling', 'Customers', Calling], ['nearby', 'Customers', Nearby]] as const)('%s is marked in the sidebar, and leads back there', async (screenName, home, View) => {
    go({ screen: screenName });
    render(Sidebar, { onsearch: vi.fn() });
    const marked = within(screen.getByRole('navigation')).getAllByRole('link').filter((link) => link.hasAttribute('aria-current'));
    expect(marked.map((link) => link.textContent?.trim()), 'nobody must feel nowhere').toEqual([home]);
    expect(marked[0]?.getAttribute('aria-current'), 'it is not the page itself').toBe('true');
    const page = render(View as Component);
    expect(await within(page.container).findByRole('link', { name: home })).toBeTruthy();
  });

  it('takes the words of a refusal along only as far as its own screen', async () => {
    render(App);
    toasts.refuse({ code: 'invalid', message: 'A price must be a number.' });
    toasts.show('Saved', { stay: 0 });
    await tick();
    go({ screen: 'customers', id: 'x' });
    go({ screen: 'sales' });
    await waitFor(() => expect(toasts.list.map((toast) => toast.text), 'what failed there says nothing here; what was done can still be taken back').toEqual(['Saved']));
  });
});
