/** Names of what an import can bring in. */
import type { Kind } from '../../api/generated';
import { fieldLabel } from '../records/labels';
import { t, tMaybe } from '../../i18n';

/** What a file can hold, in the words of the import command. */
export const IMPORTS = ['customer', 'product', 'sale', 'follow_up', 'case'];

/** The kind a file's rows become; 'follow_ups' and 'follow_up' are the same. */
export function kindOf(as: string): Kind {
  return as.replace(/s$/, '') as Kind;
}

/** 'phones[2].number' or 'first_name' in the person's words; the core's own label where there are none. */
export function fieldPathLabel(as: string, path: string, label: string): string {
  const number = /\[(\d+)\]/.exec(path)?.[1];
  const counted = (text: string) => (number === undefined || number === '1' ? text : `${text} (${number})`);
  const special = tMaybe(`import.place.${path.replace(/\[\d+\]/g, '')}`, '');
  if (special !== '') return counted(special);
  if (path.startsWith('customer.')) return t('import.ofCustomer', { field: fieldPathLabel('customer', path.slice('customer.'.length), label) });
  const kind = kindOf(as);
  const names = path.replace(/\[\d+\]/g, '').split('.').map((part) => part.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  const key = names.join('.');
  const known = tMaybe(`field.${kind}.${key}`, tMaybe(`field.any.${key}`, ''));
  if (known === '') return label || fieldLabel(kind, key);
  const text = names.length > 1 ? `${fieldLabel(kind, names[0] ?? '')}: ${known}` : known;
  return counted(text);
}
