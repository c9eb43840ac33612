/** Who is around a place, and a tour made of them. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '../../src/features/app/session.svelte';
import { toasts } from '../../src/features/app/toasts.svelte';
import { go } from '../../src/navigation.svelte';
import Nearby from '../../src/screens/Nearby.svelte';
import { projection, reachOf, ringsOf, together, unhidden } from '../../src/features/nearby/project';
import { useBackend, type Stand } from './backend';

let stand: Stand;
beforeEach(async () => {
  stand = useBackend();
  toasts.list = [];
  await session.load();
  go({ screen: 'nearby' });
});
const visits = () => stand.calls.filter((call) => call.name === 'records.createMany').flatMap((call) => call.payload.records as Record<string, unknown>[]);

describe('the map', () => {
  it('has the place in its middle, north above, and the short way across the date line', () => {
    const at = projection({ lat: 51, lon: 179 }, 100, 200);
    expect(at({ lat: 51, lon: 179 })).toEqual({ x: 100, y: 100 });
    expect(at({ lat: 51.5, lon: 179 }).y).toBeLessThan(100);
    expect(at({ lat: 51, lon: -179.5 }).x, 'east of the line is east').toBeGreaterThan(100);
  });

  it('shows as much as there is to see, with circles of round distances', () => {
    expect(reachOf({ lat: 51, lon: 12 }, [{ lat: 51.1, lon: 12 }], 100), 'eleven kilometres and a little room').toBeCloseTo(12.8, 1);
    expect(reachOf({ lat: 51, lon: 12 }, [], 100), 'never less than a village').toBeCloseTo(3.45, 1);
    expect(ringsOf(12.8)).toEqual([5, 10]);
  });

  it('takes those of one town together', () => {
    const groups = together([{ x: 5, y: 5 }, { x: 6, y: 5 }, { x: 90, y: 5 }], 7);
    expect(groups.map((group) => group.spots.length)).toEqual([2, 1]);
  });

  it('names no town over another or over the people, so that every word can be read', () => {
    const box = (x: number) => ({ left: x, right: x + 10, top: 0, bottom: 5 });
    expect(unhidden([0, 8, 12, 40], box, [box(35)]), 'the larger town, first in the list, keeps its name').toEqual([0, 12]);
  });
});

describe('nearby', () => {
  it('asks for a place where none is known yet, instead of telling of a mistake nobody made', async () => {
    const user = userEvent.setup();
    stand.answer('nearby.map', () => { throw { code: 'invalid', message: 'Say where from.', field: 'place' }; });
    render(Nearby);
    await user.click(await screen.findByRole('button', { name: 'Name a place' }));
    expect(document.activeElement).toBe(screen.getByLabelText('From'));
    expect(screen.queryByText('Say where from.')).toBeNull();
    await user.type(screen.getByLabelText('From'), 'Nowhere{Enter}');
    expect(await screen.findByText('Say where from.'), 'what was typed is answered').toBeTruthy();
  });

  it('offers the countries of a postal code that several have, and looks around the one chosen', async () => {
    const user = userEvent.setup();
    stand.answer('nearby.map', ({ place }) => {
      if (place === '8010') throw { code: 'invalid', message: 'Several countries have it.', field: 'place' };
      return { near: [], unknown: 0, lat: 47, lon: 15, south: 46, north: 48, west: 14, east: 16, towns: [], lines: [] };
    });
    stand.answer('nearby.choices', () => ({ choices: [{ country: 'AT', place: '8010, AT' }, { country: 'CH', place: '8010, CH' }] }));
    render(Nearby);
    await user.type(await screen.findByLabelText('From'), '8010{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Austria' }));
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'nearby.map').at(-1)?.payload.place).toBe('8010, AT'));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Switzerland' }), 'the question is answered').toBeNull());
  });

  it('lists who is around a town and plans a visit to each who is ticked', async () => {
    const user = userEvent.setup();
    render(Nearby);
    await user.type(await screen.findByLabelText('From'), 'Leipzig{Enter}');
    const rows = await waitFor(() => {
      const found = screen.getAllByRole('listitem');
      expect(found.length).toBeGreaterThan(1);
      return found;
    });
    for (const box of screen.queryAllByRole('checkbox', { checked: true })) await user.click(box);
    rows[0]?.focus();
    await user.keyboard('x');
    await user.keyboard('j');
    await user.keyboard('x');
    await user.click(screen.getByRole('button', { name: 'Plan 2 visits' }));
    await waitFor(() => expect(visits()).toHaveLength(2));
    expect(visits()[0]).toMatchObject({ channel: 'visit', dueDate: '2026-11-22' });
    await waitFor(() => expect(toasts.list.at(-1)?.text).toContain('2 visits are planned'));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(stand.calls.filter((call) => call.name === 'operations.undo'), 'one step back takes the whole tour back').toHaveLength(1));
  });

  it('starts from somebody, by the town they live in, on a map too', async () => {
    const customer = stand.backend.data.customer?.[0] as { id: string };
    go({ screen: 'nearby', params: { customerId: customer.id } });
    render(Nearby);
    await waitFor(() => expect(stand.calls.findLast((call) => call.name === 'nearby.map')?.payload).toMatchObject({ place: '', customerId: customer.id }));
    expect(await screen.findByRole('img', { name: /^Map of/ }), 'the map says how many it shows').toBeTruthy();
  });

  it('shows nobody around the last place beside a place that is refused, and tells of a guess', async () => {
    const user = userEvent.setup();
    stand.answer('nearby.map', ({ place }) => {
      if (place === 'Atlantis') throw { code: 'invalid', message: 'Atlantis is not known.', field: 'place' };
      return { ...(stand.backend.call('nearby.map', { place: 'Leipzig', customerId: null, km: 25, limit: 9 }) as object), about: place === '02134' };
    });
    render(Nearby);
    const field = await screen.findByLabelText('From');
    const look = async (place: string) => { await user.clear(field); await user.type(field, `${place}{Enter}`); };
    await look('02134');
    await screen.findByText(/every distance, is a guess/);
    await screen.findByRole('button', { name: /Print the list/ });
    await look('Atlantis');
    await screen.findByText('Atlantis is not known.');
    expect(screen.queryByRole('button', { name: /Print the list/ }), 'the visits of the last place are not those of this one').toBeNull();
    await look('Leipzig');
    await screen.findByRole('button', { name: /Print the list/ });
    expect(screen.queryByText(/every distance, is a guess/)).toBeNull();
  });

  it('says beside the field when a place is not known, and keeps what was typed', async () => {
    const user = userEvent.setup();
    render(Nearby);
    await user.type(await screen.findByLabelText('From'), 'Atlantis{Enter}');
    expect(await screen.findByText(/“Atlantis” is not known/)).toBeTruthy();
    expect((screen.getByLabelText('From') as HTMLInputElement).value).toBe('Atlantis');
  });
});
