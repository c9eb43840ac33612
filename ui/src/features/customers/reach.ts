/** The ways a customer can be reached, the preferred ones first, as the customer's own record says. */
import type { Customer } from '../../api/generated';

export type Channel = NonNullable<Customer['preferredChannel']>;

export interface Way {
  kind: 'phone' | 'email' | 'address';
  /** The channels this way serves. */
  channels: Channel[];
  text: string;
  /** What a click opens outside the window; an address opens nothing. */
  href: string | null;
  label: string;
  preferred: boolean;
  forbidden: boolean;
}

function way(customer: Customer, kind: Way['kind'], channels: Channel[], text: string, href: string | null, label: string): Way {
  return {
    kind,
    channels,
    text,
    href,
    label,
    preferred: customer.preferredChannel !== null && channels.includes(customer.preferredChannel),
    forbidden: channels.every((channel) => customer.forbiddenChannels.includes(channel)),
  };
}

/** An address on one line. */
export function addressLine(address: Customer['addresses'][number]): string {
  return [address.street, [address.postalCode, address.city].filter(Boolean).join(' '), address.state, address.country].filter(Boolean).join(', ');
}

/** Every way there is: those they prefer first, those they have asked not to be used last. */
export function waysToReach(customer: Customer): Way[] {
  const ways = [
    ...customer.phones.map((phone) => way(customer, 'phone', ['call', 'message'], phone.number, `tel:${phone.e164 || phone.number.replace(/[^\d+]/g, '')}`, phone.label)),
    ...customer.emails.map((email) => way(customer, 'email', ['email'], email.address, `mailto:${encodeURI(email.address)}`, email.label)),
    ...customer.addresses.map((address) => way(customer, 'address', ['letter', 'visit'], addressLine(address), null, address.label)),
  ];
  const rank = (one: Way) => (one.forbidden ? 2 : one.preferred ? 0 : 1);
  return ways.sort((a, b) => rank(a) - rank(b));
}

/** The first allowed way of a kind, for the button. */
export function firstWay(customer: Customer, kind: Way['kind']): Way | null {
  const found = waysToReach(customer).find((one) => one.kind === kind);
  if (found === undefined) return null;
  const asked: Channel = kind === 'phone' ? 'call' : kind === 'email' ? 'email' : 'letter';
  return customer.forbiddenChannels.includes(asked) ? null : found;
}
