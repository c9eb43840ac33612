/** Words as they are compared: small, and without the marks that not every keyboard has. */
import { currentLocale } from './index';

export const folded = (text: string) => text.toLocaleLowerCase(currentLocale()).normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** How well a name answers what was typed (folded): 0 as its beginning, 1 as the beginning of a word in it, 2 anywhere, 3 not at all. */
export function fit(label: string, typed: string): number {
  const name = folded(label);
  const words = typed.split(/\s+/);
  if (!words.every((word) => name.includes(word))) return 3;
  if (name.startsWith(typed)) return 0;
  return words.every((word) => name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) ? 1 : 2;
}
