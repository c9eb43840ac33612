/** Everything that can be done with a document; the '…' menu and the menu of its row say the same. */
import Ban from '@lucide/svelte/icons/ban';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Banknote from '@lucide/svelte/icons/banknote';
import BellRing from '@lucide/svelte/icons/bell-ring';
import Check from '@lucide/svelte/icons/check';
import Eraser from '@lucide/svelte/icons/eraser';
import Eye from '@lucide/svelte/icons/eye';
import FileDown from '@lucide/svelte/icons/file-down';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Receipt from '@lucide/svelte/icons/receipt';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Repeat from '@lucide/svelte/icons/repeat';
import Send from '@lucide/svelte/icons/send';
import X from '@lucide/svelte/icons/x';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Sale } from '../../api/generated';
import { t } from '../../i18n';
import { saleDialogs } from './dialogs.svelte';
import { KIND_ICONS, MAKE_WORDS, OFFERED, type DocumentKind } from './kinds';
import { acceptQuote, arrived, cancelSale, declineQuote, formsOf, issueSale, printSale } from './verbs';

/** The actions of a document. */
export function saleMenu(sale: Sale): (MenuItem | 'line')[] {
  const kind = sale.documentKind as DocumentKind;
  const valid = sale.status !== 'cancelled' && !sale.trashedAt;
  const open = valid && sale.status !== 'draft';
  const money = open && (kind === 'invoice' || kind === 'credit_note');
  const paper: MenuItem[] = [
    { label: t('sale.showPaper'), icon: Eye, run: () => saleDialogs.open({ what: 'paper', sale }) },
    { label: t('sale.print'), icon: FileDown, run: () => void printSale(sale.id) },
    ...formsOf(sale).filter((form) => form !== 'document').map((form) => ({ label: t(`sale.form.${form}`), icon: form === 'receipt' ? Receipt : BellRing, run: () => saleDialogs.open({ what: 'paper' as const, sale, form }) })),
  ];
  const items: (MenuItem | 'line')[] = [];
  const add = (when: boolean, label: string, icon: MenuItem['icon'], run: () => void, danger = false) => { if (when) items.push({ label, icon, run, danger }); };
  add(valid && sale.status === 'draft', t('sale.issue'), BadgeCheck, () => void issueSale(sale.id));
  if (open) OFFERED[kind].forEach((to) => add(true, t('sale.makeSome', { what: t(MAKE_WORDS[to]) }), KIND_ICONS[to], () => saleDialogs.open({ what: 'make', sale, to })));
  add(open && kind === 'quote' && sale.acceptedOn === null, t('sale.accepted'), Check, () => void acceptQuote(sale.id));
  add(open && kind === 'quote' && sale.acceptedOn === null && sale.declinedOn === null, t('sale.declined'), X, () => void declineQuote(sale.id));
  add(open && kind === 'order', t('sale.deposit'), HandCoins, () => saleDialogs.open({ what: 'deposit', sale }));
  add(open && kind === 'order', t('sale.repeat'), Repeat, () => saleDialogs.open({ what: 'repeat', sale }));
  add(open && (kind === 'delivery' || kind === 'invoice') && sale.deliveredDate === null, t('sale.ship'), Send, () => saleDialogs.open({ what: 'ship', sale }));
  add(open && kind === 'delivery' && sale.deliveredDate === null, t('sale.arrived'), PackageCheck, () => void arrived(sale.id));
  add(money && sale.due !== 0, t(sale.due < 0 ? 'sale.recordRefund' : 'sale.recordPayment'), Banknote, () => saleDialogs.open({ what: 'pay', sale }));
  add(money && sale.due > 0, t('sale.writeOff'), Eraser, () => saleDialogs.open({ what: 'writeOff', sale }));
  const cancel: (MenuItem | 'line')[] = valid ? ['line', { label: t('sale.cancel'), icon: Ban, danger: true, run: () => void cancelSale(sale.id) }] : [];
  return [...paper, ...(items.length > 0 ? (['line'] as const) : []), ...items, ...cancel];
}
