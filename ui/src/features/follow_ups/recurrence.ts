/** How something comes again, as RRULE text: read into parts that a form can show, put together again, and said in words. */
import { t } from '../../i18n';
import { date, list, weekday, weekdayLong, weekStart } from '../../i18n/format';

export const LAST_DAY = 'FREQ=MONTHLY;BYMONTHDAY=-1';
/** The repetitions people ask for; a click is enough for them. */
export const REPETITIONS = ['', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', LAST_DAY, 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=MONTHLY;INTERVAL=6', 'FREQ=YEARLY'];

export const UNITS = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Unit = (typeof UNITS)[number];
/** What was typed as a number; what is none stays as it is, so that the core refuses it. */
export type Count = string | number | null;

/** A rule without its end. Of a weekday and a day of the month there is one at most, and none is counted from when it was done. */
export interface Rule {
  unit: Unit;
  count: Count;
  /** Days of the week on which something comes that is counted in weeks. */
  days: string[] | null;
  /** A day of the month, or one of its weekdays, of what is counted in months. */
  nth: Nth | null;
  /** Counts from the day it was done instead of the day it was due. */
  fromDone: boolean;
  /** Where the week begins, when another calendar said so; it tells every second week from the others. */
  week: string;
}

/** The second Tuesday of a month, or with `DAY` its second day; -1 is the last. */
export interface Nth {
  nth: number;
  day: string;
}

export type End = { kind: 'never' } | { kind: 'day'; day: string | null } | { kind: 'times'; times: Count };

export const DAY = 'DAY';
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WEEK_BEGINS = { mon: 'MO', sat: 'SA', sun: 'SU' } as const;
/** A Monday, from which the names of the weekdays are taken. */
const MONDAY = 5;

const plain = (rule: string) => rule.trim().replace(/^RRULE:/i, '');
const nameOf = (part: string) => part.split('=', 1)[0]?.trim().toUpperCase() ?? '';
const isEnd = (part: string) => ['UNTIL', 'COUNT'].includes(nameOf(part));
/** What was typed, without what would begin another part of the rule. */
const typed = (value: Count) => String(value ?? '').replaceAll(';', ' ');

/** Whether something can come after so many, or so many times. */
export function isCount(count: Count): boolean {
  return /^[1-9]\d{0,3}$/.test(String(count ?? ''));
}

function readCount(text: string): Count {
  return text === '' ? null : isCount(text) ? Number(text) : text;
}

/** The days of the week in the order in which a week goes where the person lives. */
export function weekdays(): string[] {
  const first = WEEKDAYS.indexOf(WEEK_BEGINS[weekStart()]);
  return [...WEEKDAYS.slice(first), ...WEEKDAYS.slice(0, first)];
}

/** The weekday of a day: '2026-11-24' → 'TU'. */
export function weekdayOf(day: string): string {
  return WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 'MO';
}

/** Which of its weekdays a day is in its month: '2026-11-24' → the fourth Tuesday. A fifth is the last. */
export function nthOf(day: string): Nth {
  const nth = Math.ceil(Number(day.slice(8, 10)) / 7);
  return { nth: nth > 4 ? -1 : nth, day: weekdayOf(day) };
}

const inWeek = (day: string) => `2026-01-${String(MONDAY + WEEKDAYS.indexOf(day)).padStart(2, '0')}`;

/** 'TU' → 'Tuesday', in the person's language. */
export function weekdayName(day: string): string {
  return day === DAY ? t('repeat.day') : weekdayLong(inWeek(day));
}

/** 'TU' → 'Tue'. */
export function weekdayShort(day: string): string {
  return weekday(inWeek(day));
}

/** A rule without its end as what a form can show, or null for one that is made otherwise. */
export function readRule(rule: string): Rule | null {
  const parts = new Map<string, string>();
  for (const part of plain(rule).split(';').filter((one) => one !== '' && !isEnd(one))) {
    parts.set(nameOf(part), part.split('=').slice(1).join('=').trim());
  }
  const take = (name: string) => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const unit = take('FREQ')?.toUpperCase() as Unit;
  const count = readCount(take('INTERVAL') ?? '1');
  const days = take('BYDAY')?.toUpperCase();
  const monthDay = take('BYMONTHDAY');
  const fromDone = take('X-FROM')?.toUpperCase() === 'DONE';
  const week = take('WKST')?.toUpperCase() ?? '';
  if (!UNITS.includes(unit) || parts.size > 0) return null;
  const whole: Rule = { unit, count, days: null, nth: null, fromDone, week };
  if (days === undefined && monthDay === undefined) return whole;
  if (fromDone || (days !== undefined && monthDay !== undefined)) return null;
  if (unit === 'WEEKLY' && days !== undefined) {
    const each = days === '' ? [] : days.split(',');
    return each.every((day) => WEEKDAYS.includes(day)) ? { ...whole, days: each } : null;
  }
  const nth = unit !== 'MONTHLY' ? null : days === undefined ? /^(\d\d?|-1)()$/.exec(monthDay ?? '') : /^([1-5]|-1)([A-Z]{2})$/.exec(days);
  return nth === null ? null : { ...whole, nth: { nth: Number(nth[1]), day: nth[2] || DAY } };
}

/** The rule of the parts, without an end. How many is written as it was typed. */
export function writeRule({ unit, count, days, nth, fromDone, week }: Rule): string {
  const parts = [`FREQ=${unit}`, `INTERVAL=${typed(count)}`];
  // "Every one" goes without saying where it says nothing that is being typed.
  if (count === 1 && (nth !== null || days !== null)) parts.pop();
  if (days !== null) parts.push(`BYDAY=${WEEKDAYS.filter((day) => days.includes(day)).join(',')}`);
  if (nth !== null) parts.push(nth.day === DAY ? `BYMONTHDAY=${nth.nth}` : `BYDAY=${nth.nth}${nth.day}`);
  if (week !== '') parts.push(`WKST=${week}`);
  if (fromDone) parts.push('X-FROM=DONE');
  return parts.join(';');
}

/** A rule without its end. */
export function withoutEnd(rule: string): string {
  return plain(rule).split(';').filter((part) => !isEnd(part)).join(';');
}

/** When a rule ends. */
export function endOf(rule: string): End {
  const part = plain(rule).split(';').find(isEnd);
  if (part === undefined) return { kind: 'never' };
  const value = part.split('=').slice(1).join('=').trim();
  if (nameOf(part) === 'COUNT') return { kind: 'times', times: readCount(value) };
  const day = /^(\d{4})(\d\d)(\d\d)/.exec(value);
  return { kind: 'day', day: day === null ? value || null : day.slice(1).join('-') };
}

/** The same rule with this end; one that does not come again has none. */
export function withEnd(rule: string, end: End): string {
  const open = withoutEnd(rule);
  if (open === '' || end.kind === 'never') return open;
  if (end.kind === 'times') return `${open};COUNT=${typed(end.times)}`;
  return `${open};UNTIL=${/^\d{4}-\d\d-\d\d$/.test(end.day ?? '') ? end.day?.replaceAll('-', '') : typed(end.day)}`;
}

function bodyLabel(rule: string): string {
  const one = readRule(rule);
  if (one === null || !isCount(one.count) || one.days?.length === 0) return t('repeat.own', { rule });
  const count = Number(one.count);
  if (one.fromDone) return t('repeat.afterDone', { count, unit: one.unit });
  const every = t('repeat.every', { count, unit: one.unit });
  if (one.days !== null) return t('repeat.onDays', { every, days: list(one.days.map(weekdayName)) });
  if (one.nth === null) return every;
  if (one.nth.day !== DAY) return t('repeat.nth', { every, nth: String(one.nth.nth), day: weekdayName(one.nth.day) });
  return one.nth.nth === -1 ? (count === 1 ? t('repeat.lastDay') : t('repeat.lastDayEvery', { every })) : t('repeat.monthDay', { every, nth: one.nth.nth });
}

/** A rule in words, with its end. */
export function recurrenceLabel(rule: string): string {
  const open = withoutEnd(rule);
  if (open === '') return t('repeat.never');
  const how = bodyLabel(open);
  const end = endOf(rule);
  if (end.kind === 'times' && isCount(end.times)) return t('repeat.times', { how, count: Number(end.times) });
  if (end.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(end.day ?? '')) return t('repeat.until', { how, day: date(end.day ?? '') });
  return how;
}

/** Whether the one that is planned is the last of its series. */
export function isLast(rule: string): boolean {
  const end = endOf(rule);
  return end.kind === 'times' && end.times === 1;
}
