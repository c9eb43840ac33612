/** A customer at a glance, asked for when they are opened and again when something about them changed. */
import { Live } from '../../api/live.svelte';
import { rpc } from '../../api/rpc';
import type { CustomerOverview, CustomerWay } from '../../api/generated';

/** Kinds of record that the overview is made of. */
const MADE_OF = new Set(['customer', 'sale', 'follow_up', 'case', 'settings']);

/** The overview of whoever `id` names; the caller closes it. */
export function overviewOf(id: () => string): Live<CustomerOverview> {
  return new Live(() => rpc('customers.overview', { id: id() }), (changed) => changed.some((change) => MADE_OF.has(change.kind)));
}

/** The first way of a kind that may be used, for its button. */
export function firstWay(overview: CustomerOverview | null, to: CustomerWay['to']): CustomerWay | null {
  return overview?.ways.find((way) => way.to === to && way.link != null) ?? null;
}
