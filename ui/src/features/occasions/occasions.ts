/** Birthdays and anniversaries between two days, as the calendar shows them; which there are and when is the core's to say. */
import { rpc } from '../../api/rpc';
import type { TodayOccasion } from '../../api/generated';
import type { CalendarItem } from '../../components/calendar';
import { t } from '../../i18n';
import { pageHref } from '../customers/page';

/** What an occasion is called in a chip: whose, and which one where it is known. */
export function occasionWords({ name, what, years, reason }: Pick<TodayOccasion, 'name' | 'what' | 'years' | 'reason'>): string {
  if (what === 'anniversary') return `${name}. ${reason}`;
  return years == null || years === 0 ? t('occasion.birthdayOf', { name }) : t('occasion.birthdayTurns', { name, count: years });
}

/** The chips of a period. */
export async function occasionsBetween(from: string, to: string): Promise<CalendarItem[]> {
  const { occasions } = await rpc('occasions.list', { from, to });
  return occasions.map((one) => ({ id: `${one.what}-${one.customerId}-${one.on}`, day: one.on, time: '', title: occasionWords(one), detail: '', tone: 'occasion', fixed: true, href: pageHref(one.customerId) }));
}
