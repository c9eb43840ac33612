/** What of some records somebody most likely means by the letters they typed. */
import { folded } from '../../i18n/fold';

/** So many are looked at for the few that are offered: what is meant need not be among the first of the alphabet. */
export const LOOKED_AT = 40;
/** So many are offered. */
const OFFERED = 8;

const wordsOf = (text: string) => folded(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** 0 for a name that begins with what was typed, 1 for one whose words do, 2 where words beside the name do, and 3 for the rest. */
function rank(typed: string[], name: string[], beside: string[]): number {
  const begins = (words: string[]) => typed.every((part) => words.some((word) => word.startsWith(part)));
  if (typed.every((part, index) => (index === typed.length - 1 ? name[index]?.startsWith(part) === true : name[index] === part))) return 0;
  return begins(name) ? 1 : begins([...name, ...beside]) ? 2 : 3;
}

/** The few that are meant most likely, those first; among equals the order stays. Nothing typed means the first of them. */
export function nearest<R>(records: R[], typed: string, nameOf: (record: R) => string, besideOf: (record: R) => string): R[] {
  const wanted = wordsOf(typed);
  return records
    .map((record) => ({ record, place: rank(wanted, wordsOf(nameOf(record)), wordsOf(besideOf(record))) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, OFFERED)
    .map((one) => one.record);
}
