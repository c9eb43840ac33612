import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/features/records/nearness';

const PRODUCTS = [
  ['Bar stool', 'CHR-STO-BAR'],
  ['Chair re-glued', 'REP-GLU'],
  ['Cutting board, oak end grain', 'GIF-BOA-OAK'],
  ['Oak dining table', 'TAB-OAK'],
  ['Rocking chair', 'CHR-ROC'],
] as const;
const found = (typed: string) => nearest([...PRODUCTS], typed, ([name]) => name, ([, sku]) => sku).map(([name]) => name);

describe('a search for what is picked', () => {
  it('offers first what begins with the letters, since Enter takes it', () => {
    expect(found('oak d')[0], 'an invoice with another product is worse than another letter').toBe('Oak dining table');
    expect(found('chair').slice(0, 2)).toEqual(['Chair re-glued', 'Rocking chair']);
    expect(found('oak end')[0], 'the words of a name come before its letters').toBe('Cutting board, oak end grain');
    expect(found('chr').slice(0, 2), 'whoever knows the code finds it').toEqual(['Bar stool', 'Rocking chair']);
  });

  it('keeps the order where nothing is nearer, and offers no more than can be read', () => {
    expect(found('')).toEqual(PRODUCTS.map(([name]) => name));
    expect(nearest(Array.from({ length: 40 }, (_, index) => String(index)), '', (one) => one, () => '')).toHaveLength(8);
  });
});
