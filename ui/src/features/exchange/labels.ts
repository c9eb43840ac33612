/** Names of what an import can bring in. */
import type { Kind } from '../../api/generated';
import { fieldLabel } from '../records/labels';
import { tMaybe } from '../../i18n';

/** What a file can hold, in the words of the import command. */
export const IMPORTS = ['customers', 'products', 'sales', 'follow_ups'];

/** 'follow_ups' → 'follow_up'. */
export function kindOf(as: string): Kind {
  return as.replace(/s$/, '') as Kind;
}

/** 'emails.0.address' or 'first_name' in the person's words; the core's own label where there are none. */
export function fieldPathLabel(as: string, path: string, label: string): string {
  const kind = kindOf(as);
  const parts = path.replace(/\[(\d+)\]/g, '.$1').split('.').map((part) => part.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  const names = parts.filter((part) => !/^\d+$/.test(part));
  const number = parts.find((part) => /^\d+$/.test(part));
  const key = names.join('.');
  const known = tMaybe(`field.${kind}.${key}`, tMaybe(`field.any.${key}`, ''));
  if (known === '') return label || fieldLabel(kind, key);
  const outer = names.length > 1 ? `${fieldLabel(kind, names[0] ?? '')}: ${known}` : known;
  return number === undefined ? outer : `${outer} (${Number(number) + 1})`;
}
