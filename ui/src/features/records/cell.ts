/** What the cells of a list say where words are enough; all others are drawn by RecordCell. */
import type { Case, FieldSpec, Kind } from '../../api/generated';
import type { CellWords, GridColumn } from '../../components/grid';
import { date, instant, relativeDate } from '../../i18n/format';
import { promiseOf } from '../cases/promise';
import { TITLE_FIELD } from './columns';
import { isEmpty, valueText, type Values } from './values';

const EMPTY: CellWords = { text: '–', tone: 'quiet' };

/** Roughly the width of a letter of a cell and what a column keeps free at its sides, in px. */
const LETTER = 9;
const SIDES = 28;

/**
 * How to say the cells of a column; nothing where they are more than words. Titles and the day are asked for with each
 * cell, because they change while the columns stay.
 */
export function wordsOf(kind: Kind, field: FieldSpec | undefined, column: GridColumn, titles: () => Record<string, string>, today: () => string): ((row: Values) => CellWords) | null {
  if (column.name === TITLE_FIELD[kind] || field?.type === 'choice' || field?.type === 'tags') return null;
  if (field === undefined) return () => EMPTY;
  const room = ((column.width ?? column.min) - SIDES) / LETTER;
  return (row) => {
    const words = cellWords(kind, field, row, column, titles(), today());
    // What is read in full anyway is not told again at the pointer.
    return words.title === words.text && words.text.length <= room ? { text: words.text, tone: words.tone } : words;
  };
}

function cellWords(kind: Kind, field: FieldSpec, row: Values, column: GridColumn, titles: Record<string, string>, today: string): CellWords {
  // What is agreed upon in another zone stands on its day here, in whose order the list is.
  const value = (row.here as Values | null | undefined)?.[column.name] ?? row[column.name];
  if (isEmpty(value)) return EMPTY;
  if (kind === 'case' && field.name === 'promised') {
    const promise = promiseOf(row as unknown as Case, today);
    return { text: promise?.text ?? '–', title: instant(String(value)), tone: promise?.late === true ? 'late' : undefined };
  }
  const late = row.late === column.name ? 'late' : undefined;
  if (field.type === 'date') return { text: relativeDate(String(value), today), title: date(String(value)), tone: late };
  // The lines of an address stand one behind the other where there is one line only.
  const text = valueText(kind, field, value, titles, row).replaceAll('\n', ', ');
  return { text, title: text, tone: late ?? ((field.type === 'money' || field.computed) && value === 0 ? 'quiet' : undefined) };
}
