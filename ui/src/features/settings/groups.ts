/** Which part of the settings shows a field; the core's section says it, and money is divided further. */
import type { FieldSpec } from '../../api/generated';
import type { SettingsPart } from './parts';

const PAYMENT = /^(paymentTerms|dunning|reminder|iban|bic|bank|accountHolder)/;
const BOOKS = /^(closed|account|datev|fiscal)/;
/** Fields that have an editor of their own. */
const OWN = new Set(['language', 'taxRates', 'closedUntil', 'customerNoun', 'customerNouns']);

export function partOf(field: FieldSpec): SettingsPart | string {
  if (field.section !== 'money') return field.section;
  return PAYMENT.test(field.name) ? 'payment' : BOOKS.test(field.name) ? 'accounting' : 'money';
}

/** The plain fields of a part. */
export function fieldsOf(part: SettingsPart, fields: FieldSpec[]): FieldSpec[] {
  return fields.filter((field) => partOf(field) === part && !field.readOnly && !OWN.has(field.name));
}
