/**
 * The words of the window. English is the type: a key missing in another language does not compile.
 * Messages are ICU messages; the numbers, plurals and choices in them follow the language.
 */
import IntlMessageFormat from 'intl-messageformat';
import { de } from './de';
import { en } from './en';
import { isolated } from './isolate';
import { inOwnWords, nounsOf, proseInOwnWords, type Nouns } from './nouns';

export type MessageKey = keyof typeof en;
export type Language = 'en' | 'de';
export type Values = Record<string, string | number>;

/** Every language the window speaks, in its own name. */
export const LANGUAGES: { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
];

const CATALOGUES: Record<Language, Record<MessageKey, string>> = { en, de };
const parsed = new Map<string, IntlMessageFormat>();

/** Countries whose way of writing dates and numbers in a language is known; in others the language's own is used. */
const COUNTRIES: Record<Language, string[]> = {
  en: ['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'SG', 'US', 'ZA'],
  de: ['AT', 'CH', 'DE', 'LI', 'LU'],
};

let language: Language = 'en';
let locale = 'en-GB';
/** What the owner calls customers; null where they are customers. */
let nouns: Nouns | null = null;

/** A locale that Intl accepts, or nothing; the system may call its language "C". */
export function validLocale(candidate: string): string | null {
  try {
    return Intl.NumberFormat.supportedLocalesOf([candidate])[0] ?? null;
  } catch {
    return null;
  }
}

/** The window's language for a wish such as "de", "de-AT" or "" (then the system's). */
export function languageFor(wish: string): Language {
  const asked = wish || (validLocale(globalThis.navigator?.language ?? '') ?? 'en');
  return asked.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/** A made-up language of the tests: longer words, read from right to left. Nobody is offered it. */
const PSEUDO = 'qps-plocm';
let pseudo = false;

const ACCENTED: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };

/** A message as the made-up language says it: every vowel marked and a third longer, so that a fixed width shows. */
function lengthened(text: string): string {
  const marked = text.replace(/[aeiouAEIOU]/g, (letter) => ACCENTED[letter] ?? letter);
  return `[${marked}${' ·'.repeat(Math.ceil(text.length / 6))}]`;
}

/** Sets the language, and the country that decides how dates and numbers are written. */
export function setLanguage(wish: string, country = ''): void {
  pseudo = wish === PSEUDO;
  language = languageFor(pseudo ? 'en' : wish);
  const system = validLocale(globalThis.navigator?.language ?? '');
  const region = system === null || languageFor(system) !== language ? '' : (new Intl.Locale(system).region ?? '');
  const wanted = country.toUpperCase() || region;
  const known = COUNTRIES[language].find((candidate) => candidate === wanted);
  locale = `${language}-${known ?? (language === 'de' ? 'DE' : 'GB')}`;
  parsed.clear();
  if (typeof document !== 'undefined') {
    document.documentElement.lang = language;
    document.documentElement.dir = currentDirection();
  }
}

/** Says everything with the owner's words for a customer and for customers; empty words are the usual ones. */
export function setNouns(one: string, many: string): void {
  nouns = nounsOf(one, many);
  parsed.clear();
}

/** The words now used for one customer and for several; empty where the usual ones are. */
export function currentNouns(): Nouns {
  return nouns ?? { one: '', many: '' };
}

/** The language now spoken. */
export function currentLanguage(): Language {
  return language;
}

/** The locale for Intl; never the system's own word. */
export function currentLocale(): string {
  return locale;
}

/** The way the language is read. */
export function currentDirection(): 'ltr' | 'rtl' {
  return pseudo ? 'rtl' : 'ltr';
}

/** Says one message. A name in it that is read the other way keeps to itself. */
export function t(key: MessageKey, values?: Values): string {
  const apart = values === undefined ? undefined : (Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolated(value, currentDirection()) : value])) as Values);
  return pseudo ? lengthened(said(key, apart)) : said(key, apart);
}

/** The same for what is written into the book, where no sign may stand that nobody sees. */
export function tPlain(key: MessageKey, values?: Values): string {
  return pseudo ? lengthened(said(key, values)) : said(key, values);
}

/** Several things in one line, as far as there are any, each read in its own direction. */
export function joined(parts: unknown[]): string {
  return parts.filter(Boolean).map((part) => isolated(String(part), currentDirection())).join(' · ');
}

function said(key: MessageKey, values?: Values): string {
  const written = CATALOGUES[language][key];
  const source = nouns === null ? written : inOwnWords(language, key, written, nouns);
  if (values === undefined && !source.includes('{') && !source.includes("'")) return source;
  let message = parsed.get(key);
  if (message === undefined) {
    message = new IntlMessageFormat(source, locale);
    parsed.set(key, message);
  }
  return String(message.format(values));
}

/** Text that is none of the messages, such as a page of the guide, with the owner's words in it. */
export function prose(text: string): string {
  return nouns === null ? text : proseInOwnWords(language, text, nouns);
}

/** What the window says for words of it that a page quotes; as they are where the owner's words change nothing in them. */
export function quoted(text: string): string {
  const own = (key: MessageKey) => CATALOGUES[language][key] === text && said(key) !== text;
  const key = nouns === null ? undefined : (Object.keys(CATALOGUES[language]) as MessageKey[]).find(own);
  return key === undefined ? text : said(key);
}

/** Says one message with the usual words, whatever the owner calls customers: what a person may type all the same. */
export function usual(key: MessageKey, values?: Values): string {
  return nouns === null ? t(key, values) : String(new IntlMessageFormat(CATALOGUES[language][key], locale).format(values));
}

/** Says the message of a key made at run time, or the fallback when the catalogue has none. */
export function tMaybe(key: string, fallback: string, values?: Values): string {
  return key in en ? t(key as MessageKey, values) : fallback;
}

/** The catalogues, for the tests that compare them. */
export const catalogues = CATALOGUES;
