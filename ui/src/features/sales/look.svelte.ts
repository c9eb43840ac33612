/** Whether sales are seen as a list or as a board of open orders; this computer remembers it. */
export type SalesLook = 'list' | 'board';

const KEY = 'regulars.sales.look';

function read(): SalesLook {
  try {
    return globalThis.localStorage?.getItem(KEY) === 'board' ? 'board' : 'list';
  } catch {
    return 'list';
  }
}

class Look {
  #now = $state<SalesLook>(read());

  get now(): SalesLook {
    return this.#now;
  }
  set now(next: SalesLook) {
    this.#now = next;
    try {
      globalThis.localStorage?.setItem(KEY, next);
    } catch {
      // The choice then lasts as long as the window.
    }
  }
}

export const salesLook = new Look();
