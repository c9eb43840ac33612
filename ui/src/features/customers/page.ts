/** What the page and the pane of a customer share, and the way onto the page and back. */
import type { Customer } from '../../api/generated';
import { joined, t } from '../../i18n';
import { monthYear } from '../../i18n/format';
import { currentRoute, formatRoute, go, type Route } from '../../navigation.svelte';
import { choiceLabel } from '../records/labels';

/** Fields that the page shows in words of its own. */
export const SHOWN_ELSEWHERE = ['leadStatus', 'leadRating', 'leadAmount', 'leadNextStep', 'leadLostReason', 'mergedInto', 'name', 'number', 'kind', 'role', 'salutation', 'firstName', 'middleName', 'lastName', 'companyName', 'companyId', 'companyForm', 'relations', 'referredBy', 'phones', 'emails', 'addresses', 'preferredChannel', 'forbiddenChannels', 'bestTime', 'birthday', 'tier', 'notes', 'lifetimeValue', 'salesCount', 'lastSale', 'firstSale', 'balance', 'nextFollowUp'];

/** The line under a customer's name. */
export function subtitleOf(customer: Customer): string {
  const role = customer.role === 'customer' ? '' : choiceLabel('customer', 'role', customer.role);
  const work = [customer.jobTitle, customer.kind === 'person' ? customer.companyName : ''].filter(Boolean).join(', ');
  const since = customer.firstSale === null ? '' : t('customer.since', { when: monthYear(customer.firstSale) });
  const form = customer.kind === 'company' && customer.companyForm && customer.companyForm !== 'business' ? choiceLabel('customer', 'companyForm', customer.companyForm) : '';
  const text = joined([role, form, work, since]) || customer.number;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What tells the page's address from that of the list with a pane. */
export const FULL = { page: 'full' };

/** The address of a customer's page. */
export function pageHref(id: string): string {
  return formatRoute({ screen: 'customers', id, params: FULL });
}

export function openPage(id: string): void {
  go({ screen: 'customers', id, params: FULL });
}

/** True when a route asks for the page and not for the pane beside the list. */
export function isPage(route: Route): boolean {
  return route.screen === 'customers' && route.id !== null && route.mode === 'view' && route.params.page === 'full';
}

/** How long the browser may take to go back before the list is opened instead. */
const BACK_MS = 120;

/** Goes back to where one came from; a page that was opened first of all leads to the list. */
export function leavePage(): void {
  const before = formatRoute(currentRoute());
  history.back();
  setTimeout(() => {
    if (formatRoute(currentRoute()) === before) go({ screen: 'customers' }, true);
  }, BACK_MS);
}
