/** A line of Today in words: why somebody is on it, what is at stake, and the one button that helps most. */
import type { Customer, FollowUp, QuietCustomer, Sale } from '../../api/generated';
import { t } from '../../i18n';
import { money, moneyRound, relativeDate, timeOfDay } from '../../i18n/format';
import { firstWay } from '../customers/reach';

export interface Line {
  key: string;
  customerId: string | null;
  name: string;
  reason: string;
  group: 'overdue' | 'today' | 'upcoming' | 'quiet';
  /** The follow-up this line is; nothing for somebody who is only quiet. */
  item: FollowUp | null;
  quiet: QuietCustomer | null;
}

export interface Stake {
  amount: string;
  what: string;
}

export interface Action {
  kind: 'call' | 'write' | 'open' | 'plan';
  label: string;
  href: string | null;
}

function small(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** When a follow-up is due, said from today. */
function dueWords(item: FollowUp, today: string): string {
  if (item.dueDate < today) return t('today.wasDue', { when: small(relativeDate(item.dueDate, today)) });
  if (item.dueDate > today) return t('today.dueOn', { when: [small(relativeDate(item.dueDate, today)), timeOfDay(item.dueTime)].filter(Boolean).join(', ') });
  return item.dueTime ? t('today.dueTodayAt', { time: timeOfDay(item.dueTime) }) : t('today.dueToday');
}

export function followUpLine(item: FollowUp, group: Line['group'], titles: Record<string, string>, today: string): Line {
  const name = item.customerId === null ? '' : (titles[item.customerId] ?? '');
  return {
    key: item.id,
    customerId: item.customerId,
    name: name || item.subject,
    reason: [name ? sentence(item.subject) : '', dueWords(item, today)].filter(Boolean).join(' '),
    group,
    item,
    quiet: null,
  };
}

export function quietLine(quiet: QuietCustomer): Line {
  return { key: `quiet-${quiet.customerId}`, customerId: quiet.customerId, name: quiet.name, reason: quiet.reason, group: 'quiet', item: null, quiet };
}

/** The figure the core knows for this line: the sale it is about, what is owed, or what was bought so far. */
export function stakeOf(line: Line, customer: Customer | undefined, sale: Sale | undefined): Stake | null {
  if (sale !== undefined) return { amount: money(sale.due > 0 ? sale.due : sale.total), what: sale.number };
  if (customer !== undefined && customer.balance > 0) return { amount: money(customer.balance), what: t('today.owes') };
  if (line.quiet !== null) return { amount: moneyRound(line.quiet.lifetimeValue), what: t('today.value') };
  if (customer !== undefined && customer.lifetimeValue > 0) return { amount: moneyRound(customer.lifetimeValue), what: t('today.value') };
  return null;
}

/** The ways that are open for a line: a number that may be called, an address that may be written to. */
export function waysOf(customer: Customer | undefined): { call: string | null; write: string | null } {
  if (customer === undefined) return { call: null, write: null };
  return { call: firstWay(customer, 'phone')?.href ?? null, write: firstWay(customer, 'email')?.href ?? null };
}

/** The button: the channel the follow-up names, else the one the customer prefers, else the first there is. */
export function actionOf(line: Line, customer: Customer | undefined): Action {
  const ways = waysOf(customer);
  const wish = line.item?.channel ?? customer?.preferredChannel ?? null;
  const call: Action = { kind: 'call', label: t('today.call'), href: ways.call };
  const write: Action = { kind: 'write', label: t('today.write'), href: ways.write };
  if (wish === 'email' && write.href !== null) return write;
  if (wish !== 'visit' && wish !== 'letter') {
    if (call.href !== null) return call;
    if (write.href !== null) return write;
  }
  return line.item === null ? { kind: 'plan', label: t('today.plan'), href: null } : { kind: 'open', label: t('today.open'), href: null };
}
