/** How figures, money and dates are written and read. The core's values stay exact: decimals are strings here. */
import { currentZone, onWall } from './zone';
import { CalendarDate, parseDate } from '@internationalized/date';
import { currentLocale, t } from '.';

let currency = 'EUR';

/** Sets the book's currency, an ISO 4217 code. */
export function setCurrency(code: string): void {
  currency = code || 'EUR';
}

/** The book's currency. */
export function currentCurrency(): string {
  return currency;
}

const digitsOf = new Map<string, number>();

/** Decimal places of the currency's smallest coin. Lists ask for every cell, and asking Intl anew costs more than the cell. */
export function minorDigits(code = currency): number {
  let digits = digitsOf.get(code);
  if (digits === undefined) {
    try {
      digits = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      digits = 2;
    }
    digitsOf.set(code, digits);
  }
  return digits;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = currentLocale() + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(currentLocale(), options);
    numberFormats.set(key, format);
  }
  return format;
}

/** The same of money, found without writing down its options: a list says money in every row, for each key. */
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** Minor units as money: 123456 → "€1,234.56". */
export function money(minor: number, code = currency): string {
  const digits = minorDigits(code);
  const key = currentLocale() + code;
  let format = moneyFormats.get(key);
  if (format === undefined) {
    format = numberFormat({ style: 'currency', currency: code, minimumFractionDigits: digits, maximumFractionDigits: digits });
    moneyFormats.set(key, format);
  }
  return format.format(minor / 10 ** digits);
}

/** What one of something costs, a decimal of the main unit, which may have more places than its coins: "12.5" → "€12.50", "0.335" → "€0.335". */
export function unitPrice(canonical: string, code = currency): string {
  return priceWith(canonical, code, canonical.split('.')[1]?.replace(/0+$/, '').length ?? 0);
}

/** The same for one that was worked out, such as an average: with no more places than the currency has. */
export function unitPriceAbout(canonical: string, code = currency): string {
  return priceWith(canonical, code, 0);
}

function priceWith(canonical: string, code: string, least: number): string {
  const places = Math.max(minorDigits(code), least);
  return numberFormat({ style: 'currency', currency: code, minimumFractionDigits: places, maximumFractionDigits: places }).format(Number(canonical));
}

/** Minor units as whole money, for figures that are glanced at. */
export function moneyRound(minor: number): string {
  const options = { style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: 0 } as const;
  return numberFormat(options).format(Math.round(minor / 10 ** minorDigits()));
}

/** A whole number with its group signs. */
export function integer(value: number): string {
  return numberFormat({ minimumFractionDigits: 0, maximumFractionDigits: 0 }).format(value);
}

/** A share: 0.645 → "64.5%". */
export function percent(share: number): string {
  return numberFormat({ style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: 1 }).format(share);
}

/** How much of some work is done, in whole percent; it says 100 only when it is. */
export function percentDone(share: number): string {
  return percent(Math.floor(Math.min(1, share) * 100) / 100);
}

/** The size of a file in its largest unit: 2345678 → "2.3 MB". */
export function bytes(size: number): string {
  const step = size < 1000 ? 0 : size < 1_000_000 ? 1 : size < 1_000_000_000 ? 2 : 3;
  const unit = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const)[step] ?? 'byte';
  return numberFormat({ style: 'unit', unit, unitDisplay: 'short', minimumFractionDigits: 0, maximumFractionDigits: step > 1 ? 1 : 0 }).format(size / 1000 ** step);
}

/** A chart axis: 25000 → "25K". */
export function compact(value: number): string {
  return numberFormat({ notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }).format(value);
}

/** A canonical decimal ("1234.5") in the person's own writing. */
export function decimal(canonical: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(canonical)) return canonical;
  const digits = canonical.split('.')[1]?.length ?? 0;
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numberFormat({ ...places, useGrouping: false }).format(Number(canonical));
}

/** A price in the person's own writing: all the places its currency has, and more where it has more. */
export function priceInput(canonical: string, code = currency): string {
  if (!/^-?\d+(\.\d+)?$/.test(canonical)) return canonical;
  const [whole = '0', fraction = ''] = canonical.split('.');
  const places = fraction.replace(/0+$/, '').padEnd(minorDigits(code), '0');
  return decimal(places === '' ? whole : `${whole}.${places}`);
}

/** The same for reading, with group signs: 1120.00 → "1,120.00". */
export function decimalGrouped(canonical: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(canonical)) return canonical;
  const digits = canonical.split('.')[1]?.length ?? 0;
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(canonical));
}

/** The sign between whole and fraction in the person's locale. */
export function decimalSign(): string {
  return numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(1.5).replace(/\d/g, '') || '.';
}

/** Reads what a person typed ("1.234,50", "1 234.5") as a canonical decimal, or null when it is not a number. */
export function readDecimal(typed: string): string | null {
  const text = typed.replace(/[\s\u00a0\u202f'’]/g, '');
  const sign = decimalSign();
  const other = sign === ',' ? '.' : ',';
  let plain = text;
  if (text.includes(sign) && text.includes(other)) {
    plain = text.lastIndexOf(sign) > text.lastIndexOf(other) ? text.replaceAll(other, '').replace(sign, '.') : text.replaceAll(sign, '').replace(other, '.');
  } else if (text.includes(sign)) {
    plain = text.replace(sign, '.');
  } else if (new RegExp(`^-?\\d{1,3}(\\${other}\\d{3})+$`).test(text)) {
    plain = text.replaceAll(other, '');
  } else {
    plain = text.replace(other, '.');
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const negative = plain.startsWith('-');
  const [whole = '', fraction = ''] = plain.replace(/^[+-]/, '').split('.');
  const canonical = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return negative ? `-${canonical}` : canonical;
}

/** What was typed of an amount without the sign or the code of its currency, which may be pasted along. */
export function bareAmount(typed: string, code = currency): string {
  return typed.replace(/\p{Sc}/gu, '').replace(new RegExp(`^\\s*${code}|${code}\\s*$`, 'i'), '');
}

/** Reads typed money as minor units, or null; more places than the currency has are refused, never rounded here. */
export function readMoney(typed: string, code = currency): number | null {
  const canonical = readDecimal(bareAmount(typed, code));
  if (canonical === null) return null;
  const digits = minorDigits(code);
  const [whole = '0', fraction = ''] = canonical.replace('-', '').split('.');
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) return null;
  const minor = Number(whole + kept.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) return null;
  return canonical.startsWith('-') ? -minor : minor;
}

/** Minor units as they are typed into a field: no sign, no groups. */
export function moneyInput(minor: number, code = currency): string {
  const digits = minorDigits(code);
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(minor / 10 ** digits);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = currentLocale() + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(currentLocale(), options);
    dateFormats.set(key, format);
  }
  return format;
}

/** A date without a clock as a moment for Intl; noon UTC, so that no zone moves the day. */
function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

/** Days that were written before in one locale: the same few years stand in all rows, and Intl takes longer for a day than its cell does. */
const writtenDays = { locale: '', days: new Map<string, string>() };
const MOST_WRITTEN = 4000;

/** '2026-11-21' → "21 Nov 2026". */
export function date(value: string): string {
  const locale = currentLocale();
  if (writtenDays.locale !== locale || writtenDays.days.size > MOST_WRITTEN) {
    writtenDays.locale = locale;
    writtenDays.days.clear();
  }
  let text = writtenDays.days.get(value);
  if (text === undefined) {
    text = /^\d{4}-\d\d-\d\d$/.test(value) ? dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(noon(value)) : value;
    writtenDays.days.set(value, text);
  }
  return text;
}

/** '2026-11-21' → "Saturday 21 November". */
export function dateLong(value: string): string {
  return dateFormat({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(value));
}

/** '2026-11-21' → "21 Nov". */
export function dayMonth(value: string): string {
  return dateFormat({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(noon(value));
}

/** '2026-11-21' → "Sat 21" for the head of a day. */
export function weekdayDay(value: string): string {
  return dateFormat({ weekday: 'short', day: 'numeric', timeZone: 'UTC' }).format(noon(value));
}

/** '2026-11-21' → "Sat". */
export function weekday(value: string): string {
  return dateFormat({ weekday: 'short', timeZone: 'UTC' }).format(noon(value));
}

/** '2026-11-21' → "Saturday". */
export function weekdayLong(value: string): string {
  return dateFormat({ weekday: 'long', timeZone: 'UTC' }).format(noon(value));
}

/** Several things as one says them: ['Monday', 'Thursday'] → "Monday and Thursday", or "or" between them. */
export function list(parts: string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(currentLocale(), { type }).format(parts);
}

/** '14:30' → "2:30 pm" where that is how the time is told. */
export function timeOfDay(value: string): string {
  const match = /^(\d{1,2}):(\d{2})/.exec(value);
  if (match === null) return value;
  return dateFormat({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(new Date(Date.UTC(2001, 0, 1, Number(match[1]), Number(match[2]))));
}

/** Reads a time as people type it ("9", "930", "9.30", "14h30", "2:30 pm") as 'HH:MM', or null when it is none. */
export function readTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2})|h)?\s*(?:uhr)?\s*([ap])?\.?\s*m?\.?$/i.exec(typed.trim().replace(/[\u00a0\u202f]/g, ' '));
  if (match === null) return null;
  const half = match[4]?.toLowerCase();
  const said = Number(match[1]);
  const minutes = Number(match[2] ?? match[3] ?? 0);
  if (minutes > 59 || said > 23 || (half !== undefined && (said < 1 || said > 12))) return null;
  const hours = half === undefined ? said : (said % 12) + (half === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** '2026-11-21' → "November 2026". */
export function monthYear(value: string): string {
  return dateFormat({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(noon(value.slice(0, 10)));
}

/** A month's name, 1 to 12. */
export function monthName(month: number): string {
  return dateFormat({ month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2001, month - 1, 15)));
}

/** 'YYYY-MM-DD' or '--MM-DD' → a date with or without its year. */
export function partialDate(value: string): string {
  const match = /^--(\d\d)-(\d\d)$/.exec(value);
  if (match === null) return date(value);
  return dateFormat({ day: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(`2000-${match[1]}-${match[2]}`));
}

/** An instant on the wire → the day and time on the owner's wall. */
export function instant(value: string): string {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return value;
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: currentZone() }).format(moment);
}

/** The day of an instant on the owner's wall, as 'YYYY-MM-DD'; a date passes through. */
export function dayOf(value: string): string {
  if (value.length === 10) return value;
  return onWall(new Date(value)).toString().slice(0, 10);
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** A date some days later. */
export function addDays(value: string, days: number): string {
  return parseDate(value).add({ days }).toString();
}

let relativeFormat: { locale: string; format: Intl.RelativeTimeFormat } | undefined;

/** "Today", "In 3 days", "2 weeks ago"; beyond two months the date itself. */
export function relativeDate(value: string, today: string): string {
  const days = daysBetween(today, dayOf(value));
  // What was typed and is no date is shown as it is until it is refused.
  if (Number.isNaN(days)) return value;
  if (Math.abs(days) > 60) return date(dayOf(value));
  if (relativeFormat?.locale !== currentLocale()) relativeFormat = { locale: currentLocale(), format: new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' }) };
  const { format } = relativeFormat;
  const text = Math.abs(days) < 14 ? format.format(days, 'day') : format.format(Math.round(days / 7), 'week');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** First day of the week in the locale: 0 Sunday to 6 Saturday. */
export function weekStart(): 'sun' | 'mon' | 'sat' {
  const region = new Intl.Locale(currentLocale()).maximize().region ?? '';
  if (['US', 'CA', 'BR', 'IN', 'JP', 'ZA', 'MX', 'IL', 'AU'].includes(region)) return region === 'AU' ? 'mon' : 'sun';
  return ['EG', 'AE', 'SA', 'DZ', 'IR'].includes(region) ? 'sat' : 'mon';
}

/** A wire date as a calendar date, or nothing. */
export function toCalendar(value: string | null): CalendarDate | undefined {
  if (value === null || value === '') return undefined;
  try {
    return parseDate(value);
  } catch {
    return undefined;
  }
}

/** What stands where a value is missing. */
export function none(): string {
  return t('common.none');
}
