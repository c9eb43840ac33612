/** What is to be done next with a customer, or with somebody of a company. */
import type { Customer, CustomerOverview } from '../../api/generated';

/** Its day here and, where it is not the customer's own, whose it is. Until the overview has come the customer's own is known. */
export function nextOf(customer: Pick<Customer, 'id' | 'nextFollowUp'>, overview: Pick<CustomerOverview, 'next'> | null): { day: string; whose: string } | null {
  if (overview === null) return customer.nextFollowUp === null ? null : { day: customer.nextFollowUp, whose: '' };
  const next = overview.next ?? null;
  return next === null ? null : { day: next.day, whose: next.whoseId === customer.id ? '' : next.whose };
}
