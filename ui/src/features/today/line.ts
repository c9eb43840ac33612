/** A line of Today in words: why somebody is on it, what is at stake, and the one button that helps most. Core decides the last two. */
import type { FollowUp, QuietCustomer, TodayCase, TodayDeal, TodayMatter } from '../../api/generated';
import { t } from '../../i18n';
import { money, moneyRound, relativeDate } from '../../i18n/format';
import { dueHere, dueTimeOf } from '../follow_ups/when';

export interface Line {
  key: string;
  customerId: string | null;
  name: string;
  reason: string;
  group: 'overdue' | 'today' | 'upcoming' | 'quiet';
  /** The follow-up this line is; nothing for somebody who is only quiet. */
  item: FollowUp | null;
  quiet: QuietCustomer | null;
  /** The case this line is about. */
  caseId: string | null;
  /** The deal whose next step this line is. */
  dealId: string | null;
  /** The day this line is on, where it can be put off. */
  on: string | null;
  matter: TodayMatter;
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
  const { day } = dueHere(item);
  if (day < today) return t('today.wasDue', { when: small(relativeDate(day, today)) });
  if (day > today) return t('today.dueOn', { when: [small(relativeDate(day, today)), dueTimeOf(item)].filter(Boolean).join(', ') });
  return item.dueTime ? t('today.dueTodayAt', { time: dueTimeOf(item) }) : t('today.dueToday');
}

export function followUpLine(item: FollowUp, group: Line['group'], matter: TodayMatter, titles: Record<string, string>, today: string): Line {
  const name = item.customerId === null ? '' : (titles[item.customerId] ?? '');
  return {
    key: item.id,
    customerId: item.customerId,
    name: name || item.subject,
    reason: [name ? sentence(item.subject) : '', dueWords(item, today)].filter(Boolean).join(' '),
    group,
    item,
    quiet: null,
    caseId: item.caseId ?? null,
    dealId: null,
    on: item.dueDate,
    matter,
  };
}

export function quietLine(quiet: QuietCustomer): Line {
  return { key: `quiet-${quiet.customerId}`, customerId: quiet.customerId, name: quiet.name, reason: quiet.reason, group: 'quiet', item: null, quiet, caseId: null, dealId: null, on: null, matter: quiet.matter };
}

/** A case of which something was promised; core says why it is one for today. */
export function caseLine(one: TodayCase): Line {
  return { key: one.id, customerId: one.customerId, name: one.name || one.subject, reason: `${sentence(one.subject)} ${one.reason}`, group: one.overdue ? 'overdue' : 'today', item: null, quiet: null, caseId: one.id, dealId: null, on: null, matter: one.matter };
}

/** A deal whose next step is due or comes in the next days; core says why. */
export function dealLine(one: TodayDeal, ahead = false): Line {
  return { key: one.id, customerId: one.customerId, name: one.name || one.title, reason: one.reason, group: ahead ? 'upcoming' : one.overdue ? 'overdue' : 'today', item: null, quiet: null, caseId: null, dealId: one.id, on: one.on, matter: one.matter };
}

/** The figure at stake in words. */
export function stakeOf({ matter: { stake } }: Line): Stake | null {
  if (!stake) return null;
  if (stake.about === 'sale') return { amount: money(stake.amount), what: stake.number };
  if (stake.about === 'deal') return { amount: moneyRound(stake.amount), what: t('today.dealWorth') };
  return stake.about === 'owes' ? { amount: money(stake.amount), what: t('today.owes') } : { amount: moneyRound(stake.amount), what: t('today.value') };
}

/** The button that helps most. */
export function actionOf({ matter }: Line): Action {
  const href = matter.action === 'call' ? matter.call : matter.action === 'write' ? matter.write : null;
  return { kind: matter.action, label: t(`today.${matter.action}`), href: href ?? null };
}
