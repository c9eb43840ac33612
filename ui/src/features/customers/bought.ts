/** What a customer bought in the last twelve months, as the invoices themselves say; nothing is added up here. */
import { rpc } from '../../api/rpc';
import type { Sale } from '../../api/generated';
import { daysBetween } from '../../i18n/format';

/** Days shown by the small drawing. */
const SPAN = 365;
/** Invoices looked at; somebody with more buys all the time, and the drawing says so anyway. */
const MOST = 200;

export interface Bought {
  /** The newest first. */
  invoices: Sale[];
  total: number;
}

/** The invoices of the last year. */
export async function boughtLastYear(customerId: string): Promise<Bought> {
  const page = await rpc('records.list', {
    kind: 'sale',
    where: `customer_id = "${customerId}" and document_kind = invoice and status != draft and status != cancelled and date >= today-12m`,
    sort: 'date',
    descending: true,
    offset: 0,
    limit: MOST,
  });
  return { invoices: page.rows as Sale[], total: page.total };
}

/** Where a day stands in the year that ends today, 0 to 1. */
export function placeInYear(day: string, today: string): number {
  return Math.min(1, Math.max(0, 1 - daysBetween(day, today) / SPAN));
}

export interface Thing {
  name: string;
  productId: string | null;
  /** The day it was bought last. */
  day: string;
}

/** The different things on these invoices, the newest first. */
export function thingsBought(invoices: Sale[], most: number): Thing[] {
  const found = new Map<string, Thing>();
  for (const invoice of invoices) {
    for (const line of invoice.lines) {
      const key = line.productId ?? line.description;
      if (line.description !== '' && !found.has(key)) found.set(key, { name: line.description, productId: line.productId, day: invoice.date });
    }
  }
  return [...found.values()].slice(0, most);
}
