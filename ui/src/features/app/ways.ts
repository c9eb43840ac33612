/** Whoever comes back to a page has the keys again where they were when it was left. */
import { keysTo } from '../../components/handover';
import { onLeave } from '../../navigation.svelte';

/** By address, what had the keys, as a selector that finds it on the page built anew. */
const places = new Map<string, string>();

function placeOf(held: Element | null): string | null {
  const place = held?.closest<HTMLElement>('[data-place]')?.dataset.place;
  if (place !== undefined) return `[data-place="${CSS.escape(place)}"]`;
  const href = held?.closest('a[href^="#"]')?.getAttribute('href');
  return href === undefined || href === null ? null : `#main a[href="${CSS.escape(href)}"]`;
}

/** Follows the ways until the returned function is called. */
export function followWays(): () => void {
  const stop = onLeave((from) => {
    // A menu gives the keys back before the page goes, but only after it was chosen from.
    queueMicrotask(() => {
      const place = placeOf(document.activeElement);
      if (place !== null) places.set(from, place);
    });
  });
  const back = (event: PopStateEvent) => {
    // A link makes a new step, which has no state yet.
    const place = event.state === null ? undefined : places.get(location.hash);
    if (place !== undefined) keysTo(place);
  };
  window.addEventListener('popstate', back);
  return () => {
    stop();
    window.removeEventListener('popstate', back);
  };
}
