/** Which part of the money is looked at; this computer remembers it. */
import { remember, remembered } from '../app/remembered';

export const MONEY_LOOKS = ['late', 'receipts', 'cash'] as const;
export type MoneyLook = (typeof MONEY_LOOKS)[number];

const KEY = 'regulars.money.look';

class Look {
  #now = $state<MoneyLook>(MONEY_LOOKS.find((look) => look === remembered(KEY)) ?? 'late');

  get now(): MoneyLook {
    return this.#now;
  }
  set now(next: MoneyLook) {
    this.#now = next;
    remember(KEY, next);
  }
}

export const moneyLook = new Look();
