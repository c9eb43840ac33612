/** What can be done with a case: in the list and on its pane. */
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import CheckCheck from '@lucide/svelte/icons/check-check';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Play from '@lucide/svelte/icons/play';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Users from '@lucide/svelte/icons/users';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Case } from '../../api/generated';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { steps } from './steps.svelte';

/** Whether nobody has to do anything about it any more. */
export const isDone = (one: Pick<Case, 'status'>) => one.status === 'resolved' || one.status === 'closed';

export function caseMenu(one: Case): (MenuItem | 'line')[] {
  return [
    ...(isDone(one) ? [] : [{ label: t('case.resolve'), icon: CircleCheck, run: () => steps.resolve(one) }]),
    ...(one.status === 'closed' ? [] : [{ label: one.resolution === '' ? t('case.closeWith') : t('case.close'), icon: CheckCheck, run: () => steps.close(one) }]),
    ...(isDone(one)
      ? [{ label: t('case.reopen'), icon: RotateCcw, run: () => steps.reopen(one) }]
      : one.status === 'waiting'
        ? [{ label: t('case.goOn'), icon: Play, run: () => steps.wait(one, false) }]
        : [{ label: t('case.wait'), icon: Hourglass, run: () => steps.wait(one, true) }]),
    'line',
    { label: t('customer.planFollowUp'), icon: CalendarPlus, run: () => go({ screen: 'follow-ups', mode: 'new', params: { customerId: one.customerId, caseId: one.id } }) },
    { label: t('deal.openCustomer'), icon: Users, run: () => go({ screen: 'customers', id: one.customerId }) },
  ];
}
