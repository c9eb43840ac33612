/** Which fields of a document stand where in its form. */
import type { Sale } from '../../api/generated';

/** Who, what and when; then the day that depends on the kind of document, and whether it counts. */
export const FIRST = ['customerId', 'documentKind', 'date'];

const BY_KIND: Record<string, string[]> = {
  quote: ['validUntil'],
  order: ['promisedDate'],
  delivery: ['shippedDate'],
  invoice: ['dueDate'],
  credit_note: ['returnsGoods'],
};

/** The day that matters most for a kind of document. */
export function telling(kind: unknown): string[] {
  return BY_KIND[String(kind)] ?? [];
}

/** What stands under “More”. */
export const MORE = ['channel', 'poNumber', 'offerCode', 'campaignId', 'currency', 'exchangeRate', 'location', 'taxRounding', 'cashRounding', 'promisedDate', 'shippedDate', 'deliveredDate', 'carrier', 'tracking', 'recurrence', 'nextOn', 'tags'];

/** What may still be written down when the document is issued. */
export const LATER = ['dueDate', 'promisedDate', 'shippedDate', 'deliveredDate', 'carrier', 'tracking'];

/** Everything the form sends. */
export const SENT = [...FIRST, 'status', ...Object.values(BY_KIND).flat(), ...MORE, 'lines', 'discount', 'discountAmount', 'shipping', 'shippingTaxClass', 'shippingTaxRate', 'pricesIncludeTax', 'notes', 'payments'];

/** True for a document that the customer has in hand: it is put right by another one, not by changing it. */
export function isIssued(sale: Sale): boolean {
  return (sale.documentKind === 'invoice' || sale.documentKind === 'credit_note') && sale.status !== 'draft';
}
