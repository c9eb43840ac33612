/** Orders that are invoiced again and again. */
import { Live } from '../../api/live.svelte';
import { rpc } from '../../api/rpc';

/** Which ones they are, in the core's filter language. */
export const RECURRING = 'document_kind = order and status = open and next_on is not empty';

/** How many of them ask for an invoice by today; stays true while it is followed. */
export function dueRecurring(): Live<number> {
  return new Live(async () => (await rpc('records.count', { kind: 'sale', where: `${RECURRING} and next_on <= today` })).count, (changed) => changed.some((change) => change.kind === 'sale'));
}
