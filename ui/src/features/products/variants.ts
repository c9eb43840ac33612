/** Products that are sold as one of their variants, and how these are offered. */
import type { Option } from '../../components/Combobox.svelte';
import { rpc } from '../../api/rpc';
import type { Product } from '../../api/generated';
import { joined } from '../../i18n';
import { unitPrice } from '../../i18n/format';

/** As many as the core makes of one product. */
const MOST = 250;

/** Whether a product is sold as one of its variants only. */
export function hasVariants(product: Pick<Product, 'options'>): boolean {
  return (product.options ?? []).length > 0;
}

/** The variants of a product in the order of its options. */
export async function variantsOf(id: string): Promise<Product[]> {
  const page = await rpc('records.list', { kind: 'product', where: `parent_id = "${id}"`, sort: 'createdAt', offset: 0, limit: MOST });
  return page.rows as Product[];
}

/** What of each option a variant is. */
export function chosenOf(variant: Product): string {
  return variant.optionValues.map((one) => one.value).join(', ');
}

/** A product as it is offered for a choice; one with variants says what they differ in, for it leads to them. */
export function productOption(product: Product): Option {
  const beside = hasVariants(product) ? `${product.options.map((option) => option.name).join(', ')} ›` : unitPrice(product.price);
  return { id: product.id, title: product.name, detail: joined([product.sku, beside]) };
}
