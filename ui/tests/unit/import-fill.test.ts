// What is in the book already gets what it lacks, unless somebody chooses otherwise.
import { render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportResult } from '../../src/api/generated';
import { ImportFlow } from '../../src/features/exchange/flow.svelte';
import MapStep from '../../src/features/exchange/MapStep.svelte';
import ResultView from '../../src/features/exchange/ResultView.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(() => (stand = useBackend()));

const RESULT: ImportResult = { dryRun: false, rows: 3, created: 1, updated: 2, skipped: 0, failed: 0, errors: [], kept: 0, createdByKind: {}, similar: 0, met: [], metRows: 0, since: '', notices: [] };

describe('those already in the book', () => {
  it('are completed when they are customers, and documents are left as they were written', async () => {
    const flow = new ImportFlow();
    await flow.open('/home/maja/customers.csv');
    expect([flow.options.onDuplicate, flow.fills], 'sales may have come in before the list').toEqual(['fill', true]);
    const plan = flow.plan;
    if (plan === null) throw new Error('no plan');
    const { unmount } = render(MapStep, { flow, plan });
    const choice = screen.getByLabelText<HTMLSelectElement>('Those already in the book');
    expect([...choice.options].map((option) => option.text)).toEqual(['get what they lack', 'are updated', 'are skipped', 'are added again']);
    unmount();
    stand.answer('import.inspect', () => ({ ...plan, as: 'sale' }));
    await flow.open('/home/maja/sales.csv');
    expect(flow.options.onDuplicate, 'nobody fills in a paper later').toBe('skip');
    render(MapStep, { flow, plan: flow.plan ?? plan });
    expect([...screen.getByLabelText<HTMLSelectElement>('Those already in the book').options].map((option) => option.value)).not.toContain('fill');
  });

  it('are called completed in the result, since nothing of theirs was changed', () => {
    const { unmount } = render(ResultView, { result: RESULT, fills: true });
    expect(screen.getByText('Completed')).toBeTruthy();
    expect(screen.queryByText('Updated')).toBeNull();
    unmount();
    render(ResultView, { result: RESULT });
    expect(screen.getByText('Updated')).toBeTruthy();
  });

  it('are named with the reason, so that whoever was taken for somebody else is noticed', () => {
    const met: ImportResult['met'] = [
      { line: 3, kind: 'customer', id: 'c1', number: 'C-00001', name: 'Eva Maier', changed: false, lost: true, reason: 'The same name and place. What the row says otherwise was not taken: notes.' },
      { line: 2, kind: 'customer', id: 'c2', number: 'C-00002', name: 'Ina Kern', changed: true, lost: false, reason: 'The same number.' },
      { line: 5, kind: 'customer', number: 'C-00009', name: 'Max Roth', changed: false, lost: false, reason: 'The same number.' },
    ];
    const { unmount } = render(ResultView, { result: { ...RESULT, met, metRows: 250, metFile: '/home/maja/list in the book.csv' }, fills: true });
    expect(screen.getByRole('heading', { name: 'In the book already: 250' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Eva Maier' }).getAttribute('href')).toBe('#/customers/c1');
    expect(screen.queryByRole('link', { name: 'Max Roth' }), 'what a trial threw away again cannot be opened').toBeNull();
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows[1]).toContain('Left as it was');
    expect(rows[1]).toContain('not taken: notes');
    expect(rows[2]).toContain('Completed');
    expect(screen.getByText('In the book already as well: 247.')).toBeTruthy();
    expect(screen.getByText(/list in the book\.csv/)).toBeTruthy();
    unmount();
    render(ResultView, { result: RESULT });
    expect(screen.queryByRole('heading'), 'where nobody was there nothing is said').toBeNull();
  });
});
