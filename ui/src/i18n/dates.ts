/** Dates as people type them, in the order and the words of the language. */
import { CalendarDate, parseDate } from '@internationalized/date';
import { folded } from './fold';
import { currentLocale, t } from './index';
import { addDays, daysBetween, monthName, weekdayLong } from './format';

type Part = 'day' | 'month' | 'year';

/** In which order the parts of a date stand here, and what stands between them. */
function shape(): { type: string; value: string }[] {
  return new Intl.DateTimeFormat(currentLocale(), { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' })
    .formatToParts(new Date(Date.UTC(2001, 1, 3)))
    // Marks that only turn the direction of writing are none that anybody types.
    .map(({ type, value }) => ({ type, value: value.replace(/[\u200e\u200f]/g, '') }));
}

const isPart = (type: string): type is Part => type === 'day' || type === 'month' || type === 'year';

/** '2026-03-05' → "05/03/2026" in the order of the language; what is no date stays as it is. */
export function dateTyped(value: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (match === null) return value;
  const [, year = '', month = '', day = ''] = match;
  const parts = { year, month, day };
  return shape().map((part) => (isPart(part.type) ? parts[part.type] : part.value)).join('');
}

/** "dd/mm/yyyy" in the language's order and letters. */
export function datePattern(): string {
  const letters = { day: t('date.dd'), month: t('date.mm'), year: t('date.yyyy') };
  return shape().map((part) => (isPart(part.type) ? letters[part.type] : part.value)).join('');
}

function order(): Part[] {
  return shape().map((part) => part.type).filter(isPart);
}

/** The day as 'YYYY-MM-DD', unless there is no such day. */
function day(year: number, month: number, dayOfMonth: number): string | null {
  if (month < 1 || month > 12 || dayOfMonth < 1) return null;
  // A calendar moves the 31st of June to the 30th; nobody who types it means that.
  const made = new CalendarDate(year, month, dayOfMonth);
  return made.day === dayOfMonth && made.month === month ? made.toString() : null;
}

/** Two digits are a year of this century, unless that would lie far ahead. */
function century(typed: string, today: string): number | null {
  if (typed.length === 4) return Number(typed) >= 1000 ? Number(typed) : null;
  if (typed.length !== 2) return null;
  const year = 2000 + Number(typed);
  return year > Number(today.slice(0, 4)) + 30 ? year - 100 : year;
}

/** The day of this name that lies nearest to today: in November, the 5th of March is the next one. */
function nearest(month: number, dayOfMonth: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const days = [year, year + 1, year - 1].map((each) => day(each, month, dayOfMonth)).filter((each) => each !== null);
  return days.sort((one, other) => Math.abs(daysBetween(today, one)) - Math.abs(daysBetween(today, other)))[0] ?? null;
}

const plain = (text: string) => folded(text).replaceAll('.', '');

/** "in 3 weeks", "in 2 Monaten", "next week": as the language itself tells a time from now. */
function apart(typed: string, today: string): string | null {
  const told = plain(typed).replace(/\s+/g, ' ');
  const count = Number(/\d{1,3}/.exec(told)?.[0] ?? 1);
  const says = new Intl.RelativeTimeFormat(currentLocale(), { numeric: /\d/.test(told) ? 'always' : 'auto' });
  for (const unit of ['day', 'week', 'month', 'year'] as const) {
    for (const many of [count, -count]) {
      if (plain(says.format(many, unit)) === told) return parseDate(today).add({ [`${unit}s`]: many }).toString();
    }
  }
  return null;
}

/** "tomorrow", "fri", "+3": a day told from today. */
function fromToday(typed: string, today: string): string | null {
  const step = /^([+-])\s*(\d{1,3})$/.exec(typed);
  if (step !== null) return addDays(today, Number(`${step[1]}${step[2]}`));
  const word = plain(typed);
  if (word.length < 2 || /\d/.test(word)) return null;
  const told = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
  for (const days of [0, 1, -1, 2, -2]) if (plain(told.format(days, 'day')).startsWith(word)) return addDays(today, days);
  for (let days = 1; days <= 7; days += 1) if (plain(weekdayLong(addDays(today, days))).startsWith(word)) return addDays(today, days);
  return null;
}

/** "5 March", "Mar 5, 2027": the month by its name, or by as much of it as nobody else has. */
function withMonth(typed: string, today: string): string | null {
  const words = plain(typed).split(/[^\p{L}\d]+/u).filter((word) => word !== '');
  const name = words.find((word) => /^\p{L}{3,}$/u.test(word));
  const numbers = words.filter((word) => /^\d+$/.test(word));
  if (name === undefined || numbers.length < 1 || numbers.length > 2 || numbers.length + 1 !== words.length) return null;
  const months = Array.from({ length: 12 }, (_, index) => index + 1).filter((month) => plain(monthName(month)).startsWith(name));
  const [month] = months;
  const [first = '', second] = numbers;
  if (months.length !== 1 || month === undefined || first.length > 2) return null;
  if (second === undefined) return nearest(month, Number(first), today);
  const year = century(second, today);
  return year === null ? null : day(year, month, Number(first));
}

/**
 * Reads a date as people type it ("5.3.", "5/3/27", "050327", "2027-03-05", "5 March", "tomorrow", "fri", "+3", "in 3 weeks") as
 * 'YYYY-MM-DD', or null when it is none. What has no year lies as near to today as it can.
 */
export function readDate(typed: string, today: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})[-./\s](\d{1,2})[-./\s](\d{1,2})$/.exec(text);
  if (iso !== null) return Number(iso[1]) >= 1000 ? day(Number(iso[1]), Number(iso[2]), Number(iso[3])) : null;
  const told = fromToday(text, today) ?? apart(text, today) ?? withMonth(text, today);
  if (told !== null) return told;
  const together = /^(?:\d{4}|\d{6}|\d{8})$/.test(text);
  const parts = order();
  const pieces: string[] = [];
  if (together) {
    let at = 0;
    for (const part of parts) {
      const width = part === 'year' ? text.length - 4 : 2;
      if (width > 0) pieces.push(text.slice(at, at + width));
      at += width;
    }
  } else {
    if (!/^\d+(?:\s*[-./\s]\s*\d+){0,2}\s*\.?$/.test(text)) return null;
    pieces.push(...text.split(/[^\d]+/).filter((piece) => piece !== ''));
  }
  if (pieces.some((piece) => piece.length > 4)) return null;
  const [year, month] = today.split('-').map(Number) as [number, number, number];
  if (pieces.length === 1) return (pieces[0] ?? '').length <= 2 ? day(year, month, Number(pieces[0])) : null;
  const names = pieces.length === 3 ? parts : parts.filter((part) => part !== 'year');
  const at = Object.fromEntries(names.map((part, index) => [part, pieces[index] ?? ''])) as Record<Part, string | undefined>;
  if ((at.day?.length ?? 3) > 2 || (at.month?.length ?? 3) > 2) return null;
  if (at.year === undefined) return nearest(Number(at.month), Number(at.day), today);
  const full = century(at.year, today);
  return full === null ? null : day(full, Number(at.month), Number(at.day));
}
