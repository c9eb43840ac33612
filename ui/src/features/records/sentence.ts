/** Conditions said as a sentence, with the names, choices and amounts that the window itself uses. */
import type { Kind } from '../../api/generated';
import { t } from '../../i18n';
import { date, decimal, decimalGrouped, integer, list, minorDigits, money, unitPrice } from '../../i18n/format';
import { session } from '../app/session.svelte';
import { askableFields, askedField, needsValue, operatorLabel, readConditions, type Askable } from './filter';
import { choiceLabel } from './labels';

/** A day relative to today as the filter language writes it, in words; any other text stays as it is. */
export function relativeDay(written: string): string {
  const match = /^today(?:([+-])(\d+)([dy]))?$/.exec(written);
  if (match === null) return written;
  if (match[1] === undefined) return t('relative.today');
  const count = Number(match[2]);
  if (match[3] === 'y') return match[1] === '-' ? t('relative.yearsAgo', { count }) : written;
  return match[1] === '-' ? t('relative.daysAgo', { count }) : t('relative.inDays', { count });
}

function valueWords(kind: Kind, field: Askable, value: string): string {
  const number = /^-?\d+(\.\d+)?$/.test(value);
  switch (field.spec.type) {
    case 'money':
      return number ? money(Math.round(Number(value) * 10 ** minorDigits())) : value;
    case 'int':
      return number ? integer(Number(value)) : value;
    case 'price':
      return number ? unitPrice(value) : value;
    case 'decimal':
      return number && field.spec.unit !== undefined ? `${decimalGrouped(value)} ${field.spec.unit}` : decimalGrouped(value);
    case 'percent':
      return number ? `${decimal(value)} %` : value;
    case 'date':
    case 'instant':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : relativeDay(value);
    case 'bool':
      return value === 'true' || value === 'yes' ? t('common.yes') : value === 'false' || value === 'no' ? t('common.no') : value;
    case 'choice':
    case 'choices':
      return choiceLabel(kind, field.choicePath, value);
    default:
      return value;
  }
}

/** The sentence, or null when the text says more than the window can; the core's own sentence then serves. */
export function saidConditions(kind: Kind, text: string): string | null {
  const read = readConditions(text);
  if (read === null || read.list.length === 0) return null;
  const fields = askableFields(session.spec(kind));
  const parts: string[] = [];
  for (const condition of read.list) {
    const field = askedField(fields, condition.field);
    if (field === undefined) return null;
    parts.push([field.label, operatorLabel(condition.op, field.spec), ...(needsValue(condition.op) ? [valueWords(kind, field, condition.value)] : [])].join(' '));
  }
  return list(parts, read.join === 'and' ? 'conjunction' : 'disjunction');
}
