/** Whether sales are seen as a list or as a board of open orders; this computer remembers it. */
import { remember, remembered } from '../app/remembered';

export type SalesLook = 'list' | 'board';

const KEY = 'regulars.sales.look';

class Look {
  #now = $state<SalesLook>(remembered(KEY) === 'board' ? 'board' : 'list');

  get now(): SalesLook {
    return this.#now;
  }
  set now(next: SalesLook) {
    this.#now = next;
    remember(KEY, next);
  }
}

export const salesLook = new Look();
