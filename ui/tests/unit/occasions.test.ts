/** Birthdays and anniversaries on Today and in the calendar. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '../../src/features/app/session.svelte';
import { birthdayIn, nextBirthday } from '../../src/features/occasions/birthday';
import { occasionsBetween } from '../../src/features/occasions/occasions';
import { currentRoute, go } from '../../src/navigation.svelte';
import Today from '../../src/screens/Today.svelte';
import { useBackend } from './backend';

beforeEach(async () => {
  useBackend();
  go({ screen: 'today' });
  await session.load();
});

describe('the day of a birthday', () => {
  it('is known without the year, and 29 February has one every year', () => {
    expect(nextBirthday('--03-01', '2026-11-21')).toEqual({ day: '2027-03-01', turns: null });
    expect(nextBirthday('1986-11-21', '2026-11-21'), 'today counts').toEqual({ day: '2026-11-21', turns: 40 });
    expect(birthdayIn('1980-02-29', 2026)?.day).toBe('2026-02-28');
    expect(birthdayIn('1980-02-29', 2028)?.day).toBe('2028-02-29');
    expect(nextBirthday('', '2026-11-21')).toBeNull();
    expect(birthdayIn('2030-01-01', 2026), 'nobody has a birthday before they are born').toBeNull();
  });
});

describe('birthdays', () => {
  it('are in the calendar on their days, and cannot be moved', async () => {
    const items = await occasionsBetween('2026-11-16', '2026-12-06');
    expect(items.map((item) => item.day).sort()).toEqual(['2026-11-21', '2026-11-23', '2026-11-25']);
    expect(items.every((item) => item.fixed && item.href?.includes('page=full'))).toBe(true);
    expect(await occasionsBetween('2026-11-22', '2026-11-22'), 'only the days that are seen').toEqual([]);
  });

  it('are told on Today with one step to a card', async () => {
    const user = userEvent.setup();
    render(Today);
    expect(await screen.findByRole('heading', { name: 'Birthdays and anniversaries' })).toBeTruthy();
    await user.click((await screen.findAllByRole('button', { name: /^Plan a follow-up with/ })).at(-1) as HTMLElement);
    await waitFor(() => expect(currentRoute().params.subject).toMatch(/^Wish .* a happy birthday$/));
  });
});
