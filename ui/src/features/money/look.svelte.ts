/** Which part of the money is looked at; this computer remembers it. */
export const MONEY_LOOKS = ['late', 'receipts', 'cash'] as const;
export type MoneyLook = (typeof MONEY_LOOKS)[number];

const KEY = 'regulars.money.look';

function read(): MoneyLook {
  try {
    const kept = globalThis.localStorage?.getItem(KEY);
    return MONEY_LOOKS.find((look) => look === kept) ?? 'late';
  } catch {
    return 'late';
  }
}

class Look {
  #now = $state<MoneyLook>(read());

  get now(): MoneyLook {
    return this.#now;
  }
  set now(next: MoneyLook) {
    this.#now = next;
    try {
      globalThis.localStorage?.setItem(KEY, next);
    } catch {
      // The choice then lasts as long as the window.
    }
  }
}

export const moneyLook = new Look();
