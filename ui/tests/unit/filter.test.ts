import { describe, expect, it } from 'vitest';
import { conditionNumber, quietWords, askableFields, fieldsFor, isWhole, readConditions, snake, writeConditions, type Askable, type Conditions } from '../../src/features/records/filter';
import { bothOf } from '../../src/features/records/views.svelte';
import type { FieldSpec, KindSpec } from '../../src/api/generated';
// @ts-expect-error The fixture is plain JavaScript, shared with the browser tests.
import { kinds } from '../fixture/schema.mjs';
// @ts-expect-error As above.
import { compile } from '../fixture/filter.mjs';

describe('a condition that is not finished', () => {
  it('is none yet: it is neither asked nor counted', () => {
    const unfinished = { field: 'last_sale', op: '<', value: ' ' };
    expect(isWhole(unfinished)).toBe(false);
    expect(isWhole({ ...unfinished, op: 'is empty' }), 'which needs no value').toBe(true);
    expect(writeConditions({ join: 'and', list: [unfinished] })).toBe('');
  });
});

describe('the field of a condition', () => {
  const field = (label: string, own = false): Askable => ({ path: label.toLowerCase(), label, spec: { type: 'text', ...(own ? { label } : {}) } as FieldSpec, choicePath: '' });
  const fields = ['Article', 'City', 'Boat', 'Postal code', 'Tier'].map((label) => field(label, label === 'Article' || label === 'Boat'));
  const named = (typed: string, now?: string) => fieldsFor(fields, typed, now).map((one) => one.label);

  it('is found by typing, as the beginning of a name first', () => {
    expect(named('ti')).toEqual(['Tier', 'Article']);
    expect(named('code'), 'by any word of it').toEqual(['Postal code']);
    expect(named('nothing like it')).toEqual([]);
  });

  it('is one of the program before one of the owner’s own, and the one now chosen before all', () => {
    expect(named('')).toEqual(['City', 'Postal code', 'Tier', 'Article', 'Boat']);
    expect(named('', 'tier')[0], 'opening the list and pressing Enter changes nothing').toBe('Tier');
  });
});

describe('conditions', () => {
  it('are read back as they were written, whatever was typed', () => {
    for (const value of ['Berlin', 'New "York"', 'a\\b', "O'Brien", 'x and y or z', '(1)', 'today-90d']) {
      const conditions: Conditions = { join: 'or', list: [{ field: 'addresses.city', op: '=', value }, { field: 'last_sale', op: 'is empty', value: '' }] };
      expect(readConditions(writeConditions(conditions)), value).toEqual(conditions);
    }
  });

  it('write a fraction of three decimals so that nobody reads a thousand', () => {
    expect(['1.125', '-1.125', '1.12', '1000', '0.5'].map(conditionNumber)).toEqual(['1.1250', '-1.1250', '1.12', '1000', '0.5']);
  });

  it('leave out rows that are not filled in', () => {
    expect(writeConditions({ join: 'and', list: [{ field: 'tier', op: '=', value: ' ' }, { field: 'tier', op: 'is not empty', value: '' }] })).toBe('tier is not empty');
  });

  it('that rows cannot show are left as text', () => {
    for (const text of ['(a = 1 or b = 2) and c = 3', 'not a = 1', 'a = 1 and b = 2 or c = 3', 'a in (x, y)', 'a =', 'a = 1 and']) expect(readConditions(text), text).toBeNull();
    expect(readConditions('  ')).toEqual({ join: 'and', list: [] });
  });

  it('go together without changing their meaning', () => {
    expect(bothOf('', 'a = 1')).toBe('a = 1');
    expect(bothOf('a = 1 or b = 2', 'c = 3')).toBe('(a = 1 or b = 2) and (c = 3)');
    expect(compile(bothOf('role = prospect or role = partner', 'tier = A'))({ role: 'prospect', tier: 'B' })).toBe(false);
  });

  it('can be put on the fields inside lists', () => {
    const customer = (kinds as KindSpec[]).find((spec) => spec.kind === 'customer') as KindSpec;
    const paths = askableFields(customer).map((field) => field.path);
    expect(paths).toContain('addresses.postal_code');
    expect(paths).toContain('last_sale');
    expect(paths, 'the international form is computed').not.toContain('phones.e164');
    expect(snake('lifetimeValue')).toBe('lifetime_value');
  });

  it('are understood in capitals, and words within quotation marks stay as they are', () => {
    expect(quietWords('city = "AND" AND NOT (tags CONTAINS vip OR tier IS EMPTY)')).toBe('city = "AND" and not (tags contains vip or tier is empty)');
    expect(readConditions('city = Berlin AND last_sale IS NOT EMPTY')).toEqual({ join: 'and', list: [{ field: 'city', op: '=', value: 'Berlin' }, { field: 'last_sale', op: 'is not empty', value: '' }] });
  });
});
