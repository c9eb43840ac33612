/** Keys that work everywhere in the window. */
import { isPage } from '../../components/handover';
import { turnPage } from './turning';

export interface KeyActions {
  palette: () => void;
  /** Another window at the same place. */
  window: () => void;
  undo: () => void;
  redo: () => void;
  filter: () => boolean;
  create: () => void;
  help: () => void;
  zoom: (step: 1 | -1 | 0) => void;
  goTo: (letter: string) => boolean;
  /** Back to where one was before, or forward again. */
  travel: (by: -1 | 1) => void;
}

/** Milliseconds between G and the letter that follows it. */
const CHORD_MS = 1200;

/** When G was last pressed and no letter has followed yet. */
let chord = 0;

/** True for the letter that follows G: it names a screen, whatever it means to what has the focus. */
export function followsG(event: KeyboardEvent): boolean {
  return chord > 0 && event.timeStamp - chord < CHORD_MS;
}

/** True where letters are text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [data-segment]') !== null;
}

/** True while a dialog or a menu has the keys. */
export function somethingLiesAbove(): boolean {
  return document.querySelector('dialog[open], .pop, .menu-pop, .date-pop') !== null;
}

/** True when the keys belong to the page as a whole and to nothing on it. */
export function isNowhere(target: EventTarget | null): boolean {
  return isPage(target);
}

/** Makes the handler for the window's keydown; `single` says whether keys without Ctrl are on. */
export function keyHandler(actions: KeyActions, single: () => boolean): (event: KeyboardEvent) => void {
  chord = 0;
  return (event) => {
    if (event.defaultPrevented) return;
    if (isNowhere(event.target)) turnPage(event);
    const dialogOpen = document.querySelector('dialog[open]') !== null;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    let used = true;
    if (control && key === 'k') actions.palette();
    else if (control && event.shiftKey && key === 'n') actions.window();
    else if (control && (key === 'y' || (key === 'z' && event.shiftKey)) && !isTyping(event.target)) actions.redo();
    else if (control && key === 'z' && !isTyping(event.target)) actions.undo();
    else if (control && (key === '+' || key === '=')) actions.zoom(1);
    else if (control && key === '-') actions.zoom(-1);
    else if (control && key === '0') actions.zoom(0);
    // Where no list selects its rows, a window has nothing to mark; a web page would mark its buttons.
    else if (control && key === 'a' && !isTyping(event.target)) used = true;
    else if (event.altKey && !control && !dialogOpen && !isTyping(event.target) && (key === 'arrowleft' || key === 'arrowright')) actions.travel(key === 'arrowleft' ? -1 : 1);
    // In a menu a letter chooses among its entries.
    else if (control || event.altKey || !single() || isTyping(event.target) || somethingLiesAbove()) return;
    else if (followsG(event)) {
      chord = 0;
      used = actions.goTo(key);
    } else if (key === 'g') chord = event.timeStamp;
    else if (key === '/') used = actions.filter();
    else if (key === 'n') actions.create();
    else if (event.key === '?') actions.help();
    else used = false;
    if (used) event.preventDefault();
  };
}
