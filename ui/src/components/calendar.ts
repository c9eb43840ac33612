/** The arithmetic of a calendar: which days a view shows, and how one turns from page to page. */
import { parseDate } from '@internationalized/date';

export type CalendarView = 'month' | 'week' | 'agenda';

export interface CalendarItem {
  id: string;
  /** 'YYYY-MM-DD' */
  day: string;
  /** 'HH:MM', or nothing for the whole day. */
  time: string;
  title: string;
  detail: string;
  tone: 'plain' | 'late' | 'high' | 'done' | 'occasion' | 'repeat';
  /** It belongs to its day and cannot be moved to another, such as a birthday. */
  fixed?: boolean;
  /** The thing that is opened in its place: a coming day of a series is no thing of its own yet. */
  opens?: string;
  /** Where it leads when it is not opened beside the calendar. */
  href?: string;
}

/** Days in an agenda. */
export const AGENDA_DAYS = 14;
/** Rows of a month, always the same so that the page does not jump. */
const MONTH_DAYS = 42;

/** The day of the week, 0 Sunday to 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay();
}

/** A day some days later. */
export function shift(day: string, days: number): string {
  return parseDate(day).add({ days }).toString();
}

/** The first day of the week a day lies in. */
export function weekOf(day: string, weekStart: number): string {
  return shift(day, -((weekdayOf(day) - weekStart + 7) % 7));
}

function run(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => shift(first, index));
}

/** Every day a view shows, in order. */
export function daysOf(view: CalendarView, anchor: string, weekStart: number): string[] {
  if (view === 'agenda') return run(anchor, AGENDA_DAYS);
  if (view === 'week') return run(weekOf(anchor, weekStart), 7);
  return run(weekOf(`${anchor.slice(0, 7)}-01`, weekStart), MONTH_DAYS);
}

/** The same place on the page before or after. */
export function turned(view: CalendarView, anchor: string, step: number): string {
  if (view === 'month') return parseDate(anchor).add({ months: step }).toString();
  return shift(anchor, step * (view === 'week' ? 7 : AGENDA_DAYS));
}

/** The items of a day: those with a time after those of the whole day, and of what is at one time that first which can be done now. */
export function itemsOn(items: CalendarItem[], day: string): CalendarItem[] {
  return items.filter((item) => item.day === day).sort((a, b) => a.time.localeCompare(b.time) || Number(a.tone === 'repeat') - Number(b.tone === 'repeat') || a.title.localeCompare(b.title));
}
