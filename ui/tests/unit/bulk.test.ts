/** Paper drawn by the core, letters to many, variants and categories. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaperReply, Product } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';
import { jobs } from '../../src/features/app/jobs.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { reminderLetters, statements } from '../../src/features/money/letters';
import ResultView from '../../src/features/exchange/ResultView.svelte';
import EachDialog from '../../src/features/follow_ups/EachDialog.svelte';
import CategoriesDialog from '../../src/features/products/CategoriesDialog.svelte';
import OptionsDialog from '../../src/features/products/OptionsDialog.svelte';
import VariantsCard from '../../src/features/products/VariantsCard.svelte';
import PaperPages from '../../src/features/sales/PaperPages.svelte';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  stand.backend.pace = 1;
  jobs.listen();
  toasts.list = [];
  await session.load();
});
const product = () => stand.backend.data.product?.[0] as unknown as Product;
const payload = (name: string) => stand.calls.findLast((call) => call.name === name)?.payload;

describe('the paper', () => {
  it('shows every page as the core draws it, as a picture and never as markup, with its words for whoever cannot see it', () => {
    const words = { title: 'Invoice 7', tables: [{ title: '', columns: [{ label: 'Text', align: 'left' }], rows: [['Oak table']], totals: null, truncated: 0 }], notes: ['Thank you'] };
    render(PaperPages, { paper: { pages: ['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', '<svg/>'], width: 595, height: 842, words, warnings: [] } as unknown as PaperReply });
    const pages = screen.getAllByRole('img');
    expect(pages.map((page) => page.getAttribute('alt'))).toEqual(['Invoice 7, page 1 of 2', 'Invoice 7, page 2 of 2']);
    expect(pages[0]?.getAttribute('src')).toMatch(/^data:image\/svg\+xml/);
    expect(document.querySelector('script')).toBeNull();
    expect(screen.getByText('Oak table')).toBeTruthy();
  });
});

describe('letters to many', () => {
  it('are one file, and a look at them notes nothing', async () => {
    await reminderLetters(['a', 'b']);
    expect(payload('payments.letters')).toEqual({ ids: ['a', 'b'], preview: false });
    expect(toasts.list.at(-1)?.text).toContain('2 letters are in');
    await reminderLetters([], true);
    expect(payload('payments.letters')).toEqual({ ids: [], preview: true });
    await statements(['c']);
    expect(payload('reports.statements')).toEqual({ customerIds: ['c'] });
  });
});

describe('a follow-up for each', () => {
  it('is planned in one step for those selected, so many a day, and one Undo takes all back', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    stand.answer('followUps.planEach', () => ({ changed: [], opId: 'op-7', made: 3, leftOut: 1, last: '2026-12-01' }));
    render(EachDialog, { wish: { where: '', ids: ['a', 'b', 'c', 'd'], label: '' }, onclose: close });
    expect(screen.getByRole('heading', { name: 'A follow-up for each of 4 customers' })).toBeTruthy();
    const plan = screen.getByRole('button', { name: 'Plan' }) as HTMLButtonElement;
    expect(plan.disabled, 'without a word nobody knows later what to do').toBe(true);
    await user.type(screen.getByLabelText(/^Subject/), 'Ask about spring');
    await user.type(screen.getByLabelText('How many a day'), 'two');
    await user.click(plan);
    expect((await screen.findAllByText('“two” is not a number.')).length).toBeGreaterThan(0);
    await user.clear(screen.getByLabelText('How many a day'));
    await user.type(screen.getByLabelText('How many a day'), '2');
    await user.click(plan);
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(payload('followUps.planEach')).toMatchObject({ customerIds: ['a', 'b', 'c', 'd'], subject: 'Ask about spring', perDay: 2 });
    expect(toasts.list.at(-1)?.text).toContain('3 follow-ups are planned');
    expect(toasts.list.at(-1)?.text, 'who does not wish it is told').toContain('One was left out');
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(payload('operations.undo')).toMatchObject({ opId: 'op-7' }));
  });

  it('of a whole view is asked for by its condition, not one by one', async () => {
    const user = userEvent.setup();
    stand.answer('followUps.planEach', () => ({ changed: [], made: 0, leftOut: 0 }));
    render(EachDialog, { wish: { where: 'tier is "gold"', ids: null, label: 'Gold' }, onclose: vi.fn() });
    await user.type(screen.getByLabelText(/^Subject/), 'Thank them{Enter}');
    await waitFor(() => expect(payload('followUps.planEach')).toMatchObject({ where: 'tier is "gold"', perDay: 0 }));
    expect(payload('followUps.planEach')).not.toHaveProperty('customerIds');
  });
});

describe('what an import tells', () => {
  it('keeps the rows that failed apart from the cells that are kept in a note', () => {
    const errors = [{ line: 9, column: 'Name', value: '', message: 'Give a name.', kept: false }, { line: 4, column: 'E-mail', value: 'vogel(at)example', message: 'This is no address.', kept: true }];
    render(ResultView, { result: { dryRun: false, rows: 9, created: 8, updated: 0, skipped: 0, failed: 1, kept: 1, errors, createdByKind: {}, similar: 0, met: [], metRows: 0, since: '', notices: ['New products without a tax: 3.'] } });
    expect(screen.getByRole('heading', { name: '1 row that cannot be taken' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: '1 cell was not understood and is kept in the note' })).toBeTruthy();
    expect(screen.getByText('vogel(at)example')).toBeTruthy();
    expect(screen.getByText('New products without a tax: 3.'), 'what was decided for the owner').toBeTruthy();
  });
});

describe('variants', () => {
  it('are made of options, counted before they are made', async () => {
    const user = userEvent.setup();
    const close = vi.fn();
    render(OptionsDialog, { product: product(), onclose: close });
    await user.type(screen.getByLabelText('Option'), 'Size');
    await user.type(screen.getByLabelText('To choose from'), 'Small,Large,');
    await user.click(screen.getByRole('button', { name: 'Another option' }));
    await user.type(screen.getAllByLabelText('Option')[1] as HTMLElement, 'Wood');
    await user.type(screen.getAllByLabelText('To choose from')[1] as HTMLElement, 'Oak,Ash,Elm,');
    await user.click(screen.getAllByRole('button', { name: 'Make 6 variants' })[0] as HTMLElement);
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(payload('products.variants')).toMatchObject({ options: [{ name: 'Size', values: ['Small', 'Large'] }, { name: 'Wood', values: ['Oak', 'Ash', 'Elm'] }] });
    render(VariantsCard, { product: product(), titles: {} });
    expect(await screen.findByRole('link', { name: 'Large, Elm' })).toBeTruthy();
  });
});

describe('categories', () => {
  it('are added and renamed with their products, and say why one cannot go', async () => {
    const user = userEvent.setup();
    render(CategoriesDialog, { onclose: () => undefined });
    await user.type(await screen.findByLabelText('New category'), 'Lamps{Enter}');
    const row = (await screen.findByText('Lamps')).closest('li') as HTMLElement;
    await user.click(within(row).getByRole('button', { name: 'What can be done with Lamps' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
    await user.clear(screen.getByLabelText('Name of the category'));
    await user.type(screen.getByLabelText('Name of the category'), 'Lights{Enter}');
    await waitFor(() => expect(payload('categories.rename')).toEqual({ from: 'Lamps', to: 'Lights' }));
    const used = String(product().category);
    await user.click(await screen.findByRole('button', { name: `What can be done with ${used}` }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    expect(await screen.findByText(/Put them into another category first/)).toBeTruthy();
  });
});
