/** The options of a product, whose values the core keeps as one text. */
import type { Product, VariantOption } from '../../api/generated';

export function optionsOf(product: Product): VariantOption[] {
  return (product.options ?? []).map((option) => ({ name: option.name, values: option.values.split(';').map((value) => value.trim()).filter((value) => value !== '') }));
}
