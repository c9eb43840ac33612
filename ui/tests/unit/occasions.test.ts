/** Birthdays and anniversaries on Today and in the calendar. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '../../src/features/app/session.svelte';
import { occasionsBetween, occasionWords } from '../../src/features/occasions/occasions';
import { currentRoute, go } from '../../src/navigation.svelte';
import Today from '../../src/screens/Today.svelte';
import { useBackend } from './backend';

beforeEach(async () => {
  useBackend();
  go({ screen: 'today' });
  await session.load();
});

describe('an occasion', () => {
  it('is called by its name, and by its number where that is known', () => {
    const words = (what: 'birthday' | 'anniversary', years?: number) => occasionWords({ name: 'Anna', what, years, reason: 'A customer for 5 years.' });
    expect(words('birthday', 40)).toContain('40');
    expect(words('birthday')).toBe('Anna: birthday');
    expect(words('birthday', 0), 'the day somebody is born').toBe('Anna: birthday');
    expect(words('anniversary', 5)).toBe('Anna. A customer for 5 years.');
  });
});

describe('birthdays', () => {
  it('are in the calendar on their days, and cannot be moved', async () => {
    const items = await occasionsBetween('2026-11-16', '2026-12-06');
    expect(items.map((item) => item.day).sort()).toEqual(['2026-11-21', '2026-11-23', '2026-11-25']);
    expect(items.every((item) => item.fixed && item.href?.includes('page=full'))).toBe(true);
    expect(await occasionsBetween('2026-11-22', '2026-11-22'), 'only the days that are seen').toEqual([]);
  });

  it('can be called or written to where they are told, and what was said is asked for', async () => {
    const user = userEvent.setup();
    render(Today);
    const card = within((await screen.findByRole('heading', { name: 'Birthdays and anniversaries' })).closest('section') as HTMLElement);
    await user.click(card.getAllByRole('button', { name: /^(Call|Write to) / })[0] as HTMLElement);
    expect(await screen.findByRole('dialog')).toBeTruthy();
  });

  it('are told on Today with one step to a card', async () => {
    const user = userEvent.setup();
    render(Today);
    const card = within((await screen.findByRole('heading', { name: 'Birthdays and anniversaries' })).closest('section') as HTMLElement);
    await user.click(card.getAllByRole('button', { name: /^Plan a follow-up with/ }).at(-1) as HTMLElement);
    await waitFor(() => expect(currentRoute().params.subject).toMatch(/^Wish .* a happy birthday$/));
  });
});
