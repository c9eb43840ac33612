/** The dialog about a document that is open, whoever opened it: the pane, the menu of a row, or the board. */
import type { Sale } from '../../api/generated';
import type { DocumentKind } from './kinds';
import type { Form } from './verbs';

export type SaleDialog =
  | { what: 'make'; sale: Sale; to: DocumentKind }
  | { what: 'pay' | 'ship' | 'deposit' | 'repeat' | 'writeOff'; sale: Sale }
  | { what: 'paper'; sale: Sale; form?: Form }
  | { what: 'recurring' };

const OF_DRAFT: Record<string, 'pay' | 'ship' | 'deposit' | 'repeat' | 'writeOff'> = { payment: 'pay', ship: 'ship', deposit: 'deposit', repeat: 'repeat', write_off: 'writeOff' };

class SaleDialogs {
  now = $state.raw<SaleDialog | null>(null);

  open(dialog: SaleDialog): void {
    this.now = dialog;
  }

  /** Opens the dialog whose draft has this name. */
  reopen(draft: string, sale: Sale): void {
    const what = OF_DRAFT[draft];
    if (what !== undefined) this.open({ what, sale });
    else if (draft.startsWith('make.')) this.open({ what: 'make', sale, to: draft.slice('make.'.length) as DocumentKind });
  }

  close(): void {
    this.now = null;
  }
}

export const saleDialogs = new SaleDialogs();
