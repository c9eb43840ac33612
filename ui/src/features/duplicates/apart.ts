/** Takes a merged customer apart from the one they became, however long ago that was. */
import { announce, rpc } from '../../api/rpc';
import { holdKeys } from '../../components/handover';
import { t } from '../../i18n';
import { toasts, undo } from '../app/toasts.svelte';

/** Says what was done and what had to stay; true when it was done. */
export async function takeApart(id: string): Promise<boolean> {
  try {
    const reply = await rpc('customers.unmerge', { id });
    // The button goes with what it took apart.
    holdKeys();
    announce({ type: 'changed', seq: 0, changed: reply.changed });
    toasts.show(reply.label, { stay: 8000, action: { label: t('common.undo'), run: () => void undo() } });
    reply.kept.forEach((sentence) => toasts.show(sentence, { stay: 12_000 }));
    return true;
  } catch (thrown) {
    toasts.refuse(thrown);
    return false;
  }
}
