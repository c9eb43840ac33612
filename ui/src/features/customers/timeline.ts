/** What happened with a customer, as the timeline draws it. */
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import Bell from '@lucide/svelte/icons/calendar-check';
import Visit from '@lucide/svelte/icons/footprints';
import Letter from '@lucide/svelte/icons/mail-open';
import Mail from '@lucide/svelte/icons/mail';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Message from '@lucide/svelte/icons/message-circle';
import Note from '@lucide/svelte/icons/notebook-pen';
import Handshake from '@lucide/svelte/icons/handshake';
import Phone from '@lucide/svelte/icons/phone';
import Fax from '@lucide/svelte/icons/printer';
import Receipt from '@lucide/svelte/icons/receipt-text';
import Shop from '@lucide/svelte/icons/store';
import Meeting from '@lucide/svelte/icons/users';
import type { TimelineEntry } from '../../components/Timeline.svelte';
import type { Kind, TimelineItem } from '../../api/generated';
import { t } from '../../i18n';
import { dayOf, instant, money } from '../../i18n/format';
import { currentRoute, recordHref } from '../../navigation.svelte';
import { isPage, pageHref } from './page';

const LOOKS: Partial<Record<Kind, { icon: typeof Bell; tone: TimelineEntry['tone'] }>> = {
  sale: { icon: Receipt, tone: 'accent' },
  follow_up: { icon: Bell, tone: 'warn' },
  campaign: { icon: Megaphone, tone: 'neutral' },
  interaction: { icon: Message, tone: 'info' },
  case: { icon: LifeBuoy, tone: 'warn' },
  deal: { icon: Handshake, tone: 'accent' },
};
const OTHER = { icon: Message, tone: 'info' as const };

/** How somebody was reached is seen at a glance. */
const WAYS: Record<string, typeof Bell> = { note: Note, call: Phone, email: Mail, message: Message, letter: Letter, fax: Fax, visit: Visit, meeting: Meeting, shop: Shop };

const TIMED = new Set<Kind>(['interaction', 'case', 'deal']);

/** Sales and follow-ups have a day but no time, so no zone may move them. */
function dayOfItem(item: TimelineItem): string {
  return TIMED.has(item.kind) ? dayOf(item.at) : item.at.slice(0, 10);
}

/** What tells one item from all others: what is written about one record on two days is two, and so are two steps of a deal. */
export const keyOf = (item: TimelineItem) => `${item.kind}${item.id}${item.at}${item.nth ?? 0}`;

/** The person whose it is, at a company or household: from the page onto theirs, from beside a list beside it. */
function whoseOf(item: TimelineItem): TimelineEntry['whose'] {
  if (!item.whose || !item.whoseId) return undefined;
  const beside = isPage(currentRoute()) ? null : recordHref('customer', item.whoseId);
  return { name: item.whose, href: beside ?? pageHref(item.whoseId) };
}

/** An item of the timeline as it is drawn. */
export function timelineEntry(item: TimelineItem): TimelineEntry {
  const look = LOOKS[item.kind] ?? OTHER;
  return {
    key: keyOf(item),
    day: dayOfItem(item),
    ...look,
    icon: WAYS[item.channel ?? ''] ?? look.icon,
    title: item.title,
    href: recordHref(item.kind, item.id),
    aside: item.amount == null ? (item.done ? '' : item.kind === 'follow_up' ? t('timeline.toDo') : item.kind === 'case' ? t('case.toDo') : '') : money(item.amount),
    detail: item.detail,
    whose: whoseOf(item),
    moment: TIMED.has(item.kind) ? instant(item.at) : undefined,
  };
}
