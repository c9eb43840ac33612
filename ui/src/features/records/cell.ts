/** What the cells of a list say where words are enough; all others are drawn by RecordCell. */
import type { Case, FieldSpec, Kind } from '../../api/generated';
import type { CellWords, GridColumn } from '../../components/grid';
import { date, instant, relativeDate } from '../../i18n/format';
import { promiseOf } from '../cases/promise';
import { TITLE_FIELD } from './columns';
import { isEmpty, valueText, type Values } from './values';

const EMPTY: CellWords = { text: '–', tone: 'quiet' };

/**
 * The words of a cell; nothing where it is more than words, which depends on its column alone, so that a row that is
 * handed on while scrolling keeps its elements and changes their words only.
 */
export function cellWords(kind: Kind, field: FieldSpec | undefined, row: Values, column: GridColumn, titles: Record<string, string>, today: string): CellWords | null {
  if (column.name === TITLE_FIELD[kind] || field?.type === 'choice' || field?.type === 'tags') return null;
  const value = row[column.name];
  if (field === undefined || isEmpty(value)) return EMPTY;
  if (kind === 'case' && field.name === 'promised') {
    const promise = promiseOf(row as unknown as Case, today);
    return { text: promise?.text ?? '–', title: instant(String(value)), tone: promise?.late === true ? 'late' : undefined };
  }
  const late = row.late === column.name ? 'late' : undefined;
  if (field.type === 'date') return { text: relativeDate(String(value), today), title: date(String(value)), tone: late };
  const text = valueText(kind, field, value, titles, row);
  return { text, title: text, tone: late ?? ((field.type === 'money' || field.computed) && value === 0 ? 'quiet' : undefined) };
}
