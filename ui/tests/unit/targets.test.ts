import { describe, expect, it } from 'vitest';
import { findTargets, NOWHERE } from '../../src/features/exchange/targets';

const TARGETS = [
  { path: 'addresses.city', label: 'Address: City' },
  { path: 'city', label: 'City' },
  { path: 'capacity', label: 'Capacity' },
  { path: 'name', label: 'Größe' },
];
const found = (typed: string, now?: string) => findTargets(TARGETS, typed, now, (path) => (path === 'city' ? 'Ort' : undefined));
const ids = (typed: string, now?: string) => found(typed, now).map((one) => one.id);

describe('where a column can go', () => {
  it('is found best by the beginning of its name, then of a word in it, then by any part', () => {
    expect(ids('city')).toEqual(['city', 'addresses.city', 'capacity']);
    expect(ids('city addr'), 'the words in any order').toEqual(['addresses.city']);
  });

  it('is found without the marks that a keyboard may lack', () => {
    expect(ids('gros').length + ids('größ').length, 'ß stays ß').toBe(1);
    expect(ids('gro')).toEqual(['name']);
  });

  it('begins with the present choice, so that Enter in an opened list keeps it', () => {
    expect(ids('', 'capacity').slice(0, 2)).toEqual(['capacity', NOWHERE]);
    expect(ids('').at(0), 'a column that goes nowhere stays there').toBe(NOWHERE);
    expect(ids('', 'capacity').length, 'nothing is offered twice').toBe(TARGETS.length + 1);
  });

  it('says which column a field would be taken from', () => {
    expect(found('city')[0]?.detail).toBe('Ort');
    expect(found('', 'city')[0]?.detail, 'not from itself').toBeUndefined();
  });
});
