/** Insights: what comes in, who comes again and who is slipping, each with the way to all its figures. */
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import Insights from '../../src/screens/Insights.svelte';
import { session } from '../../src/features/app/session.svelte';
import { currentRoute, go } from '../../src/navigation.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  go({ screen: 'insights' });
  await session.load();
});

describe('Insights', () => {
  it('shows four figures and leads from each part to its report, with the period that was chosen', async () => {
    go({ screen: 'insights', params: { period: 'thisYear' } });
    const { container } = render(Insights);
    await screen.findByRole('heading', { name: 'Who is slipping' });
    expect(container.querySelectorAll('.kpis > *')).toHaveLength(4);
    const way = (name: string) => screen.getByRole('link', { name: `Open the report “${name}”` }).getAttribute('href');
    expect(way('Sales summary')).toBe('#/reports/sales_summary?period=thisYear');
    expect(way('New and returning')).toBe('#/reports/new_and_returning?period=thisYear');
    expect(way('Who has gone quiet'), 'who is quiet now is no matter of a period').toBe('#/reports/quiet_customers');
  });

  it('asks its reports for the period above, and keeps it in the address', async () => {
    const asked: unknown[] = [];
    stand.answer('reports.get', (request) => {
      asked.push(request);
      return stand.backend.call('reports.get', request);
    });
    render(Insights);
    await screen.findByRole('heading', { name: 'Who is slipping' });
    asked.length = 0;
    go({ screen: 'insights', params: { period: 'lastYear' } });
    await expect.poll(() => asked).toContainEqual({ name: 'sales_summary', from: '2025-01-01', to: '2025-12-31' });
    expect(currentRoute().params.period).toBe('lastYear');
  });

  it('tells in a book without sales what is missing instead of drawing zeros', async () => {
    stand.answer('records.count', () => ({ count: 0 }));
    const { container } = render(Insights);
    const link = await screen.findByRole('link', { name: 'Bring in sales' });
    expect(link.getAttribute('href')).toBe('#/import?as=sale');
    expect(container.querySelector('figure'), 'nothing is drawn of nothing').toBeNull();
  });

  it('logs what was said with somebody who is slipping, at once', async () => {
    const matter = { action: 'call', call: 'tel:+49301' };
    const quiet = [{ customerId: 'c1', name: 'Mia Rossi', reason: 'Usually buys every 14 days.', lastSale: '2026-08-01', lifetimeValue: 100, intervalDays: 14, daysSince: 90, matter }];
    stand.answer('today.get', () => ({ ...(stand.backend.call('today.get', {}) as object), quiet, quietTotal: 31 }));
    render(Insights);
    expect(await screen.findByText(/31 regulars have not been here/), 'the count is that of all').toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Call Mia Rossi' }));
    expect(await within(document.body).findByRole('dialog')).toBeTruthy();
  });
});
