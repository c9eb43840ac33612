/** Reminders of follow-ups: how long before, and until when they are put off. */
import { getDayOfWeek } from '@internationalized/date';
import { rpc } from '../../api/rpc';
import { t } from '../../i18n';
import { onWall } from '../../i18n/zone';
import { attempt } from '../app/writes';

/** Minutes before, as people ask for them. */
export const REMINDERS = [0, 10, 60, 1440, 10_080];

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** '1 hour before'. */
export function reminderLabel(minutes: number): string {
  if (minutes === 0) return t('reminder.atTime');
  if (minutes % WEEK === 0) return t('reminder.weeks', { count: minutes / WEEK });
  if (minutes % DAY === 0) return t('reminder.days', { count: minutes / DAY });
  if (minutes % HOUR === 0) return t('reminder.hours', { count: minutes / HOUR });
  return t('reminder.minutes', { count: minutes });
}

/** The hour at which a day begins for reminders, and that of an evening. */
const MORNING = 9;
const EVENING = 18;

function at(now: Date, days: number, hour: number): Date {
  return onWall(now).add({ days }).set({ hour, minute: 0, second: 0, millisecond: 0 }).toDate();
}

/** Until when a reminder can be put off, on the owner's wall. */
export function snoozeTimes(now: Date): { label: string; until: Date }[] {
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const today = onWall(now);
  const toMonday = 7 - getDayOfWeek(today, 'en', 'mon');
  return [
    { label: t('snooze.minutes', { count: 10 }), until: later(10) },
    { label: t('snooze.hour'), until: later(HOUR) },
    ...(today.hour < EVENING - 1 ? [{ label: t('snooze.evening'), until: at(now, 0, EVENING) }] : []),
    { label: t('snooze.tomorrow'), until: at(now, 1, MORNING) },
    { label: t('snooze.monday'), until: at(now, toMonday, MORNING) },
  ];
}

/** Waits with a reminder; its day stays. */
export function snooze(id: string, until: Date): Promise<boolean> {
  return attempt(() => rpc('followUps.snooze', { id, until: until.toISOString() }));
}
