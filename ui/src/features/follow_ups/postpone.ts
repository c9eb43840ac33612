/** Moves a follow-up to another day. */
import Clock from '@lucide/svelte/icons/clock';
import { rpc } from '../../api/rpc';
import type { MenuItem } from '../../components/Menu.svelte';
import { t } from '../../i18n';
import { addDays } from '../../i18n/format';
import { session } from '../app/session.svelte';
import { attempt } from '../app/writes';

export function postpone(id: string, dueDate: string): Promise<boolean> {
  return attempt(() => rpc('followUps.postpone', { id, dueDate }));
}

/** The days most often meant by "later", as every menu and question offers them. */
export function laterDays(): { label: string; day: string }[] {
  const ahead = (days: number, label: string) => ({ label, day: addDays(session.today, days) });
  return [ahead(1, t('followUp.tomorrow')), ahead(3, t('followUp.inDays', { count: 3 })), ahead(7, t('followUp.nextWeek')), ahead(28, t('followUp.inWeeks', { count: 4 }))];
}

export function postponeItems(to: (day: string) => void): MenuItem[] {
  return laterDays().map(({ label, day }) => ({ label, icon: Clock, run: () => to(day) }));
}
