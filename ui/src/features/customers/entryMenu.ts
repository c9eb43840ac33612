/** What can be done with something that happened: what its own list offers, and for what was said a next step or the trash. */
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import Trash from '@lucide/svelte/icons/trash-2';
import { rpc } from '../../api/rpc';
import { waiting } from '../../api/waiting.svelte';
import type { Case, Deal, FollowUp, Interaction, Sale, TimelineItem } from '../../api/generated';
import type { MenuItem } from '../../components/Menu.svelte';
import { t } from '../../i18n';
import { go } from '../../navigation.svelte';
import { trash } from '../app/writes';
import { caseMenu } from '../cases/menu';
import { planItem } from '../deals/menu';
import { followUpMenu } from '../follow_ups/menu';
import { rowActions } from '../records/menu';
import { titleOf, type Values } from '../records/values';
import { saleMenu } from '../sales/saleMenu';

export interface EntryMenu {
  label: string;
  items: (MenuItem | 'line')[];
}

/** A note has no list of its own. What was agreed in it is planned with whom it was said. */
function talkMenu(talk: Interaction): (MenuItem | 'line')[] {
  const about = { customerId: talk.customerId, caseId: talk.caseId, dealId: talk.dealId };
  const params = Object.fromEntries(Object.entries(about).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  return [
    { label: t('customer.planFollowUp'), icon: CalendarPlus, run: () => go({ screen: 'follow-ups', mode: 'new', params }) },
    'line',
    { label: t('pane.trash'), icon: Trash, danger: true, run: () => void trash('interaction', [talk.id]) },
  ];
}

/** The record as it is now decides what can be done with it. `complete` asks what came of a follow-up. */
export async function entryMenu(item: TimelineItem, complete: (item: FollowUp) => void): Promise<EntryMenu> {
  const { record } = await waiting.during(rpc('records.get', { kind: item.kind, id: item.id }), true);
  const row = record as unknown as Values;
  const label = titleOf(item.kind, row) || item.title;
  if (item.kind === 'interaction') return { label, items: talkMenu(record as Interaction) };
  const own = item.kind === 'sale' ? saleMenu(record as Sale) : item.kind === 'case' ? caseMenu(record as Case) : item.kind === 'follow_up' ? followUpMenu(record as FollowUp, complete) : item.kind === 'deal' ? [planItem(record as Deal)] : [];
  // The keys of a list mean something else here: Del beside an open customer is about the customer.
  return { label, items: rowActions(item.kind, row, own).map((one) => (one === 'line' ? one : { ...one, keys: undefined })) };
}
