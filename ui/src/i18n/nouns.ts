/** What the owner calls customers: members, patients, donors … The messages are said with these words. */
import type { Language } from './index';
import type { en } from './en';
import { deNouns } from './de.nouns';

export interface Nouns {
  one: string;
  many: string;
}

/** Messages about the program or about the words themselves say customer all the same. */
const AS_WRITTEN = /^(about\.|welcome\.|words\.|field\.settings\.customerNoun|also\.)/;

/** The words of the settings; null where they say nothing. One word alone stands for both. */
export function nounsOf(one: string, many: string): Nouns | null {
  const [single, plural] = [one.trim(), many.trim()];
  return single === '' && plural === '' ? null : { one: single || plural, many: plural || single };
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Lower case within a sentence, but an abbreviation such as VIP stays as it is. */
function lower(word: string): string {
  return word.charAt(1) === word.charAt(1).toLowerCase() ? word.charAt(0).toLowerCase() + word.slice(1) : word;
}

/** A word as it may stand in a message, whose own signs mean something. */
function plain(word: string): string {
  return word.replace(/'/g, "''").replace(/[{}<>]/g, (sign) => `'${sign}'`);
}

/** The English words, but no argument of a message: neither {customer} nor {customers}. */
const ENGLISH = /(\ban?\s+|\bAn?\s+)?(?<![{\w])(customers?)\b/gi;

function english(source: string, nouns: Nouns, written: (word: string) => string): string {
  return source.replace(ENGLISH, (_, article: string | undefined, found: string) => {
    const word = found.toLowerCase() === 'customer' ? nouns.one : nouns.many;
    const said = written(found.startsWith('C') ? upper(word) : lower(word));
    if (article === undefined) return said;
    const a = article.startsWith('A') ? 'A' : 'a';
    return `${a}${/^[aeiou]/i.test(word) ? 'n' : ''} ${said}`;
  });
}

/** A message with the owner's words in it; as it is where it is not about customers. */
export function inOwnWords(language: Language, key: keyof typeof en, source: string, nouns: Nouns): string {
  if (language === 'de') {
    const neutral = deNouns[key];
    return neutral === undefined ? source : neutral.replaceAll('{one}', plain(upper(nouns.one))).replaceAll('{many}', plain(upper(nouns.many)));
  }
  return AS_WRITTEN.test(key) ? source : english(source, nouns, plain);
}

/** Where German prose has the word after these, more than one of them stand in the dative. */
const GERMAN = /\b(?:(mit|von|bei|aus|zu|den|allen|erfundenen)(\s+))?Kunden\b/gi;

/** The dative of several: den Mitgliedern, den Gästen, den Patienten. */
function dative(many: string): string {
  return /e[lr]?$/.test(many) ? `${many}n` : many;
}

/** German prose, which speaks of customers only where it speaks of several: their word needs neither gender nor case but the dative. */
function german(text: string, nouns: Nouns): string {
  const many = upper(nouns.many);
  return text.replace(GERMAN, (_, before: string | undefined, space: string) => (before === undefined ? many : `${before}${space}${dative(many)}`));
}

/** Plain text, which is no message, with the owner's words in it. */
export function proseInOwnWords(language: Language, text: string, nouns: Nouns): string {
  if (language === 'de') return german(text, nouns);
  return english(text, nouns, (word) => word);
}
