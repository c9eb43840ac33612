/** The repetitions people ask for, as RRULE text; others are kept as they are. */
import { t } from '../../i18n';
import { weekdayLong } from '../../i18n/format';

export const LAST_DAY = 'FREQ=MONTHLY;BYMONTHDAY=-1';
export const REPETITIONS = ['', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY', LAST_DAY, 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=MONTHLY;INTERVAL=6', 'FREQ=YEARLY'];

/** A rule that counts from the day it was done. */
export interface AfterDone {
  count: number;
  unit: 'DAILY' | 'WEEKLY' | 'MONTHLY';
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

/** The rule as one that counts from when it was done, if it is one. */
export function afterDone(rule: string): AfterDone | null {
  const match = /^FREQ=(DAILY|WEEKLY|MONTHLY)(?:;INTERVAL=(\d+))?;X-FROM=DONE$/.exec(plain(rule));
  return match === null ? null : { unit: match[1] as AfterDone['unit'], count: Number(match[2] ?? 1) };
}

export function writeAfterDone({ count, unit }: AfterDone): string {
  return `FREQ=${unit};INTERVAL=${Math.max(1, count)};X-FROM=DONE`;
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

/** A rule in words. */
export function recurrenceLabel(rule: string): string {
  const done = afterDone(rule);
  if (done !== null) return t('repeat.afterDone', { count: done.count, unit: done.unit });
  const nth = nthWeekday(rule);
  if (nth !== null) return t('repeat.nth', { nth: String(nth.nth), day: weekdayName(nth.day) });
  switch (plain(rule)) {
    case '':
      return t('repeat.never');
    case 'FREQ=DAILY':
      return t('repeat.daily');
    case 'FREQ=WEEKLY':
      return t('repeat.weekly');
    case 'FREQ=WEEKLY;INTERVAL=2':
      return t('repeat.everyWeeks', { count: 2 });
    case 'FREQ=MONTHLY':
      return t('repeat.monthly');
    case LAST_DAY:
      return t('repeat.lastDay');
    case 'FREQ=MONTHLY;INTERVAL=3':
      return t('repeat.everyMonths', { count: 3 });
    case 'FREQ=MONTHLY;INTERVAL=6':
      return t('repeat.everyMonths', { count: 6 });
    case 'FREQ=YEARLY':
      return t('repeat.yearly');
    default:
      return t('repeat.own', { rule });
  }
}
