/** What the right button and the menu key ask for: the menus of this window, never those of the web engine, whose "Reload" would throw away the screen. */

/** Where the engine's own menu (cut, copy, paste) is the right one. */
const TYPED_IN = 'input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]';

const isTypedIn = (target: EventTarget | null) => target instanceof Element && target.closest(TYPED_IN) !== null;

function isMarked(target: EventTarget | null): boolean {
  const marked = document.getSelection();
  return marked !== null && !marked.isCollapsed && target instanceof Node && marked.containsNode(target, true);
}

/** Listens to the whole window until what it returns is called. Call it before anything else listens. */
export function followMenus(): () => void {
  let byKey = false;

  const pressed = (event: KeyboardEvent) => {
    byKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
  };
  const pointed = () => {
    byKey = false;
  };

  /** WebKitGTK asks at the lower corner of what has the focus, where another row or card may lie; so what has the focus is asked itself. */
  const asked = (event: MouseEvent) => {
    const focused = document.activeElement;
    if (!byKey || focused === null || isTypedIn(focused)) return;
    byKey = false;
    event.preventDefault();
    event.stopImmediatePropagation();
    focused.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2 }));
  };

  /** Nobody in the page had a menu for it. */
  const unanswered = (event: MouseEvent) => {
    if (!isTypedIn(event.target) && !isMarked(event.target)) event.preventDefault();
  };

  window.addEventListener('keydown', pressed, true);
  window.addEventListener('pointerdown', pointed, true);
  window.addEventListener('contextmenu', asked, true);
  window.addEventListener('contextmenu', unanswered);
  return () => {
    window.removeEventListener('keydown', pressed, true);
    window.removeEventListener('pointerdown', pointed, true);
    window.removeEventListener('contextmenu', asked, true);
    window.removeEventListener('contextmenu', unanswered);
  };
}
