/** What can be done with a lead. */
import Handshake from '@lucide/svelte/icons/handshake';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Customer } from '../../api/generated';
import { t } from '../../i18n';
import { converting } from './converting.svelte';

/** True while a deal can come of it: the core keeps role and status in step, so that every prospect is a lead. */
export function isOpenLead(customer: Pick<Customer, 'role' | 'trashedAt'>): boolean {
  return customer.role === 'prospect' && customer.trashedAt === null;
}

export function leadMenu(customer: Customer): MenuItem[] {
  return isOpenLead(customer) ? [{ label: t('lead.convert'), icon: Handshake, run: () => (converting.now = customer) }] : [];
}
