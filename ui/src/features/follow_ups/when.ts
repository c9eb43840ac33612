/** The time at which a follow-up is due, with the town that its zone is named for where that is not here. */
import { timeOfDay } from '../../i18n/format';

export function dueTimeOf({ dueTime, dueZone }: { dueTime: string; dueZone?: string }): string {
  const town = (dueZone ?? '').split('/').at(-1)?.replaceAll('_', ' ') ?? '';
  return [timeOfDay(dueTime), dueTime === '' || town === '' ? '' : `(${town})`].filter(Boolean).join(' ');
}
