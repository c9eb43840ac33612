/** What can be done with a document, in one action each; the core decides whether it may. */
import type { DocumentKind } from './kinds';
import { rpc } from '../../api/rpc';
import type { FileWritten, Pick as Picked, Sale, Saved } from '../../api/generated';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { session } from '../app/session.svelte';
import { toasts } from '../app/toasts.svelte';
import { accept, attempt, saveOrRefuse } from '../app/writes';

/** Makes the next document of everything that is left, or of the quantities given, and opens it. The failure is the caller's. */
export async function makeNext(id: string, to: DocumentKind, picks: Picked[] = [], on: string | null = null, goodsBack = false): Promise<void> {
  const reply = (await rpc('sales.make', { id, to, picks, on, goodsBack })) as Saved<Sale>;
  accept(reply);
  go({ screen: 'sales', id: reply.record.id });
}

/** The same, where no form stands by to show a refusal. */
export async function makeAll(id: string, to: DocumentKind): Promise<boolean> {
  try {
    await makeNext(id, to);
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}

export function acceptQuote(id: string): Promise<boolean> {
  return attempt(() => rpc('sales.accept', { id }));
}

export function declineQuote(id: string): Promise<boolean> {
  return saveOrRefuse('sale', id, { declinedOn: session.today });
}

export function cancelSale(id: string): Promise<boolean> {
  return saveOrRefuse('sale', id, { status: 'cancelled' });
}

/** A draft begins to count and gets its number. */
export function issueSale(id: string): Promise<boolean> {
  return saveOrRefuse('sale', id, { status: 'open' });
}

export function arrived(id: string): Promise<boolean> {
  return saveOrRefuse('sale', id, { deliveredDate: session.today });
}

/** The papers that a document can become. */
export const FORMS = ['document', 'receipt', 'reminder'] as const;
export type Form = (typeof FORMS)[number];

/** Those that fit it: whoever paid gets a receipt, whoever is late a reminder. */
export function formsOf(sale: Pick<Sale, 'documentKind' | 'status' | 'late'>): Form[] {
  const claim = (sale.documentKind === 'invoice' || sale.documentKind === 'credit_note') && (sale.status === 'open' || sale.status === 'paid');
  const late = sale.late === 'dueDate';
  return FORMS.filter((form) => form === 'document' || (form === 'receipt' ? claim : late));
}

/** Writes the document as a file, an invoice also as data; the core asks where to. */
export async function printSale(id: string, form: Form = 'document'): Promise<void> {
  try {
    const written = (await rpc('sales.print', { id, form })) as FileWritten | null;
    if (written !== null) toasts.show([t('export.doneAt', { path: written.path }), ...(written.notices ?? [])].join(' '), { stay: 8000 });
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}
