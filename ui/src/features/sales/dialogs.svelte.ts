/** The dialog about a document that is open, whoever opened it: the pane, the menu of a row, or the board. */
import type { Sale } from '../../api/generated';
import type { DocumentKind } from './kinds';
import type { Form } from './verbs';

export type SaleDialog =
  | { what: 'make'; sale: Sale; to: DocumentKind }
  | { what: 'pay' | 'ship' | 'deposit' | 'repeat' | 'writeOff'; sale: Sale }
  | { what: 'paper'; sale: Sale; form?: Form }
  | { what: 'recurring' };

class SaleDialogs {
  now = $state.raw<SaleDialog | null>(null);

  open(dialog: SaleDialog): void {
    this.now = dialog;
  }

  close(): void {
    this.now = null;
  }
}

export const saleDialogs = new SaleDialogs();
