/** The dialog about stock that is open: a movement of a product, or the stocktaking. */
import type { Product } from '../../api/generated';

export type StockDialogState = { product: Product | null; reason: 'purchase' | 'correction' | 'transfer' } | 'stocktaking';

class StockDialog {
  now = $state.raw<StockDialogState | null>(null);

  open(dialog: StockDialogState): void {
    this.now = dialog;
  }

  close(): void {
    this.now = null;
  }
}

export const stockDialog = new StockDialog();
