/** The lines of a document while they are typed: where each stands in the page, and what of it is sent. */
import type { PriceReply, Product } from '../../api/generated';

export type EditLine = Record<string, unknown> & {
  /** What the page calls the line; the core never hears of it. */
  uid: number;
  /** The words and the unit are the product's own. */
  own?: boolean;
  /** The core has still to say what it costs here. */
  awaits?: boolean;
};

let last = 0;

/** A name for a line that is not there yet. */
export function freshUid(): number {
  last += 1;
  return last;
}

/** An empty line. */
export function blankLine(uid: number, taxRate: string): EditLine {
  return { uid, productId: null, sku: '', description: '', quantity: '1', unit: '', unitPrice: '0', discount: '0', discountAmount: 0, taxRate, taxClass: '', priceReason: '' };
}

/** Lines as they were read, named for the page. */
export function named(lines: unknown): EditLine[] {
  return ((lines ?? []) as Record<string, unknown>[]).map((line) => ({ ...line, uid: freshUid() }));
}

/** The lines as the core knows them. */
export function plainLines(lines: EditLine[]): Record<string, unknown>[] {
  return lines.map(({ uid: _uid, own: _own, awaits: _awaits, ...line }) => line);
}

/** The lines to be kept. One that is worded as its product leaves the words to the core, which adds the cost as well. */
export function linesToKeep(lines: EditLine[]): Record<string, unknown>[] {
  return lines.map(({ uid: _uid, awaits: _awaits, own, ...line }) => (own === true ? { ...line, description: '' } : line));
}

/** What a product makes of a line. */
export function fromProduct(product: Product): Partial<EditLine> {
  return { productId: product.id, sku: product.sku, description: product.name, unit: product.unit, unitPrice: product.price, taxRate: product.taxRate, taxClass: product.taxClass, cost: null, own: true, priceReason: '', awaits: true };
}

/** What the core says of a price, on the line. */
export function fromPrice(price: PriceReply): Partial<EditLine> {
  return { unitPrice: price.unitPrice, discount: price.discount, discountAmount: 0, priceReason: price.reason, awaits: false };
}

/** True for a line whose price is the core's to give: it gave it or is still to, and nobody changed it since. */
export function isPriced(line: EditLine): boolean {
  return typeof line.productId === 'string' && (line.awaits === true || (typeof line.priceReason === 'string' && line.priceReason !== ''));
}
