/** Visits made of a choice of customers nearby: one follow-up each, on one day. */
import { announce, rpc } from '../../api/rpc';
import type { NearCustomer } from '../../api/generated';
import { t, tPlain } from '../../i18n';
import { date } from '../../i18n/format';
import { toasts, undoOperation } from '../app/toasts.svelte';

/** Plans a visit to each in one step, which one Undo takes back; none when one of them is refused. */
export async function planVisits(chosen: NearCustomer[], dueDate: string): Promise<boolean> {
  const records = chosen.map((one) => ({ subject: tPlain('nearby.visit', { name: one.name }), customerId: one.customerId, dueDate, channel: 'visit' }));
  try {
    const { changed, opId } = await rpc('records.createMany', { kind: 'follow_up', records });
    announce({ type: 'changed', seq: 0, changed });
    toasts.show(t('nearby.planned', { count: records.length, date: date(dueDate) }), { stay: 12_000, action: opId ? { label: t('common.undo'), run: () => void undoOperation(opId) } : null });
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}
