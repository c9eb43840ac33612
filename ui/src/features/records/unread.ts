/**
 * What was typed into a field of this window of which the field could not make a value, said while the form is filled in.
 * A field hands such words on as they were typed, so whatever is not in the one form that a date, a time or a number has on
 * the wire is told here; what a value may be, once it is one, is the core's to say.
 */
import type { FieldSpec } from '../../api/generated';
import { t } from '../../i18n';
import { readTime, toCalendar } from '../../i18n/format';

/** Why a value of a field cannot be read; null when it can. */
export function unread(spec: Pick<FieldSpec, 'type'>, value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const typed = value.trim();
  switch (spec.type) {
    case 'date':
      return toCalendar(typed) === undefined ? t('form.noDate', { typed }) : null;
    case 'time':
      return readTime(typed) === null ? t('form.noTime', { typed }) : null;
    case 'int':
    case 'money':
    case 'decimal':
    case 'price':
    case 'percent':
      return /^[+-]?\d+(\.\d+)?$/.test(typed) ? null : t('form.noNumber', { typed });
    default:
      return null;
  }
}
