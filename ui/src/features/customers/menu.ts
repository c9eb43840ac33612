/** What can be done with a customer, in the list and on their page. */
import Banknote from '@lucide/svelte/icons/banknote';
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import Combine from '@lucide/svelte/icons/combine';
import Contact from '@lucide/svelte/icons/contact';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import Kanban from '@lucide/svelte/icons/square-kanban';
import FileText from '@lucide/svelte/icons/file-text';
import MapPin from '@lucide/svelte/icons/map-pin';
import Maximize from '@lucide/svelte/icons/maximize-2';
import Receipt from '@lucide/svelte/icons/receipt-text';
import type { MenuItem } from '../../components/Menu.svelte';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { merging } from '../duplicates/merging.svelte';
import { exportCards } from '../exchange/export';
import { openPage } from './page';

/** Leads from the list or the pane to the customer's page. */
export function openPageItem(customerId: string): MenuItem {
  return { label: t('customer.openPage'), icon: Maximize, run: () => openPage(customerId) };
}

export function customerMenu(customerId: string): MenuItem[] {
  return [
    { label: t('customer.planFollowUp'), icon: CalendarPlus, run: () => go({ screen: 'follow-ups', mode: 'new', params: { customerId } }) },
    { label: t('customer.newSale'), icon: Receipt, run: () => go({ screen: 'sales', mode: 'new', params: { customerId } }) },
    { label: t('new.deal'), icon: Kanban, run: () => go({ screen: 'deals', mode: 'new', params: { customerId } }) },
    { label: t('customer.newCase'), icon: LifeBuoy, run: () => go({ screen: 'service', mode: 'new', params: { customerId } }) },
    { label: t('new.receipt'), icon: Banknote, run: () => go({ screen: 'money', mode: 'new', params: { customerId } }) },
    { label: t('customer.nearby'), icon: MapPin, run: () => go({ screen: 'nearby', params: { customerId } }) },
    { label: t('duplicates.mergeWith'), icon: Combine, run: () => (merging.now = customerId) },
    { label: t('customer.card'), icon: Contact, run: () => void exportCards(null, [customerId]) },
    { label: t('customer.statement'), icon: FileText, run: () => go({ screen: 'reports', id: 'customer_statement', params: { customerId } }) },
  ];
}
