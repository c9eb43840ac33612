/** Which columns a list shows at first, and how wide they are; the person may choose others. */
import type { FieldSpec, Kind, KindSpec } from '../../api/generated';
import type { GridColumn } from '../../components/grid';
import { fieldLabel } from './labels';

/** The field a list is led by; it is never hidden. */
export const TITLE_FIELD: Partial<Record<Kind, string>> = { customer: 'name', product: 'name', sale: 'number', receipt: 'number', follow_up: 'subject', campaign: 'name', deal: 'title', case: 'subject', track: 'name' };

/** Columns at first, the most telling ones first: those that do not fit are left out from the end. */
const PREFERRED: Partial<Record<Kind, string[]>> = {
  customer: ['lifetimeValue', 'lastSale', 'nextFollowUp', 'salesCount', 'balance', 'role', 'number'],
  product: ['price', 'unit', 'category', 'productKind', 'taxRate', 'active'],
  sale: ['customerId', 'total', 'date', 'status', 'due', 'dueDate', 'channel'],
  receipt: ['customerId', 'amount', 'date', 'method', 'unallocated', 'reference'],
  follow_up: ['customerId', 'dueDate', 'priority', 'channel', 'assignee'],
  track: ['stopOnAnswer', 'tags'],
  deal: ['customerId', 'stageName', 'amount', 'nextStepOn', 'expectedClose', 'weighted', 'owner', 'status'],
  case: ['promised', 'customerId', 'status', 'caseKind', 'priority', 'assignee', 'productId', 'received', 'number'],
  campaign: ['status', 'targetCount', 'sentCount', 'respondedCount', 'revenue', 'startDate', 'endDate'],
};

/** So many columns come before those of the owner's own fields. */
const TELLING = 3;

/** How a list is sorted before anybody asks. */
export const FIRST_SORT: Partial<Record<Kind, { name: string; descending: boolean }>> = {
  customer: { name: 'name', descending: false },
  product: { name: 'name', descending: false },
  sale: { name: 'date', descending: true },
  receipt: { name: 'date', descending: true },
  follow_up: { name: 'dueDate', descending: false },
  track: { name: 'name', descending: false },
  deal: { name: 'nextStepOn', descending: false },
  case: { name: 'promised', descending: false },
  campaign: { name: 'createdAt', descending: true },
};

const RIGHT = new Set(['money', 'price', 'decimal', 'percent', 'int']);
const SHOWABLE = new Set(['text', 'int', 'decimal', 'price', 'percent', 'money', 'date', 'partialDate', 'instant', 'bool', 'time', 'choice', 'ref', 'tags', 'parts', 'choices', 'files']);
const WIDTH: Record<string, number> = { money: 124, price: 112, decimal: 96, percent: 90, int: 96, date: 118, bool: 86, choice: 112, instant: 150, ref: 150, time: 86, files: 150 };

/** About the room that a heading takes with its arrow, so that long German words are not cut; very long ones still are. */
const labelWidth = (label: string) => Math.min(160, Math.round(label.length * 6.8) + 40);

/** Every field that may stand in a column. */
export function possibleColumns(spec: KindSpec): FieldSpec[] {
  return spec.fields.filter((field) => (SHOWABLE.has(field.type) || field.format === 'address') && field.name !== TITLE_FIELD[spec.kind] && field.name !== 'lines' && field.name !== 'id');
}

/** Types of a value that is changed in its place; the others need the room of a form. */
const IN_PLACE = new Set(['text', 'int', 'decimal', 'price', 'percent', 'money', 'date', 'choice', 'bool']);

/** Whether a field's value can be changed in the list itself; the declaration decides. */
export function editableInPlace(field: FieldSpec | undefined): field is FieldSpec {
  return field !== undefined && IN_PLACE.has(field.type) && !field.readOnly && !field.computed;
}

/** The columns of a list: the title, then the person's choice or the usual ones. */
export function listColumns(spec: KindSpec, chosen: string[] | null): GridColumn[] {
  const title = TITLE_FIELD[spec.kind] ?? 'name';
  const possible = possibleColumns(spec);
  const listed = possible.filter((field) => field.listed);
  // What the owner wants to see in lists stands behind the most telling columns, where it is not the first to be left out.
  const preferred = PREFERRED[spec.kind];
  const usual = preferred === undefined ? listed.map((field) => field.name) : [...preferred.slice(0, TELLING), ...listed.filter((field) => field.label !== undefined).map((field) => field.name), ...preferred.slice(TELLING)];
  const names = chosen ?? usual;
  const fields = names.map((name) => possible.find((field) => field.name === name)).filter((field) => field !== undefined);
  return [
    { name: title, label: fieldLabel(spec.kind, title), min: spec.kind === 'sale' ? 150 : 180, grow: spec.kind === 'sale' ? 1.4 : 3, align: 'left', sortable: true },
    ...fields.map((field) => ({
      name: field.name,
      label: fieldLabel(spec.kind, field.name),
      min: Math.max(field.name === 'promised' ? 244 : (WIDTH[field.type] ?? 130), labelWidth(fieldLabel(spec.kind, field.name))),
      grow: field.type === 'ref' || field.type === 'text' || field.format === 'address' || field.type === 'tags' || field.type === 'files' ? 1.4 : 0.6,
      align: RIGHT.has(field.type) ? ('right' as const) : ('left' as const),
      sortable: field.type !== 'parts' && field.type !== 'tags' && field.type !== 'choices' && field.type !== 'files',
    })),
  ];
}
