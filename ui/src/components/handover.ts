/**
 * Where the keys go when what had them is gone: to what took its place, or to the page. A page settles by and by: a row goes
 * once the core has answered, a screen comes once it is loaded. So the keys are watched until somebody uses them.
 */
const STOPS = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** Whoever is somewhere already stays there; where what had the focus is gone, the keys get a place on the page. */
export function takeKeys(page = document): void {
  if (isLost(page)) keysToPage(page);
}

/** Time in which what has just come is painted; a focus before that costs a layout of its own. */
const FOCUS_AFTER_MS = 40;

/** The same once what has just come is painted, unless the returned function is called before. */
export function takeKeysSoon(): () => void {
  const soon = setTimeout(takeKeys, FOCUS_AFTER_MS);
  return () => clearTimeout(soon);
}

/** The first page takes the keys as soon as it has a heading, unless somebody acts before. */
export function takeFirstKeys(page = document): void {
  const end = untilActed(page, () => {
    if (page.querySelector('#main h1') === null) return;
    takeKeys(page);
    end();
    if (page.activeElement?.matches('h1')) unmarked(page.activeElement as HTMLElement);
  });
}

/** Nobody has pressed anything yet, so the heading of the first page is framed only from the first key on. */
function unmarked(heading: HTMLElement): void {
  heading.dataset.unmarked = '';
  const mark = () => {
    delete heading.dataset.unmarked;
    ['keydown', 'focusout'].forEach((act) => heading.ownerDocument.removeEventListener(act, mark, { capture: true }));
  };
  ['keydown', 'focusout'].forEach((act) => heading.ownerDocument.addEventListener(act, mark, { capture: true }));
}

/** True for what stands for the page as a whole: its body, its content, and the heading that says which one it is. */
export function isPage(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target === target.ownerDocument.body || target.matches('#main, #main h1'));
}

/** Nothing has the keys but the page as a whole. */
function isLost(page: Document): boolean {
  return page.activeElement === null || isPage(page.activeElement);
}

/**
 * The list takes the keys, or the card that is open, or what lies over both, or the heading, so that whoever cannot see the page
 * hears which one it is and goes on from there; an open dialog lies over all of them.
 */
function keysToPage(page: Document): void {
  const above = [...page.querySelectorAll('dialog[open]')].at(-1);
  if (above !== undefined) return above.querySelector<HTMLElement>(STOPS)?.focus();
  const shown = (selector: string) => [...page.querySelectorAll<HTMLElement>(selector)].find((one) => one.closest('[inert]') === null);
  const heading = shown('#main h1');
  if (heading !== undefined) heading.tabIndex = -1;
  (shown('[role="grid"][tabindex], [data-card][aria-current]') ?? shown('[data-covers]') ?? heading ?? page.getElementById('main'))?.focus();
}

/** Remembers where something stands; once it is gone, the answer is what stands there now or, at the end of a list, the last. */
function heirOf(node: Element): () => HTMLElement | null {
  const way: { parent: Element; index: number }[] = [];
  // What lies around the page has nothing to do with what went on it.
  for (let at = node; at.parentElement !== null && at.parentElement.tagName !== 'MAIN' && at.parentElement !== node.ownerDocument.body; at = at.parentElement) {
    way.push({ parent: at.parentElement, index: [...at.parentElement.children].indexOf(at) });
  }
  return () => {
    for (const { parent, index } of way) {
      if (!parent.isConnected) continue;
      // What cannot have the keys leaves them to what comes after it.
      for (const next of [...parent.children].slice(Math.min(index, parent.children.length - 1))) {
        const heir = next.matches(STOPS) ? next : next.querySelector(STOPS);
        if (heir instanceof HTMLElement) return heir;
      }
    }
    return null;
  };
}

/** Gives the keys back from what leaves to what had them before, and on to its heir when that goes, until somebody acts. */
export function handOver(leaving: Element, before: Element | null): void {
  if (before instanceof HTMLElement && before !== leaving.ownerDocument.body && before.isConnected) before.focus();
  follow(leaving.ownerDocument, before, (page) => isLost(page) || leaving.contains(page.activeElement));
}

let letGo = () => undefined as void;

/** Something was changed: whatever goes with it, the keys go on where they are or at its heir, until somebody acts. */
export function holdKeys(page = document): void {
  letGo();
  // A note goes by itself, and gives back the keys it had.
  const now = page.activeElement;
  letGo = follow(page, now?.closest('[popover]') == null ? now : null, isLost);
}

/** Keys that lead on by themselves, or stand for nothing alone. */
const LEADS_ON = ['Tab', 'Shift', 'Control', 'Alt', 'Meta'];
/** Keys that mean more in a field than its words. */
const ENDS = ['Enter', 'Escape'];

/**
 * After every command the keys stand somewhere: whatever it takes away (its own button, its menu, the whole page) hands them on.
 * Watches until the returned function is called.
 */
export function keepKeys(page = document): () => void {
  const pressed = (event: Event) => {
    // Whoever had the keys nowhere has lost none. What is typed takes nothing away.
    if (isLost(page)) return;
    if (event instanceof KeyboardEvent && (LEADS_ON.includes(event.key) || (!ENDS.includes(event.key) && page.activeElement?.matches('input, textarea, select')))) return;
    holdKeys(page);
  };
  ['click', 'keydown'].forEach((act) => page.addEventListener(act, pressed, { capture: true }));
  return () => ['click', 'keydown'].forEach((act) => page.removeEventListener(act, pressed, { capture: true }));
}

/** Settles the keys as often as what has them goes: at its heir, or on the page. */
function follow(page: Document, before: Element | null, isGone: (page: Document) => boolean): () => void {
  const lost = () => isGone(page);
  let heir: () => HTMLElement | null = before === null || isPage(before) ? () => null : heirOf(before);
  const settle = () => {
    if (lost()) heir()?.focus();
    if (lost()) keysToPage(page);
  };
  settle();

  const went = () => {
    if (!lost() && page.activeElement !== null) heir = heirOf(page.activeElement);
  };
  page.addEventListener('focusin', went);
  return untilActed(page, settle, () => page.removeEventListener('focusin', went));
}

/** Gives the keys to the first that this names as soon as it is there, unless somebody is or goes elsewhere. */
export function keysTo(selector: string, page = document): void {
  const end = untilActed(page, () => {
    const found = page.querySelector<HTMLElement>(selector);
    if (found === null || !isLost(page)) return;
    found.focus();
    end();
  });
}

/** Settles the keys whenever the page has changed, until somebody presses a key or a button, or the returned function is called. */
function untilActed(page: Document, settle: () => void, ended: () => void = () => undefined): () => void {
  let frame = 0;
  // At once, the page that comes may not be whole yet.
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(settle);
  };
  const changed = new MutationObserver(soon);
  const end = () => {
    changed.disconnect();
    cancelAnimationFrame(frame);
    page.removeEventListener('focusout', soon);
    ['keydown', 'pointerdown'].forEach((act) => page.removeEventListener(act, end, { capture: true }));
    ended();
  };
  changed.observe(page.body, { childList: true, subtree: true });
  page.addEventListener('focusout', soon);
  ['keydown', 'pointerdown'].forEach((act) => page.addEventListener(act, end, { capture: true }));
  return end;
}
