/** Countries offered for a new book, with the currency used there (ISO 3166-1 and ISO 4217). */

const MONEY: Record<string, string> = {
  AT: 'EUR', AU: 'AUD', BE: 'EUR', BG: 'EUR', BR: 'BRL', CA: 'CAD', CH: 'CHF', CL: 'CLP', CN: 'CNY', CY: 'EUR', CZ: 'CZK', DE: 'EUR', DK: 'DKK',
  EE: 'EUR', EG: 'EGP', ES: 'EUR', FI: 'EUR', FR: 'EUR', GB: 'GBP', GR: 'EUR', HR: 'EUR', HU: 'HUF', ID: 'IDR', IE: 'EUR', IL: 'ILS', IN: 'INR',
  IS: 'ISK', IT: 'EUR', JP: 'JPY', KE: 'KES', KR: 'KRW', LI: 'CHF', LT: 'EUR', LU: 'EUR', LV: 'EUR', MA: 'MAD', MT: 'EUR', MX: 'MXN', MY: 'MYR',
  NG: 'NGN', NL: 'EUR', NO: 'NOK', NZ: 'NZD', PH: 'PHP', PL: 'PLN', PT: 'EUR', RO: 'RON', RS: 'RSD', SE: 'SEK', SG: 'SGD', SI: 'EUR', SK: 'EUR',
  TH: 'THB', TN: 'TND', TR: 'TRY', UA: 'UAH', US: 'USD', VN: 'VND', ZA: 'ZAR',
};

export const COUNTRIES = Object.keys(MONEY);
export const CURRENCIES = [...new Set(Object.values(MONEY))].sort();

/** The currency of a country; euros where it is not known. */
export function currencyOf(country: string): string {
  return MONEY[country] ?? 'EUR';
}
