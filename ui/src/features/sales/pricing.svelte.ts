/** Prices and stock for the lines of a document, asked of the core as they are needed. */
import { rpc } from '../../api/rpc';
import type { PriceReply, StockLevel } from '../../api/generated';

/** Who asks, when, with which word of a campaign, and in which currency. */
export interface PriceContext {
  customerId: string | null;
  date: string | null;
  offerCode: string;
  /** Empty for the book's. */
  currency: string;
  /** How much one unit of it is in the book's, as a decimal; empty while that is not said. */
  exchangeRate: string;
}

export class Pricing {
  /** The stock of every product that a line has named so far. */
  levels = $state.raw<Record<string, StockLevel>>({});

  /** What one of a product costs. */
  async price(productId: string, quantity: unknown, context: PriceContext): Promise<PriceReply> {
    const asked = /^-?\d+(\.\d+)?$/.test(String(quantity)) ? String(quantity) : null;
    const abroad = context.currency === '' ? {} : { currency: context.currency, exchangeRate: context.exchangeRate };
    const reply = await rpc('products.price', { productId, quantity: asked, customerId: context.customerId, date: context.date, offerCode: context.offerCode, ...abroad });
    this.levels = { ...this.levels, [productId]: reply.stock };
    return reply;
  }

  /** Learns the stock of products that came with the document. */
  async know(ids: string[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => this.levels[id] === undefined);
    if (missing.length === 0) return;
    const { levels } = await rpc('stock.levels', { ids: missing });
    this.levels = { ...this.levels, ...Object.fromEntries(levels.map((level) => [level.productId, level])) };
  }
}
