/** Further windows on the book, and what the window hands to other programs of the computer. */
import { rpc } from '../../api/rpc';
import { inShell } from '../../platform';
import { toasts } from './toasts.svelte';

async function tryTo(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    toasts.refuse(thrown);
  }
}

/** Opens a place such as `#/customers` in a window of its own; without a place, the one in front. */
export function openWindow(place = globalThis.location.hash): Promise<void> {
  return tryTo(async () => {
    if (inShell()) await rpc('window.open', { place });
    else globalThis.open(`${globalThis.location.pathname}${globalThis.location.search}${place}`, '_blank');
  });
}

/** Shows the book's folder in the computer's own file manager. */
export function showFolder(): Promise<void> {
  return tryTo(() => rpc('window.showFolder', {}));
}

/** Rings a number or begins a letter with the computer's own program for it. */
export function followLink(href: string): void {
  if (inShell()) void tryTo(() => rpc('window.follow', { link: href }));
  else globalThis.location.href = href;
}

/** The links that another program answers. */
const OUTSIDE = /^(tel|mailto|sms|https?):/;

/**
 * Hands clicked telephone numbers, e-mail addresses and pages to the computer's own program for them: the shell's page would
 * leave for them otherwise. A click with Ctrl on a link within the program opens it in a window of its own.
 */
export function followLinks(): () => void {
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    const href = link?.getAttribute('href') ?? '';
    if (event.defaultPrevented || !inShell()) return;
    if (OUTSIDE.test(href)) {
      event.preventDefault();
      followLink(href);
    } else if (href.startsWith('#/') && (event.ctrlKey || event.metaKey || event.button === 1)) {
      event.preventDefault();
      void openWindow(href);
    }
  };
  document.addEventListener('click', clicked);
  document.addEventListener('auxclick', clicked);
  return () => {
    document.removeEventListener('click', clicked);
    document.removeEventListener('auxclick', clicked);
  };
}
