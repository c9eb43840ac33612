/** Whether a menu is asked for by key or by pointer; it must be known before the menu is there to listen. */

let key = false;
document.addEventListener('keydown', () => (key = true), { capture: true });
document.addEventListener('pointerdown', () => (key = false), { capture: true });

/** True when the last thing pressed was a key. */
export function askedByKey(): boolean {
  return key;
}
