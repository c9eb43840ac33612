/** Names of kinds, fields and choices in the person's language, from the declarations of the core. */
import { tMaybe } from '../../i18n';
import type { FieldSpec, Kind, KindSpec } from '../../api/generated';

/** What the owner calls the fields of their own, and under which headings, by kind and name. */
let ownLabels = new Map<string, string>();

/** Takes in the names of the owner's own fields; they and their words are said as they were typed. */
export function adoptLabels(kinds: KindSpec[]): void {
  ownLabels = new Map();
  for (const { kind, fields } of kinds) {
    for (const { name, section, label } of fields) {
      if (label === undefined) continue;
      ownLabels.set(`${kind}.${name}`, label);
      if (section !== 'custom') ownLabels.set(`${kind}#${section}`, section);
    }
  }
}

/** 'nextFollowUp' → 'Next follow up': what stands where a field has no message yet. */
export function humanise(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A field's name; parts are asked for as 'phones.number'. Fields that every record has share their names. */
export function fieldLabel(kind: Kind, name: string): string {
  return ownLabels.get(`${kind}.${name}`) ?? tMaybe(`field.${kind}.${name}`, tMaybe(`field.any.${name}`, humanise(name.split('.').pop() ?? name)));
}

export function sectionLabel(kind: Kind, section: string): string {
  return ownLabels.get(`${kind}#${section}`) ?? tMaybe(`section.${kind}.${section}`, tMaybe(`section.any.${section}`, humanise(section)));
}

/** A choice's name: first as this field's own, then as one that several fields share. */
export function choiceLabel(kind: Kind, field: string, value: string): string {
  if (value === '') return '';
  if (ownLabels.has(`${kind}.${field}`)) return value;
  return tMaybe(`choice.${kind}.${field}.${value}`, tMaybe(`choice.any.${value}`, humanise(value)));
}

export function choiceOptions(kind: Kind, spec: FieldSpec, path = spec.name): { value: string; label: string }[] {
  return spec.choices.map((value) => ({ value, label: choiceLabel(kind, path, value) }));
}

/** The field a refusal is about, as the window names it; the part of a list counts as its list. */
export function fieldOf(failure: { field: string | null } | null): string | null {
  const field = failure?.field?.split(/[.[]/)[0];
  return field === undefined ? null : field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Which part of a list a failure is about, as the window names it: `relations.1.customerId`. */
export function partOf(failure: { field: string | null } | null): string | null {
  return failure?.field?.includes('.') ? failure.field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : null;
}

/** Parts and fields of the declarations that are numbers to call or addresses to write to; the owner's own fields say so themselves. */
const FORMATS: Record<string, NonNullable<FieldSpec['format']>> = { 'phones.number': 'phone', 'emails.address': 'email', website: 'link' };

/** What is written in a field of text: words, a telephone number, an address. */
export function formatOf(spec: FieldSpec, path = spec.name): NonNullable<FieldSpec['format']> {
  return spec.format ?? FORMATS[path] ?? 'plain';
}
