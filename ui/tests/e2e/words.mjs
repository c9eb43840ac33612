// The words on the buttons, so that the same scenes can be played in another language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../src/i18n');

/** Every message of a language by its key. */
function messages(language) {
  const found = new Map();
  for (const name of readdirSync(FOLDER).filter((file) => file === `${language}.ts` || (file.startsWith(`${language}.`) && file.endsWith('.ts') && !file.includes('.nouns.')))) {
    for (const [, key, single, double] of readFileSync(join(FOLDER, name), 'utf8').matchAll(/^ {2}'([^']+)': (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),?$/gm)) found.set(key, (single ?? double).replace(/\\(.)/g, '$1'));
  }
  return found;
}

/** Gives what English words are called in a language; words that have no message of their own stay. */
export function wordsOf(language) {
  const english = messages('en');
  const other = messages(language);
  const byText = new Map([...english].reverse().map(([key, text]) => [text, other.get(key) ?? text]));
  const say = (text) => (language === 'en' ? text : (byText.get(text) ?? text));
  say.imports = language === 'de' ? /Zeilen? (importieren|einlesen|hereinholen|übernehmen)/ : /^Import [\d,]+ rows/;
  return say;
}
