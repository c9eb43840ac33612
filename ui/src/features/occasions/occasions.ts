/** Birthdays and anniversaries between two days, as the calendar shows them. */
import { rpc } from '../../api/rpc';
import type { Customer, TodayOccasion } from '../../api/generated';
import type { CalendarItem } from '../../components/calendar';
import { t } from '../../i18n';
import { pageHref } from '../customers/page';
import { birthdayIn } from './birthday';

/** More birthdays than this in one month are not read in a calendar; those who bought most come first. */
const MOST = 120;

function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let [year, month] = from.split('-').map(Number) as [number, number]; ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    months.push(name);
  }
}

/** What a birthday is called in a chip: whose, and which one where it is known. */
export function birthdayWords(name: string, turns: number | null): string {
  return turns === null || turns === 0 ? t('occasion.birthdayOf', { name }) : t('occasion.birthdayTurns', { name, count: turns });
}

function chip(customerId: string, what: TodayOccasion['what'], day: string, title: string): CalendarItem {
  return { id: `${what}-${customerId}-${day}`, day, time: '', title, detail: '', tone: 'occasion', fixed: true, href: pageHref(customerId) };
}

/** The chips of a period. Anniversaries are told for the days that the core looks ahead. */
export async function occasionsBetween(from: string, to: string): Promise<CalendarItem[]> {
  const [today, ...pages] = await Promise.all([
    rpc('today.get', {}),
    ...monthsOf(from, to).map(async (month) => {
      const page = await rpc('records.list', { kind: 'customer', where: `birthday contains "-${month.slice(5)}-"`, sort: 'lifetimeValue', descending: true, offset: 0, limit: MOST });
      return (page.rows as Customer[]).flatMap((customer) => {
        const birthday = birthdayIn(customer.birthday, Number(month.slice(0, 4)));
        return birthday === null ? [] : [chip(customer.id, 'birthday', birthday.day, birthdayWords(customer.name, birthday.turns))];
      });
    }),
  ]);
  const anniversaries = (today.occasions ?? []).filter((one) => one.what === 'anniversary').map((one) => chip(one.customerId, one.what, one.on, `${one.name}. ${one.reason}`));
  return [...pages.flat(), ...anniversaries].filter((item) => item.day >= from && item.day <= to);
}
