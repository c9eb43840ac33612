/** The dialog about products that is open: the options of one of them, or the categories of all. */
import type { Product } from '../../api/generated';

export type ProductDialogState = { options: Product } | 'categories';

class ProductDialog {
  now = $state.raw<ProductDialogState | null>(null);

  open(dialog: ProductDialogState): void {
    this.now = dialog;
  }

  close(): void {
    this.now = null;
  }
}

export const productDialog = new ProductDialog();
