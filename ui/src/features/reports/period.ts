/** The periods people ask for, as first and last day. */
import { t } from '../../i18n';

export const PERIODS = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear', 'last12', 'all', 'own'] as const;
export type PeriodName = (typeof PERIODS)[number];

const two = (part: number) => String(part).padStart(2, '0');

/** The day before the first of a month is the last of the one before. */
function day(year: number, month: number, dayOfMonth: number): string {
  const moment = new Date(Date.UTC(year, month, dayOfMonth));
  return `${moment.getUTCFullYear()}-${two(moment.getUTCMonth() + 1)}-${two(moment.getUTCDate())}`;
}

/** First and last day of a period, seen from a day; nothing for "all" and "own". */
export function periodRange(name: PeriodName, today: string): { from: string | null; to: string | null } {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const quarter = Math.floor(month / 3) * 3;
  switch (name) {
    case 'thisMonth':
      return { from: day(year, month, 1), to: day(year, month + 1, 0) };
    case 'lastMonth':
      return { from: day(year, month - 1, 1), to: day(year, month, 0) };
    case 'thisQuarter':
      return { from: day(year, quarter, 1), to: day(year, quarter + 3, 0) };
    case 'lastQuarter':
      return { from: day(year, quarter - 3, 1), to: day(year, quarter, 0) };
    case 'thisYear':
      return { from: day(year, 0, 1), to: day(year, 11, 31) };
    case 'lastYear':
      return { from: day(year - 1, 0, 1), to: day(year - 1, 11, 31) };
    case 'last12':
      return { from: day(year, month - 11, 1), to: day(year, month + 1, 0) };
    default:
      return { from: null, to: null };
  }
}

/** The periods for a choice. */
export function periodOptions(): { value: string; label: string }[] {
  return PERIODS.map((name) => ({ value: name, label: t(`period.${name}`) }));
}
