/** The names on a campaign's list: what came back from each, how they are found, and in which order they stand. */
import type { Target } from '../../api/generated';
import { currentLocale } from '../../i18n';
import { fit, folded } from '../../i18n/fold';

/** What came back, the last word first: whoever opted out has, whatever came before. */
export type TargetState = 'optedOut' | 'bounced' | 'responded' | 'sent' | 'notSent';
export type TargetOrder = 'list' | 'name' | 'state';

export function stateOf(target: Target): TargetState {
  if (target.optedOutAt !== null) return 'optedOut';
  if (target.bouncedAt !== null) return 'bounced';
  if (target.respondedAt !== null) return 'responded';
  return target.sentAt !== null ? 'sent' : 'notSent';
}

/** Who answered comes first, since that is what one looks for; then who may still. */
const BY_STATE: TargetState[] = ['responded', 'sent', 'notSent', 'bounced', 'optedOut'];

/** Those whose name or answer has what was typed. */
export function named(targets: Target[], nameOf: (target: Target) => string, typed: string): Target[] {
  const wanted = folded(typed.trim());
  return wanted === '' ? targets : targets.filter((target) => fit(`${nameOf(target)} ${target.response}`, wanted) < 3);
}

/** Those found, in the order that is wanted; within a state by name. */
export function arranged(found: Target[], nameOf: (target: Target) => string, order: TargetOrder): Target[] {
  if (order === 'list') return found;
  const { compare } = new Intl.Collator(currentLocale());
  const place = (target: Target) => (order === 'state' ? BY_STATE.indexOf(stateOf(target)) : 0);
  return found.toSorted((a, b) => place(a) - place(b) || compare(nameOf(a), nameOf(b)));
}
