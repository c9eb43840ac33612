/** Which commands the palette finds for what was typed, and which of them stand before the records. */

/** The words a command goes by. */
export interface Named {
  title: string;
  /** Other words people use for it. */
  also?: string;
  /** Its title with the usual word for customers, which is typed whatever the owner calls them. */
  usual?: string;
}

/** A text in words, as they are compared. */
export const wordsOf = (text: string) => text.toLowerCase().split(/[\s:,-]+/).filter((word) => word !== '');

/** The words of the commands, which are compared with every key that is pressed. */
const known = new WeakMap<Named, { title: string[]; usual: string[]; all: string[] }>();

function names(entry: Named): { title: string[]; usual: string[]; all: string[] } {
  let words = known.get(entry);
  if (words === undefined) {
    const [title, usual] = [wordsOf(entry.title), wordsOf(entry.usual ?? '')];
    words = { title, usual, all: [...title, ...usual, ...wordsOf(entry.also ?? '')] };
    known.set(entry, words);
  }
  return words;
}

const begins = (words: string[], typed: string[]) => typed.every((part) => words.some((word) => word.startsWith(part)));

/** Whoever types the beginning of a command in more than one word means it and no record. */
const spelled = (entry: Named, typed: string[]) =>
  typed.length > 1 && [names(entry).title, names(entry).usual].some((words) => typed.every((part, index) => words[index]?.startsWith(part) === true));

/** How near a command is to the words: 0 spelled out, 1 named so, 2 known so, 3 none of them. */
function place(entry: Named, typed: string[]): number {
  if (typed.length === 0) return 3;
  if (spelled(entry, typed)) return 0;
  if (begins(names(entry).title, typed)) return 1;
  return begins(names(entry).all, typed) ? 2 : 3;
}

/** Every word typed must begin a word of the command, or one of the other words for it; those that are meant come first, then those named so. */
export function fitting<T extends Named>(entries: T[], typed: string[], most: number): T[] {
  return entries.map((entry) => ({ entry, at: place(entry, typed) })).filter((one) => one.at < 3).sort((a, b) => a.at - b.at).slice(0, most).map((one) => one.entry);
}

/**
 * Whether a command stands before the records. One word alone may be the beginning of a name; but where not even
 * the best record (`best`, all that is shown of it) has a word that begins so, whoever typed a word of the command meant it.
 */
export function before(entry: Named | undefined, typed: string[], best: string | null): boolean {
  if (entry === undefined || typed.length === 0) return false;
  if (spelled(entry, typed)) return true;
  return typed.length === 1 && best !== null && !begins(wordsOf(best), typed) && begins(names(entry).all, typed);
}
