/** When a follow-up is due that may name another zone than that of the owner's wall; the core works out when that is here. */
import { timeOfDay } from '../../i18n/format';

interface When {
  dueDate: string;
  dueTime: string;
  dueZone?: string;
  /** Day and time here, where that is not what is written. */
  here?: { dueDate: string; dueTime: string } | null;
}

/** Its day ('YYYY-MM-DD') and time ('HH:MM', or nothing) here. */
export function dueHere({ dueDate, dueTime, here }: When): { day: string; time: string } {
  return { day: here?.dueDate ?? dueDate, time: here?.dueTime ?? dueTime };
}

/** Its time here, and behind it the one agreed upon with somebody elsewhere: '16:30 (0:30 Tokyo)'. */
export function dueTimeOf(when: When): string {
  const { dueTime, dueZone = '', here } = when;
  const town = here == null ? '' : (dueZone.split('/').at(-1)?.replaceAll('_', ' ') ?? '');
  return [timeOfDay(dueHere(when).time), town === '' ? '' : `(${timeOfDay(dueTime)} ${town})`].filter(Boolean).join(' ');
}
