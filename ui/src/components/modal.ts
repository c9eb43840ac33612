import { handOver } from './handover';

/**
 * Opens a dialog over everything else. What asked for the focus gets it, otherwise the first thing that can be filled
 * in: whoever opened the dialog wants to write, not to close it. When it goes, the focus returns to where it was, or to what took its place.
 */
export function modal(node: HTMLDialogElement): { destroy: () => void } {
  const before = document.activeElement;
  node.showModal();
  if (node.querySelector('[autofocus]') === null) firstToFill(node)?.focus();
  return {
    destroy() {
      // Closed, it lets go of the page behind it, which can have the keys again.
      node.close?.();
      handOver(node, before);
    },
  };
}

/** What somebody who wants to write begins with: what asks for it, or the first thing that can be filled in. */
export function firstToFill(node: Element): HTMLElement | null {
  return node.querySelector<HTMLElement>('[autofocus]') ?? node.querySelector<HTMLElement>('input:not([type=radio], [type=checkbox], :disabled), textarea:not(:disabled), select:not(:disabled)');
}

/** What a menu or list that belongs to a part of the page must lie in: behind an open dialog nothing can be seen or pressed. */
export function layerOf(node: Element | null): Element {
  return node?.closest('dialog') ?? document.body;
}
