/**
 * Words that are read the other way than the sentence they stand in. Left alone, a Hebrew name takes the digits and the full
 * stop after it along to its other side. Two signs around it that nobody sees keep it to itself; where nothing is read the
 * other way, which is nearly always, nothing is added.
 */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT = /(?![\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u;
/** The direction of the first letter decides, and the end gives the sentence its own back. */
const FIRST_STRONG = '\u2068';
const END = '\u2069';

/** A value for a sentence that is read in a direction: set apart when any of it is read the other way. */
export function isolated(value: string, direction: 'ltr' | 'rtl'): string {
  return (direction === 'ltr' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT).test(value) && !value.startsWith(FIRST_STRONG) ? `${FIRST_STRONG}${value}${END}` : value;
}
