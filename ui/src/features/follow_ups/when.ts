/** When a follow-up is due that may name another zone than that of the owner's wall. */
import { dayOf, timeOfDay } from '../../i18n/format';
import { currentZone, wallTime, whenOnWall } from '../../i18n/zone';

interface When {
  dueDate: string;
  dueTime: string;
  dueZone?: string;
}

/** Its day ('YYYY-MM-DD') and time ('HH:MM', or nothing) here. */
export function dueHere({ dueDate, dueTime, dueZone = '' }: When): { day: string; time: string } {
  const moment = dueTime === '' || dueZone === '' || dueZone === currentZone() ? null : whenOnWall(dueDate, dueTime, dueZone);
  if (moment === null) return { day: dueDate, time: dueTime };
  return { day: dayOf(moment.toISOString()), time: wallTime(moment) };
}

/** Its time here, and behind it the one agreed upon with somebody elsewhere: '16:30 (0:30 Tokyo)'. */
export function dueTimeOf(when: When): string {
  const { dueTime, dueZone = '' } = when;
  const town = dueTime === '' || dueZone === currentZone() ? '' : (dueZone.split('/').at(-1)?.replaceAll('_', ' ') ?? '');
  return [timeOfDay(dueHere(when).time), town === '' ? '' : `(${timeOfDay(dueTime)} ${town})`].filter(Boolean).join(' ');
}
