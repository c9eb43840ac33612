/** The keys of the screen now shown: they work while it is open, and '?' lists them. */
import { onMount } from 'svelte';
import { t } from '../../i18n';
import { followsG, isNowhere, isTyping, somethingLiesAbove } from '../app/keys';
import { session } from '../app/session.svelte';

export interface ScreenKey {
  /** The key as the keyboard names it, or several that mean the same. */
  keys: string[];
  /** How it is written in the list; the first key without it, and not at all when it is empty: another line names it with its own. */
  shown?: string;
  label: string;
  /** Without it the key is only listed, and handled where the focus is. */
  run?: (event: KeyboardEvent) => void;
  /** It runs only while nothing on the page has the keys, since every part has a use of its own for it. */
  nowhere?: boolean;
}

class ScreenKeys {
  /** What '?' lists, the newest part of the screen last. */
  list = $state.raw<ScreenKey[]>([]);
  #parts: (() => ScreenKey[])[] = [];

  /** Adds the keys of one part of the screen until the returned function is called. */
  add(part: () => ScreenKey[]): () => void {
    this.#parts = [...this.#parts, part];
    this.list = this.#parts.flatMap((one) => one());
    return () => {
      this.#parts = this.#parts.filter((one) => one !== part);
      this.list = this.#parts.flatMap((one) => one());
    };
  }
}

export const screenKeys = new ScreenKeys();

/** True while a letter is text, follows G, or belongs to something that lies above the screen. */
export function keysAreElsewhere(event: KeyboardEvent): boolean {
  return event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || somethingLiesAbove() || followsG(event);
}

/** The keys that lead into a board from wherever nothing has them; on a card they are the board's own. */
export function boardKeys(enter: () => void): ScreenKey {
  return { keys: ['j', 'k', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], shown: '← ↑ ↓ →  J K', label: t('keys.move'), run: enter, nowhere: true };
}

/** Offers keys for as long as the component lives. To be called while it is set up. */
export function offerKeys(part: () => ScreenKey[]): void {
  onMount(() => {
    const stop = screenKeys.add(part);
    const handler = (event: KeyboardEvent) => {
      if (keysAreElsewhere(event)) return;
      if (event.key.length === 1 && !session.singleKeys) return;
      const found = part().find((key) => key.run !== undefined && (key.nowhere !== true || isNowhere(event.target)) && key.keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key));
      if (found === undefined) return;
      event.preventDefault();
      found.run?.(event);
    };
    window.addEventListener('keydown', handler);
    return () => {
      stop();
      window.removeEventListener('keydown', handler);
    };
  });
}
