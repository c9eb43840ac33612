/** Prices are decimals of the currency's main unit and may have more places than its coins. */
import { currentCurrency, minorDigits } from '../../i18n/format';
import { currentLocale } from '../../i18n';

/** "12.5" → "€12.50"; further places are shown as they are. */
export function moneyText(price: string, code = currentCurrency()): string {
  const places = Math.max(minorDigits(code), price.split('.')[1]?.replace(/0+$/, '').length ?? 0);
  return new Intl.NumberFormat(currentLocale(), { style: 'currency', currency: code, minimumFractionDigits: places, maximumFractionDigits: places }).format(Number(price));
}

/** A price that was worked out, such as an average: with no more places than the currency has. */
export function moneyAbout(price: string, code = currentCurrency()): string {
  const places = minorDigits(code);
  return new Intl.NumberFormat(currentLocale(), { style: 'currency', currency: code, minimumFractionDigits: places, maximumFractionDigits: places }).format(Number(price));
}
