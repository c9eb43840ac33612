/** Where one starts from: what was asked for last, or where a customer lives or works. */
import { rpc } from '../../api/rpc';
import type { Customer } from '../../api/generated';
import { remember, remembered } from '../app/remembered';
import { session } from '../app/session.svelte';

const key = () => `regulars.nearby.${session.status?.book?.bookId ?? ''}`;

/** The place of the last time. */
export function lastPlace(): string {
  return remembered(key());
}

export function keepPlace(place: string): void {
  remember(key(), place);
}

/** The town of a customer as the core reads it; null when no address says one. */
export async function placeOf(customerId: string): Promise<{ name: string; place: string | null }> {
  const customer = (await rpc('records.get', { kind: 'customer', id: customerId })).record as Customer;
  const address = customer.addresses.find((one) => one.city !== '' || one.postalCode !== '');
  const town = address === undefined ? '' : address.city || address.postalCode;
  return { name: customer.name, place: town === '' ? null : [town, address?.country].filter(Boolean).join(', ') };
}
