/** The customers and sales behind the lines of Today: how to reach somebody, and what is at stake. */
import { onEvent, rpc } from '../../api/rpc';
import type { Change, Customer, FollowUp, Sale } from '../../api/generated';

export class People {
  customers = $state.raw<ReadonlyMap<string, Customer>>(new Map());
  sales = $state.raw<ReadonlyMap<string, Sale>>(new Map());
  #asked = new Set<string>();
  #unlisten: () => void;

  constructor() {
    this.#unlisten = onEvent((event) => {
      if (event.type === 'changed') this.#forget(event.changed);
    });
  }

  /** Fetches whom and what these lines are about, unless that is known already. */
  want(items: Pick<FollowUp, 'customerId' | 'saleId'>[]): void {
    for (const item of items) {
      if (item.customerId !== null) void this.#fetch('customer', item.customerId);
      if (item.saleId !== null) void this.#fetch('sale', item.saleId);
    }
  }

  close(): void {
    this.#unlisten();
  }

  async #fetch(kind: 'customer' | 'sale', id: string): Promise<void> {
    const key = kind + id;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    try {
      const reply = await rpc('records.get', { kind, id });
      if (kind === 'customer') this.customers = new Map(this.customers).set(id, reply.record as Customer);
      else this.sales = new Map(this.sales).set(id, reply.record as Sale);
    } catch {
      // Whoever is gone from the book has no number either; the line is still there to be done.
      this.#asked.delete(key);
    }
  }

  /** What was changed is asked for again; sales change what their customer owes. */
  #forget(changed: Change[]): void {
    const kinds = new Set(changed.map((change) => change.kind));
    if (!kinds.has('customer') && !kinds.has('sale')) return;
    this.#asked.clear();
    this.want([...this.customers.keys()].map((customerId) => ({ customerId, saleId: null })));
    this.want([...this.sales.keys()].map((saleId) => ({ customerId: null, saleId })));
  }
}
