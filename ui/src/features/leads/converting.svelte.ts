/** The lead that is being turned into a deal, wherever that was begun. */
import type { Customer } from '../../api/generated';

class Converting {
  now = $state.raw<Customer | null>(null);
}

export const converting = new Converting();
