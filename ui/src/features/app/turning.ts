/** Keys that turn the page when nothing on it has the focus. A browser turns only a document, and here every screen turns its own part of one. */

/** How far an arrow leads, in px. */
const LINE = 48;
/** How much of a page is seen again on the next one. */
const KEPT = 0.12;

/** Where a key leads on a page of this height: by how much, or to which end. */
function way(event: KeyboardEvent, height: number): { by: number } | { to: number } | null {
  const whole = height * (1 - KEPT);
  if (event.key === 'PageDown' || (event.key === ' ' && !event.shiftKey)) return { by: whole };
  if (event.key === 'PageUp' || event.key === ' ') return { by: -whole };
  if (event.key === 'ArrowDown') return { by: LINE };
  if (event.key === 'ArrowUp') return { by: -LINE };
  if (event.key === 'Home') return { to: 0 };
  if (event.key === 'End') return { to: Number.MAX_SAFE_INTEGER };
  return null;
}

/** Turns the page that is shown, unless the screen has a use of its own for the key. */
export function turnPage(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]') !== null) return;
  const page = document.querySelector<HTMLElement>('#main .page');
  if (page === null) return;
  const where = way(event, page.clientHeight);
  if (where === null) return;
  // The keys of a screen are heard after those of the window.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    page.scrollTop = 'by' in where ? page.scrollTop + where.by : where.to;
  });
}
