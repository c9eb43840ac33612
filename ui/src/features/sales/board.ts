/** Open orders as a board: one column for each state an order comes through. */
import type { BoardColumn } from '../../components/board';
import type { Sale } from '../../api/generated';
import { joined, t } from '../../i18n';
import { money, relativeDate } from '../../i18n/format';
import { session } from '../app/session.svelte';
import { choiceLabel } from '../records/labels';

/** The states in the order an order comes through them. */
export const STAGES = ['open', 'part_delivered', 'delivered', 'invoiced'] as const;
export type Stage = (typeof STAGES)[number];

export const OPEN_ORDERS = 'document_kind = order and status = open and stage != invoiced';
/** What was finished lately stays in sight for a while. */
export const DONE_ORDERS = 'document_kind = order and status = open and stage = invoiced and date >= today-60d';

/** What a document comes to in the book's currency. */
const worth = (sale: Sale) => (sale.currency ? sale.bookTotal : sale.total);

/** What is ordered, in a line. */
function what(sale: Sale): string {
  const [first, ...others] = sale.lines;
  const name = first?.description || first?.sku || sale.number;
  return others.length === 0 ? name : t('sales.andMore', { first: name, count: others.length });
}

/** The columns with their cards. */
export function columnsOf(orders: Sale[], titles: Record<string, string>): BoardColumn[] {
  return STAGES.map((stage) => {
    const own = orders.filter((order) => (order.stage ?? 'open') === stage);
    return {
      id: stage,
      title: choiceLabel('sale', 'stage', stage),
      sum: money(own.reduce((sum, order) => sum + worth(order), 0)),
      cards: own.map((order) => ({
        id: order.id,
        title: what(order),
        detail: joined([titles[order.customerId ?? ''], order.number]),
        foot: money(order.total, order.currency || undefined),
        ...(order.promisedDate === null || stage === 'delivered' || stage === 'invoiced' ? {} : { mark: { text: relativeDate(order.promisedDate, session.today), tone: order.late === 'promisedDate' ? ('bad' as const) : order.promisedDate === session.today ? ('warn' as const) : ('neutral' as const) } }),
      })),
    };
  });
}
