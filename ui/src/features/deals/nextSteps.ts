/** Next steps of deals, as the calendar shows them; which there are is the core's to say. */
import { rpc } from '../../api/rpc';
import type { CalendarItem } from '../../components/calendar';
import { joined } from '../../i18n';
import { formatRoute } from '../../navigation.svelte';
import { session } from '../app/session.svelte';

/** The chips of a period and those that are late. Each leads to its deal, where another day can be set. */
export async function nextStepsBetween(from: string, to: string): Promise<CalendarItem[]> {
  const { steps } = await rpc('deals.nextSteps', { from, to });
  return steps.map((one) => ({ id: `next-${one.id}`, day: one.on, time: '', title: one.step || one.title, detail: joined([one.name, one.step === '' ? '' : one.title]), tone: one.on < session.today ? 'late' : 'plain', fixed: true, href: formatRoute({ screen: 'deals', id: one.id }) }));
}
