/** Where series of follow-ups go on, as the calendar shows it; on which days is the core's to say. */
import { rpc } from '../../api/rpc';
import type { CalendarItem } from '../../components/calendar';

/** The chips of a period. Each opens the follow-up that is to be done now, for only that one can be moved or done. */
export async function comingBetween(from: string, to: string): Promise<CalendarItem[]> {
  const { occurrences } = await rpc('followUps.occurrences', { from, to });
  return occurrences.map((one) => ({ id: `${one.followUpId}-${one.day}`, day: one.day, time: one.time, title: one.subject, detail: one.customer, tone: 'repeat', fixed: true, opens: one.followUpId }));
}
