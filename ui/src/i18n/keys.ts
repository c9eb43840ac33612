/** Keys as they are printed on the person's keyboard. */
import { currentDirection, currentLanguage, type Language } from '.';

const PRINTED: Record<Language, Record<string, string>> = {
  en: {},
  de: { Ctrl: 'Strg', Shift: 'Umschalt', Enter: 'Eingabe', Space: 'Leertaste', Del: 'Entf', PgUp: 'Bild↑', PgDn: 'Bild↓', Home: 'Pos1', End: 'Ende' },
};
const ON_A_MAC: Record<string, string> = { Ctrl: '⌘', Shift: '⇧', Enter: '↩' };

function onAMac(): boolean {
  return (globalThis.navigator?.platform ?? '').startsWith('Mac');
}

/** A shortcut such as "Ctrl Shift N" with its keys named as on the keyboard of the person; what is no key stays as it is. */
export function keyNames(keys: string): string {
  return keys.replace(/[A-Z][A-Za-z]+/g, (name) => (onAMac() ? ON_A_MAC[name] : undefined) ?? PRINTED[currentLanguage()][name] ?? name);
}

/** A shortcut with an arrow along the way of reading, which is the other one where that goes from right to left. */
export function arrowKeys(keys: string): string {
  return currentDirection() === 'ltr' ? keys : keys.replace(/[←→]/g, (arrow) => (arrow === '←' ? '→' : '←'));
}
