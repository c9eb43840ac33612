/** What can be done with a follow-up: in the list, on the timeline, wherever it stands in a row. */
import Check from '@lucide/svelte/icons/check';
import type { MenuItem } from '../../components/Menu.svelte';
import type { FollowUp } from '../../api/generated';
import { t } from '../../i18n';
import { postpone, postponeItems } from './postpone';

/** `complete` asks what came of it. Nothing is left to do with one that is done. */
export function followUpMenu(item: FollowUp, complete: (item: FollowUp) => void): MenuItem[] {
  if (item.done) return [];
  return [{ label: t('followUp.complete'), icon: Check, run: () => complete(item) }, ...postponeItems((day) => void postpone(item.id, day))];
}
