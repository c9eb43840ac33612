/** Conditions picked in the window, written in the core's filter language; the core reads, checks and explains them. */
import type { FieldSpec, Kind, KindSpec } from '../../api/generated';
import { fieldLabel } from './labels';
import { t, type MessageKey } from '../../i18n';
import { fit, folded } from '../../i18n/fold';

export interface Condition {
  field: string;
  op: string;
  value: string;
}

/** Conditions that must all hold, or of which one must. */
export interface Conditions {
  join: 'and' | 'or';
  list: Condition[];
}

export const NO_CONDITIONS: Conditions = { join: 'and', list: [] };

/** A field one can ask for, also inside the parts of a list. */
export interface Askable {
  /** As the filter language writes it: snake_case, parts after a dot. */
  path: string;
  label: string;
  spec: FieldSpec;
  choicePath: string;
}

const ASKABLE = new Set(['text', 'longText', 'int', 'decimal', 'price', 'percent', 'money', 'date', 'instant', 'bool', 'choice', 'choices', 'tags', 'partialDate', 'time', 'files']);

/** 'lastSale' → 'last_sale'. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Every field of a kind that a condition can be put on. */
export function askableFields(spec: KindSpec): Askable[] {
  const found: Askable[] = [];
  for (const field of spec.fields) {
    // What a record leads to is asked for by its name; what only rules lead to says nothing to a person.
    if (ASKABLE.has(field.type) || (field.type === 'ref' && !field.readOnly)) found.push({ path: snake(field.name), label: fieldLabel(spec.kind, field.name), spec: field, choicePath: field.name });
    // A file is asked for by its name, which is the condition on the field itself.
    for (const part of field.type === 'files' ? [] : field.part) {
      if (!ASKABLE.has(part.type) || part.readOnly || part.computed) continue;
      const path = `${field.name}.${part.name}`;
      found.push({ path: `${snake(field.name)}.${snake(part.name)}`, label: `${fieldLabel(spec.kind, field.name)}: ${fieldLabel(spec.kind, path)}`, spec: part, choicePath: path });
    }
  }
  return found.sort((a, b) => a.label.localeCompare(b.label));
}

/**
 * The fields that answer what was typed, the best first. With nothing typed all of them, the one now chosen first, so that
 * Enter changes nothing; those that the owner has added come after the others, where they are found together.
 */
export function fieldsFor(fields: Askable[], typed: string, now = ''): Askable[] {
  const wanted = folded(typed.trim());
  const own = (field: Askable) => Number(field.spec.label !== undefined);
  if (wanted === '') return fields.toSorted((a, b) => Number(b.path === now) - Number(a.path === now) || own(a) - own(b));
  return fields.filter((field) => fit(field.label, wanted) < 3).sort((a, b) => fit(a.label, wanted) - fit(b.label, wanted) || own(a) - own(b));
}

const DATE_OPS = ['<', '<=', '=', '>=', '>', 'is empty', 'is not empty'];
const NUMBER_OPS = ['>=', '<=', '>', '<', '=', '!=', 'is empty', 'is not empty'];
const TEXT_OPS = ['contains', '=', '!=', 'starts', 'is empty', 'is not empty'];
const CHOICE_OPS = ['=', '!='];
const FILE_OPS = ['contains', 'is empty', 'is not empty'];

/** The operators that make sense for a field, the likeliest first. */
export function operators(spec: FieldSpec): string[] {
  switch (spec.type) {
    case 'date':
    case 'instant':
      return DATE_OPS;
    case 'int':
    case 'decimal':
    case 'price':
    case 'percent':
    case 'money':
      return NUMBER_OPS;
    case 'choice':
      return spec.required ? CHOICE_OPS : [...CHOICE_OPS, 'is empty', 'is not empty'];
    case 'files':
      return FILE_OPS;
    // What was never said is not false but empty, so "no" is asked for as "is not yes".
    case 'bool':
      return ['=', '!='];
    default:
      return TEXT_OPS;
  }
}

const OP_KEYS: Record<string, MessageKey> = {
  '=': 'op.eq', '!=': 'op.ne', '<': 'op.lt', '<=': 'op.le', '>': 'op.gt', '>=': 'op.ge',
  contains: 'op.contains', starts: 'op.starts', 'is empty': 'op.empty', 'is not empty': 'op.notEmpty',
};
const DATE_OP_KEYS: Record<string, MessageKey> = { '<': 'op.before', '<=': 'op.onOrBefore', '=': 'op.on', '>=': 'op.onOrAfter', '>': 'op.after' };

/** An operator in words. */
export function operatorLabel(op: string, spec: FieldSpec): string {
  const key = (spec.type === 'date' || spec.type === 'instant' ? DATE_OP_KEYS[op] : undefined) ?? OP_KEYS[op];
  return key === undefined ? op : t(key);
}

export function needsValue(op: string): boolean {
  return op !== 'is empty' && op !== 'is not empty';
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A number as it stands in a condition: one with three decimals gets a fourth, for `1.125` alone would be a thousand where points part thousands. */
export function conditionNumber(canonical: string): string {
  return /^-?\d+\.\d{3}$/.test(canonical) ? `${canonical}0` : canonical;
}

/** Whether a condition says all that it needs; until then it is left out. */
export function isWhole(condition: Condition): boolean {
  return condition.field !== '' && (!needsValue(condition.op) || condition.value.trim() !== '');
}

/** The conditions as text; those not filled in yet are left out. */
export function writeConditions(conditions: Conditions): string {
  return conditions.list
    .filter(isWhole)
    .map((condition) => (needsValue(condition.op) ? `${condition.field} ${condition.op} ${quoted(condition.value.trim())}` : `${condition.field} ${condition.op}`))
    .join(` ${conditions.join} `);
}

const ONE = /^\s*([a-z][a-z0-9_.]*)\s*(?:(is not empty|is empty)|(!=|<=|>=|=|<|>|contains|starts)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()"']+))\s*/;

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

/** What people write in capitals to make it stand out; within quotation marks everything stays as it is. */
const LOUD = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\b(?:AND|OR|NOT|IS|EMPTY|CONTAINS|STARTS)\b/g;

/** The words of the filter language as the core writes them. */
export function quietWords(text: string): string {
  return text.replace(LOUD, (found: string, quote: string | undefined) => quote ?? found.toLowerCase());
}

/** The field that a condition names, also one of the parts of a list by its own name alone, as the core finds it. */
export function askedField(fields: Askable[], path: string): Askable | undefined {
  return fields.find((field) => field.path === path) ?? fields.find((field) => field.path.endsWith(`.${path}`));
}

/** Text as rows that can be picked: every field, comparison and choice of it is one that the rows offer. Null for anything else. */
export function pickedConditions(text: string, spec: KindSpec): Conditions | null {
  const read = readConditions(text);
  if (read === null) return null;
  const fields = askableFields(spec);
  const list: Condition[] = [];
  for (const condition of read.list) {
    const field = askedField(fields, condition.field);
    if (field === undefined || !operators(field.spec).includes(condition.op)) return null;
    if (field.spec.type === 'choice' && needsValue(condition.op) && !field.spec.choices.includes(condition.value)) return null;
    list.push({ ...condition, field: field.path });
  }
  return { ...read, list };
}

/** Reads text back into the builder's rows, or null when it says more than rows can show. */
export function readConditions(text: string): Conditions | null {
  let rest = quietWords(text);
  const list: Condition[] = [];
  let join: 'and' | 'or' | null = null;
  while (rest.trim() !== '') {
    const match = ONE.exec(rest);
    if (match === null) return null;
    list.push({ field: match[1] ?? '', op: match[2] ?? match[3] ?? '', value: unquoted(match[4] ?? '') });
    rest = rest.slice(match[0].length);
    if (rest === '') break;
    const word = /^(and|or)\s/.exec(rest);
    if (word === null) return null;
    const found = word[1] as 'and' | 'or';
    if (join !== null && join !== found) return null;
    join = found;
    rest = rest.slice(word[0].length);
    if (rest.trim() === '') return null;
  }
  return { join: join ?? 'and', list };
}

/** A first condition for a field. */
export function newCondition(spec: KindSpec, kind: Kind): Condition {
  const first: Partial<Record<Kind, string>> = { customer: 'last_sale', sale: 'status', product: 'category', follow_up: 'due_date', campaign: 'status' };
  const fields = askableFields(spec);
  const field = fields.find((candidate) => candidate.path === first[kind]) ?? fields[0];
  return { field: field?.path ?? '', op: field === undefined ? '=' : (operators(field.spec)[0] ?? '='), value: '' };
}
