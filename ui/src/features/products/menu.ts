/** What can be done with a product; the list's menus and the open product's say the same. */
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import PackagePlus from '@lucide/svelte/icons/package-plus';
import Pencil from '@lucide/svelte/icons/pencil-line';
import Shapes from '@lucide/svelte/icons/shapes';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Product } from '../../api/generated';
import { t } from '../../i18n';
import { productDialog } from './dialog.svelte';
import { stockDialog } from '../stock/dialog.svelte';

export function productMenu(product: Product): MenuItem[] {
  // A variant has its options from the product it belongs to.
  const own: MenuItem[] = product.parentId ? [] : [{ label: t('variants.title'), icon: Shapes, run: () => productDialog.open({ options: product }) }];
  if (!product.trackStock || product.productKind === 'bundle') return own;
  return [
    ...own,
    { label: t('stock.in'), icon: PackagePlus, run: () => stockDialog.open({ product, reason: 'purchase' }) },
    { label: t('stock.correct'), icon: Pencil, run: () => stockDialog.open({ product, reason: 'correction' }) },
    { label: t('stock.move'), icon: ArrowLeftRight, run: () => stockDialog.open({ product, reason: 'transfer' }) },
  ];
}
