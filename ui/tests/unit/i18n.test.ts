import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogues, joined, setLanguage, t, tPlain, type Language } from '../../src/i18n';
import { arrowKeys } from '../../src/i18n/keys';
import { fieldLabel, humanise, sectionLabel, choiceLabel } from '../../src/features/records/labels';
import type { FieldSpec, Kind, KindSpec } from '../../src/api/generated';
// @ts-expect-error The fixture is plain JavaScript, shared with the browser tests.
import { kinds } from '../fixture/schema.mjs';

function argumentsOf(elements: MessageFormatElement[], found = new Set<string>()): Set<string> {
  for (const element of elements) {
    if ('value' in element && element.type !== 0 && typeof element.value === 'string') found.add(element.value);
    if ('options' in element) Object.values(element.options).forEach((option) => argumentsOf((option as { value: MessageFormatElement[] }).value, found));
  }
  return found;
}

describe('messages', () => {
  it('can all be parsed and take the same arguments in every language', () => {
    for (const [key, english] of Object.entries(catalogues.en)) {
      for (const language of Object.keys(catalogues) as Language[]) {
        const other = catalogues[language][key as keyof typeof catalogues.en];
        expect([...argumentsOf(parse(other))].sort(), `${key} in ${language}`).toEqual([...argumentsOf(parse(english))].sort());
      }
    }
  });

  it('are written once, since of two the first is silently lost', () => {
    const folder = join(import.meta.dirname, '../../src/i18n');
    for (const language of ['en', 'de']) {
      // The words an owner has for customers replace the usual ones on purpose.
      const files = readdirSync(folder).filter((name) => (name === `${language}.ts` || name.startsWith(`${language}.`)) && !name.includes('.nouns.'));
      const keys = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/^  '([^']+)':/gm)].map((found) => found[1]));
      expect(keys.length).toBeGreaterThan(1000);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index), language).toEqual([]);
    }
  });

  it('count in words', () => {
    expect(t('segment.count', { count: 1 })).toBe('1 customer');
    expect(t('segment.count', { count: 1200 })).toBe('1,200 customers');
  });

  it('name every declared field, section and choice', () => {
    const check = (kind: Kind, fields: FieldSpec[], prefix: string) => {
      for (const field of fields) {
        const path = `${prefix}${field.name}`;
        const named = `field.${kind}.${path}` in catalogues.en || `field.any.${path}` in catalogues.en;
        expect(named, `${kind}.${path} has no name; the window would say “${humanise(field.name)}”`).toBe(true);
        expect(fieldLabel(kind, path)).not.toBe('');
        for (const choice of field.choices) expect(choiceLabel(kind, path, choice), `${kind}.${path} = ${choice}`).not.toContain('_');
        check(kind, field.part, `${path}.`);
      }
    };
    for (const spec of kinds as KindSpec[]) {
      check(spec.kind, spec.fields, '');
      for (const section of spec.sections) expect(`section.${spec.kind}.${section}` in catalogues.en, sectionLabel(spec.kind, section)).toBe(true);
    }
  });
});

describe('a name that is read the other way than the sentence', () => {
  afterEach(() => setLanguage('en', 'GB'));

  it('keeps to itself, so that what follows it stays where it belongs', () => {
    expect(t('today.quietSubject', { name: 'שרה' }), 'the sentence goes on to the right of the name').toBe('Ask \u2068שרה\u2069 how they are');
    expect(joined(['שרה', '21 Nov 2026', null, '']), 'else the day would be read before the name').toBe('\u2068שרה\u2069 · 21 Nov 2026');
    expect(t('today.quietSubject', { name: t('today.quietSubject', { name: 'שרה' }) }).match(/\u2069/g)?.length, 'a sentence in a sentence is set apart as a whole').toBe(2);
    setLanguage('qps-plocm');
    expect(joined(['INV-1', 'שרה', '€9']), 'in Hebrew, it is the Latin letters that are').toBe('\u2068INV-1\u2069 · שרה · €9');
  });

  it('adds nothing where everything is read one way, nor to what is kept in the book', () => {
    expect(t('today.quietSubject', { name: 'Zoë Ångström' })).toBe('Ask Zoë Ångström how they are');
    expect(tPlain('today.quietSubject', { name: 'שרה' }), 'a search for it would not find a sign that nobody can type').toBe('Ask שרה how they are');
  });

  it('leaves an arrow of the keys where the eye goes on', () => {
    expect(arrowKeys('Ctrl →')).toBe('Ctrl →');
    setLanguage('qps-plocm');
    expect(arrowKeys('Ctrl →'), 'a column moves on to the left').toBe('Ctrl ←');
  });
});

describe('the made-up language of the tests', () => {
  it('names the section that every record has in the language of the window, not by its key', () => {
    expect(sectionLabel('follow_up', 'general')).toBe('Notes and tags');
    expect(catalogues.de).toHaveProperty(['section.any.general'], 'Notizen und Stichwörter');
  });

  it('reads from right to left and is longer, so that fixed widths and sides show', () => {
    setLanguage('qps-plocm');
    expect(document.documentElement.dir).toBe('rtl');
    expect(t('nav.customers').length).toBeGreaterThan('Customers'.length);
    setLanguage('en', 'GB');
    expect(document.documentElement.dir, 'a real language sets it back').toBe('ltr');
  });
});
