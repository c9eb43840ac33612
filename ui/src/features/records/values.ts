/** How a record's values are shown and compared, decided by their declared type alone. */
import type { FieldSpec, KeptFile, Kind, KindSpec } from '../../api/generated';
import { date, decimal, decimalGrouped, instant, integer, money, none, partialDate, unitPrice } from '../../i18n/format';
import { t } from '../../i18n';
import { choiceLabel, fieldLabel } from './labels';
import type { Tone } from '../../components/Badge.svelte';
import type { GridColumn } from '../../components/grid';

/** A record as it comes over the wire. */
export type Values = Record<string, unknown> & { id: string };

/** So many are offered where one is picked by typing. */
export const OFFERED = 8;

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The currency of a record's amount: a document has its own, and what it comes to in the book's beside it; undefined for the book's. */
export function currencyOf(kind: Kind, name: string, record: Record<string, unknown>): string | undefined {
  return kind === 'sale' && !/(^|\.)book[A-Z]/.test(name) && typeof record.currency === 'string' && record.currency !== '' ? record.currency : undefined;
}

function partText(kind: Kind, spec: FieldSpec, part: unknown, titles: Record<string, string>, record: Record<string, unknown>): string {
  if (typeof part !== 'object' || part === null) return String(part);
  const values = part as Record<string, unknown>;
  // What is only true or not is said by its name, or not at all: a lonely “no” in a list of values says nothing.
  return spec.part
    .filter((inner) => !inner.computed && inner.name !== 'e164' && !isEmpty(values[inner.name]) && values[inner.name] !== false)
    .map((inner) => (inner.type === 'bool' ? fieldLabel(kind, `${spec.name}.${inner.name}`) : valueText(kind, inner, values[inner.name], titles, record, `${spec.name}.${inner.name}`)))
    .join(', ');
}

/** One value as text; `record` is what it belongs to, for amounts that are not in the book's currency. */
export function valueText(kind: Kind, spec: FieldSpec, value: unknown, titles: Record<string, string> = {}, record: Record<string, unknown> = {}, path = spec.name): string {
  if (isEmpty(value)) return spec.type === 'bool' ? t('common.no') : none();
  switch (spec.type) {
    case 'money':
      return money(Number(value), currencyOf(kind, path, record));
    case 'price':
      return unitPrice(String(value));
    case 'decimal':
      return spec.unit === undefined ? decimalGrouped(String(value)) : `${decimalGrouped(String(value))} ${spec.unit}`;
    case 'percent':
      return `${decimal(String(value))} %`;
    case 'int':
      return integer(Number(value));
    case 'date':
      return date(String(value));
    case 'partialDate':
      return partialDate(String(value));
    case 'instant':
      return instant(String(value));
    case 'bool':
      return value === true ? t('common.yes') : t('common.no');
    case 'choice':
      return choiceLabel(kind, path, String(value));
    case 'choices':
      return (value as string[]).map((one) => choiceLabel(kind, path, one)).join(', ');
    case 'tags':
      return (value as string[]).join(', ');
    case 'ref':
      return titles[String(value)] ?? t('common.unknownRecord');
    case 'files':
      return (value as KeptFile[]).map((file) => file.name).join(', ');
    case 'parts':
      return (value as unknown[]).map((part) => partText(kind, spec, part, titles, record)).join(' · ');
    default:
      return String(value);
  }
}

/** A value in the history, where the field may not be declared any more. */
export function historyText(kind: Kind, fields: FieldSpec[], name: string, value: unknown, titles: Record<string, string>, record: Record<string, unknown> = {}): string {
  const spec = fields.find((field) => field.name === name);
  // References come with their names already said, since the records may be gone.
  if (spec?.type === 'ref' && typeof value === 'string') return titles[value] ?? value;
  if (spec !== undefined) return valueText(kind, spec, value, titles, record);
  return isEmpty(value) ? none() : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** True when two wire values are the same. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** Only what differs from the record as it was read; that is what is sent. Nothing typed and nothing there are the same. */
export function changes(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !same(before[name], value) && !(isEmpty(before[name]) && isEmpty(value))));
}

const TONES: Record<string, Tone> = {
  paid: 'ok', open: 'warn', draft: 'neutral', cancelled: 'neutral', high: 'bad', running: 'info', done: 'ok', planned: 'neutral',
  prospect: 'info', supplier: 'neutral', partner: 'accent', reseller: 'accent', credit_note: 'warn', quote: 'info', won: 'ok', lost: 'neutral', hot: 'bad', warm: 'warn', cold: 'info',
  new: 'info', waiting: 'neutral', resolved: 'ok', closed: 'neutral', urgent: 'bad', complaint: 'warn',
};

/** The colour that goes with a choice, where it helps. */
export function choiceTone(value: string): Tone {
  return TONES[value] ?? 'neutral';
}

/** The address that a browser opens for what was typed as a link; null for what is none. */
export function pageAddress(typed: string): string | null {
  const text = typed.trim();
  if (/^https?:\/\/\S+$/i.test(text)) return text;
  return /^[^\s:/@]+\.[^\s:@]+$/.test(text) ? `https://${text}` : null;
}

/** The words a record is called by. */
export function titleOf(kind: Kind, record: Record<string, unknown>): string {
  const text = (name: string) => (typeof record[name] === 'string' ? (record[name] as string) : '');
  switch (kind) {
    case 'sale':
      return text('number') || t('sale.unnumbered', { kind: choiceLabel('sale', 'documentKind', text('documentKind')) });
    case 'case':
      return text('subject') || text('number');
    case 'follow_up':
      return text('subject') || fieldLabel('follow_up', 'subject');
    case 'deal':
      return text('title') || t('common.unnamed');
    case 'interaction':
      return text('summary') || choiceLabel('interaction', 'channel', text('channel'));
    default:
      return text('name') || text('number') || text('sku') || t('common.unnamed');
  }
}

/** Lines of cells with tabs between them, the way a spreadsheet takes them from the clipboard; the first has the headings. */
export function tabbed(headings: string[], rows: string[][]): string {
  return [headings, ...rows].map((cells) => cells.map((text) => text.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** Records as a table of the columns that are seen, under their headings. */
export function asTable(kind: Kind, spec: KindSpec, rows: Values[], columns: Pick<GridColumn, 'name' | 'label'>[], titles: Record<string, string>): string {
  const cell = (row: Values, name: string) => {
    const field = spec.fields.find((candidate) => candidate.name === name);
    const title = name === 'number' && kind === 'sale' ? titleOf(kind, row) : null;
    return title ?? (field === undefined || isEmpty(row[name]) ? '' : valueText(kind, field, row[name], titles, row));
  };
  return tabbed(columns.map((column) => column.label), rows.map((row) => columns.map((column) => cell(row, column.name))));
}
