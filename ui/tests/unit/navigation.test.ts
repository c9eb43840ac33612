import { describe, expect, it } from 'vitest';
import { currentRoute, formatRoute, go, parseRoute, type Mode, type Screen } from '../../src/navigation.svelte';

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

  it('lead to Today when they are not understood', () => {
    for (const hash of ['', '#', '#/nowhere/1', '#/%zz'.replace('%zz', 'zz')]) expect(parseRoute(hash).screen).toBe('today');
  });

  it('are the ones shown after going there', () => {
    go({ screen: 'campaigns', id: '7' });
    expect(currentRoute()).toMatchObject({ screen: 'campaigns', id: '7', mode: 'view' });
  });
});
