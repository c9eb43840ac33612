/** Visits made of a choice of customers nearby: one follow-up each, on one day. */
import { announce, rpc } from '../../api/rpc';
import type { NearCustomer } from '../../api/generated';
import { t } from '../../i18n';
import { date } from '../../i18n/format';
import { toasts, undoOperation } from '../app/toasts.svelte';

/** Plans a visit to each; one Undo takes all of them back. Those made before something was refused stay and are said. */
export async function planVisits(chosen: NearCustomer[], dueDate: string): Promise<boolean> {
  const made: string[] = [];
  let refused: unknown = null;
  for (const one of chosen) {
    try {
      const reply = await rpc('records.save', { kind: 'follow_up', id: null, values: { subject: t('nearby.visit', { name: one.name }), customerId: one.customerId, dueDate, channel: 'visit' } });
      announce({ type: 'changed', seq: 0, changed: reply.changed });
      if (reply.opId) made.push(reply.opId);
    } catch (thrown) {
      refused = thrown;
      break;
    }
  }
  if (made.length > 0) {
    const back = async () => { for (const opId of made.reverse()) if (!(await undoOperation(opId))) return; };
    toasts.show(t('nearby.planned', { count: made.length, date: date(dueDate) }), { stay: 12_000, action: { label: t('common.undo'), run: () => void back() } });
  }
  if (refused !== null) toasts.refuse(refused);
  return refused === null;
}
