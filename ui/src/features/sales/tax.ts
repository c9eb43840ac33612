/** The classes of tax that the settings declare, for choosing one. */
import { session } from '../app/session.svelte';
import { decimal } from '../../i18n/format';

/** Every class once, with its rates in words: "Standard, 19 %". */
export function taxClasses(): { value: string; label: string; rate: string }[] {
  const rates = session.settings?.taxRates ?? [];
  return [...new Set(rates.map((rate) => rate.taxClass))].map((name) => {
    const own = rates.filter((rate) => rate.taxClass === name);
    return { value: name, label: `${name}, ${own.map((rate) => `${decimal(rate.rate)} %`).join(' + ')}`, rate: own[0]?.rate ?? '0' };
  });
}
