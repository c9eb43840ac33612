/** What can be done with a record; the list's menus and the open record's say the same. */
import Archive from '@lucide/svelte/icons/archive';
import PanelRight from '@lucide/svelte/icons/panel-right';
import Pencil from '@lucide/svelte/icons/pencil';
import Trash from '@lucide/svelte/icons/trash-2';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Kind } from '../../api/generated';
import { t } from '../../i18n';
import { go, screenOf } from '../../navigation.svelte';
import { saveOrRefuse, trash } from '../app/writes';
import type { Values } from './values';

/** The actions of one row, those of its kind in the middle. */
export function rowActions(kind: Kind, row: Values, own: (MenuItem | 'line')[]): (MenuItem | 'line')[] {
  const screen = screenOf(kind) ?? 'today';
  return [
    { label: t('keys.open'), icon: PanelRight, keys: 'Enter', run: () => go({ screen, id: row.id }) },
    { label: t('common.edit'), icon: Pencil, keys: 'E', run: () => go({ screen, id: row.id, mode: 'edit' }) },
    ...own,
    'line',
    archiveAction(kind, row),
    { label: t('pane.trash'), icon: Trash, danger: true, keys: 'Del', run: () => void trash(kind, [row.id]) },
  ];
}

/** Puts a record into the archive, or takes it out. */
export function archiveAction(kind: Kind, row: Values): MenuItem {
  const archived = row.archived === true;
  return { label: archived ? t('pane.unarchive') : t('pane.archive'), icon: Archive, run: () => void saveOrRefuse(kind, row.id, { archived: !archived }) };
}
