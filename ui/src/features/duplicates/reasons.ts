/** Why two customers may be one, in the core's words. */
import type { DuplicatePair } from '../../api/generated';

/** What speaks for it, on one line. */
export function reasonsOf(pair: DuplicatePair): string {
  return pair.reasons.filter((reason) => reason.points > 0).map((reason) => reason.text).join(', ');
}
