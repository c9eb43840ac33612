/** What can be done with a deal: on the board, in the list and on its pane. */
import ArrowRight from '@lucide/svelte/icons/move-right';
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import Flag from '@lucide/svelte/icons/flag';
import ThumbsDown from '@lucide/svelte/icons/thumbs-down';
import Trophy from '@lucide/svelte/icons/trophy';
import Users from '@lucide/svelte/icons/users';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Deal } from '../../api/generated';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { mover } from './mover.svelte';
import { stages } from './stages.svelte';

const ICONS = { open: ArrowRight, won: Trophy, lost: ThumbsDown };

/** The moves a deal can make, as a menu. */
export function moveItems(id: string, stage: string, move: (key: string) => void = (key) => void mover.move(id, key)): MenuItem[] {
  return stages
    .beside(stage)
    .filter((other) => other.key !== stage)
    .map((other) => ({ label: t('deal.moveTo', { stage: other.name }), icon: ICONS[other.outcome], run: () => move(other.key) }));
}

/** Planning something about it. */
export function planItem(deal: Pick<Deal, 'id' | 'customerId'>): MenuItem {
  return { label: t('customer.planFollowUp'), icon: CalendarPlus, run: () => go({ screen: 'follow-ups', mode: 'new', params: { customerId: deal.customerId, dealId: deal.id } }) };
}

/** What else can be done with it. */
export function dealMenu(deal: Pick<Deal, 'id' | 'customerId' | 'stage'>, move?: (key: string) => void): (MenuItem | 'line')[] {
  return [
    ...moveItems(deal.id, deal.stage, move),
    'line',
    planItem(deal),
    { label: t('deal.openCustomer'), icon: Users, run: () => go({ screen: 'customers', id: deal.customerId }) },
  ];
}

/** Asking for the next step, where the whole deal is at hand. */
export function nextStepItem(deal: Deal): MenuItem {
  return { label: t('deal.nextStepAsk'), icon: Flag, run: () => (mover.next = deal) };
}
