/** By when, in ms, a page that a dialog led to stands there: its list first, or at last the page itself. */
const OPENED_BY_MS = [60, 300, 1200];

/**
 * Opens a dialog over everything else. What asked for the focus gets it, otherwise the first thing that can be filled
 * in: whoever opened the dialog wants to write, not to close it. When it goes, the focus returns to where it was, or to the page.
 */
export function modal(node: HTMLDialogElement): { destroy: () => void } {
  const before = document.activeElement;
  node.showModal();
  if (node.querySelector('[autofocus]') === null) firstToFill(node)?.focus();
  return {
    destroy() {
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
      // What opened it may be gone with what was done; the keys then begin at the page, not at the window's edge.
      else if (document.activeElement === document.body || node.contains(document.activeElement)) {
        const page = node.ownerDocument;
        keysToPage(page);
        OPENED_BY_MS.forEach((ms) => setTimeout(() => takeKeys(page), ms));
      }
    },
  };
}

/** What somebody who wants to write begins with: what asks for it, or the first thing that can be filled in. */
export function firstToFill(node: Element): HTMLElement | null {
  return node.querySelector<HTMLElement>('[autofocus]') ?? node.querySelector<HTMLElement>('input:not([type=radio], [type=checkbox], :disabled), textarea:not(:disabled), select:not(:disabled)');
}

/** Whoever is somewhere already stays there; where what had the focus is gone, the keys get a place on the page. */
export function takeKeys(page = document): void {
  const now = page.activeElement;
  if (now === null || now === page.body || now.id === 'main') keysToPage(page);
}

/** The list takes the keys, or the card that is open, or the page itself. */
function keysToPage(page: Document): void {
  (page.querySelector<HTMLElement>('[role="grid"][tabindex], [data-card][aria-current]') ?? page.getElementById('main'))?.focus();
}

/** What a menu or list that belongs to a part of the page must lie in: behind an open dialog nothing can be seen or pressed. */
export function layerOf(node: Element | null): Element {
  return node?.closest('dialog') ?? document.body;
}
