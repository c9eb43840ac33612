/** What can be done with a payment; the list's menus and the open payment's say the same. */
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Users from '@lucide/svelte/icons/users';
import type { MenuItem } from '../../components/Menu.svelte';
import { rpc } from '../../api/rpc';
import type { Receipt } from '../../api/generated';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { attempt } from '../app/writes';

export function receiptMenu(receipt: Receipt): (MenuItem | 'line')[] {
  return [
    ...(receipt.unallocated !== 0 ? [{ label: t('money.useCredit'), icon: HandCoins, run: () => void attempt(() => rpc('payments.useCredit', { id: receipt.id })) }] : []),
    ...(receipt.customerId === null ? [] : [{ label: t('money.customer'), icon: Users, run: () => go({ screen: 'customers', id: receipt.customerId }) }]),
  ];
}
