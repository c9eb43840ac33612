import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { catalogues, setLanguage, t, type Language } from '../../src/i18n';
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
