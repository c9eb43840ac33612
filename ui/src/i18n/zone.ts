/** The owner's wall: the clock that days and times of the book go by, wherever this computer stands. */
import { fromDate, getLocalTimeZone, parseDateTime, toZoned, type ZonedDateTime } from '@internationalized/date';

let named = '';

/** The zone that the settings name; an empty one means this computer's. */
export function setZone(zone: string): void {
  named = zone;
}

/** The zone of the wall, such as 'Europe/Berlin'. */
export function currentZone(): string {
  return named === '' ? getLocalTimeZone() : named;
}

/** An instant as the wall shows it. */
export function onWall(moment: Date): ZonedDateTime {
  return fromDate(moment, currentZone());
}

/** The time of an instant on the wall, as 'HH:MM'. */
export function wallTime(moment: Date): string {
  const { hour, minute } = onWall(moment);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** When the wall shows this day ('YYYY-MM-DD') and time ('HH:MM'), or nothing where there is no such day or time. An hour that a change of clocks leaves out counts as the one after it. */
export function whenOnWall(day: string, time: string): Date | null {
  try {
    return toZoned(parseDateTime(`${day}T${time}`), currentZone()).toDate();
  } catch {
    return null;
  }
}
