import { afterEach, describe, expect, it } from 'vitest';
import type { KindSpec } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';
import { relativeDay, saidConditions } from '../../src/features/records/sentence';
import { settingOptions } from '../../src/features/settings/choices';
import { setLanguage } from '../../src/i18n';
import { setCurrency } from '../../src/i18n/format';
import { keyNames } from '../../src/i18n/keys';
// @ts-expect-error The fixture is plain JavaScript, shared with the browser tests.
import { kinds } from '../fixture/schema.mjs';

afterEach(() => setLanguage('en', 'GB'));

describe('a condition said as a sentence', () => {
  session.kinds = kinds as KindSpec[];

  it('uses the names, choices and amounts of the window, in its language', () => {
    setCurrency('EUR');
    setLanguage('de', 'DE');
    const said = saidConditions('customer', 'lifetime_value >= 1500 and role = customer')?.replace(/\s/g, ' ');
    expect(said, 'no word of the filter language is left in it').not.toMatch(/lifetime|customer|>=/);
    expect(said, 'an amount is written like every other amount').toContain('1.500,00 €');
    expect(said, 'two conditions that must both hold').toContain(' und ');
  });

  it('leaves to the core what rows cannot show', () => {
    expect(saidConditions('customer', 'not role = customer'), 'the core says it').toBeNull();
    expect(saidConditions('customer', 'no_such_field = 1')).toBeNull();
    expect(saidConditions('customer', '')).toBeNull();
  });

  it('says days relative to today in words', () => {
    setLanguage('en', 'GB');
    expect(relativeDay('today-90d')).toBe('90 days ago');
    expect(relativeDay('today+1y'), 'what has no words stays as it is').toBe('today+1y');
  });
});

describe('keys', () => {
  it('are named as they are printed on a German keyboard', () => {
    expect(keyNames('Ctrl Shift N')).toBe('Ctrl Shift N');
    setLanguage('de', 'DE');
    expect(keyNames('Ctrl Shift N')).toBe('Strg Umschalt N');
    expect(keyNames('G C'), 'letters stay letters').toBe('G C');
    expect(keyNames('Esc')).toBe('Esc');
  });
});

describe('settings kept as codes', () => {
  it('are picked by their names, and what stands in the book is never lost', () => {
    setLanguage('de', 'DE');
    expect(settingOptions('country', 'DE')?.find((one) => one.value === 'DE')?.label).toBe('Deutschland');
    expect(settingOptions('country', 'PE')?.some((one) => one.value === 'PE'), 'a country that is not offered stays chosen').toBe(true);
    expect(settingOptions('currency', 'XAF')?.[0]?.value).toBe('XAF');
    expect(settingOptions('zone', '')?.some((one) => one.value === 'Europe/Berlin')).toBe(true);
    expect(settingOptions('phone', ''), 'a telephone number is typed').toBeNull();
  });
});
