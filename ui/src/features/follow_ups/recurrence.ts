/** The repetitions people ask for, as RRULE text; others are kept as they are. */
import { t } from '../../i18n';
import { list, weekdayLong } from '../../i18n/format';

export const LAST_DAY = 'FREQ=MONTHLY;BYMONTHDAY=-1';
export const REPETITIONS = ['', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', LAST_DAY, 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=MONTHLY;INTERVAL=6', 'FREQ=YEARLY'];

/** So many of something; what was typed and is no number stays, so that the core refuses it. */
export interface Interval {
  count: string | number | null;
  unit: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
}

/** A rule for a weekday of the month, such as the second Tuesday; -1 is the last. */
export interface NthWeekday {
  nth: number;
  day: string;
}

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
export const NTHS = [1, 2, 3, 4, -1];
/** A Monday, from which the names of the weekdays are taken. */
const MONDAY = 5;

const plain = (rule: string) => rule.replace(/^RRULE:/, '');

const INTERVAL = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=([^;]*))?(;X-FROM=DONE)?$/;

function interval(rule: string, fromDone: boolean): Interval | null {
  const match = INTERVAL.exec(plain(rule));
  if (match === null || (match[3] !== undefined) !== fromDone) return null;
  const count = match[2] ?? '1';
  return { unit: match[1] as Interval['unit'], count: count === '' ? null : isCount(count) ? Number(count) : count };
}

const writeInterval = ({ count, unit }: Interval) => `FREQ=${unit};INTERVAL=${String(count ?? '').replaceAll(';', ' ')}`;

/** Whether something can come back after so many. */
export function isCount(count: Interval['count']): boolean {
  return /^[1-9]\d{0,3}$/.test(String(count ?? ''));
}

/** The rule as one that counts from when it was done, if it is one. */
export function afterDone(rule: string): Interval | null {
  return interval(rule, true);
}

export function writeAfterDone(from: Interval): string {
  return `${writeInterval(from)};X-FROM=DONE`;
}

/** The rule as one that counts so many days, weeks, months or years by the calendar, if it is one. */
export function everySo(rule: string): Interval | null {
  return interval(rule, false);
}

export function writeEverySo(every: Interval): string {
  return writeInterval(every);
}

/** The rule as one for a weekday of the month, if it is one. */
export function nthWeekday(rule: string): NthWeekday | null {
  const match = /^FREQ=MONTHLY;BYDAY=(-?\d)([A-Z]{2})$/.exec(plain(rule));
  return match === null ? null : { nth: Number(match[1]), day: match[2] ?? 'MO' };
}

export function writeNthWeekday({ nth, day }: NthWeekday): string {
  return `FREQ=MONTHLY;BYDAY=${nth}${day}`;
}

/** 'TU' → 'Tuesday', in the person's language. */
export function weekdayName(day: string): string {
  return weekdayLong(`2026-01-${String(MONDAY + WEEKDAYS.indexOf(day)).padStart(2, '0')}`);
}

/** 'FREQ=WEEKLY;BYDAY=MO,TH' as its days, as calendars of other programs write it. */
function weekdays(rule: string): { count: number; days: string[] } | null {
  const parts = new Map(plain(rule).split(';').filter((part) => !part.startsWith('WKST=')).map((part) => part.split('=') as [string, string]));
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const known = ['FREQ', 'INTERVAL', 'BYDAY'];
  if (parts.get('FREQ') !== 'WEEKLY' || days.length === 0 || days.some((day) => !WEEKDAYS.includes(day)) || [...parts.keys()].some((key) => !known.includes(key))) return null;
  return { count: Number(parts.get('INTERVAL') ?? 1), days };
}

/** A rule in words. */
export function recurrenceLabel(rule: string): string {
  if (plain(rule) === '') return t('repeat.never');
  if (plain(rule) === LAST_DAY) return t('repeat.lastDay');
  const done = afterDone(rule);
  if (done !== null && isCount(done.count)) return t('repeat.afterDone', { count: Number(done.count), unit: done.unit });
  const every = everySo(rule);
  if (every !== null && isCount(every.count)) return t('repeat.every', { count: Number(every.count), unit: every.unit });
  const nth = nthWeekday(rule);
  if (nth !== null) return t('repeat.nth', { nth: String(nth.nth), day: weekdayName(nth.day) });
  const week = weekdays(rule);
  if (week !== null) return t('repeat.onDays', { every: t('repeat.every', { count: week.count, unit: 'WEEKLY' }), days: list(week.days.map(weekdayName)) });
  return t('repeat.own', { rule });
}
