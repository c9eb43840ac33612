/** The dialog about stock that is open: a movement of a product, or the stocktaking. */
import type { Product } from '../../api/generated';

/** Why goods move by hand. */
export const MOVEMENTS = ['purchase', 'correction', 'transfer'] as const;

export type StockDialogState = { product: Product | null; reason: (typeof MOVEMENTS)[number] } | 'stocktaking';

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
