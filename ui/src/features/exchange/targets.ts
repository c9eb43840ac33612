/** Where a column of a file can go, found by typing a part of its name. */
import type { Option } from '../../components/Combobox.svelte';
import { t } from '../../i18n';
import { fit, folded } from '../../i18n/fold';

export interface Target {
  path: string;
  label: string;
}

/** Stands for going nowhere; no path of a field is such. */
export const NOWHERE = '-';

/**
 * What is offered for a column that goes to `now`. With nothing typed the present choice comes first, so that opening the
 * list and pressing Enter changes nothing. `takenBy` says which column a field would be taken from.
 */
export function findTargets(targets: Target[], typed: string, now: string | undefined, takenBy: (path: string) => string | undefined): Option[] {
  const wanted = folded(typed).trim();
  const option = ({ path, label }: Target): Option => ({ id: path, title: label, detail: path === now ? undefined : takenBy(path) });
  const nowhere: Target = { path: NOWHERE, label: t('import.leaveOut') };
  if (wanted === '') {
    const present = targets.filter((one) => one.path === now);
    return [...present, nowhere, ...targets.filter((one) => one.path !== now)].map(option);
  }
  const fits = [...targets, nowhere].map((one) => ({ one, how: fit(one.label, wanted) })).filter(({ how }) => how < 3);
  return fits.sort((a, b) => a.how - b.how).map(({ one }) => option(one));
}
