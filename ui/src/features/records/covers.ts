/**
 * With little room what is open beside a list lies over the whole screen. What is then under it is out of sight and keeps
 * its place, so neither the keys nor a screen reader may get there: whoever presses Tab would be somewhere they cannot see.
 */
import { takeKeys } from '../../components/handover';

/** Everything on the way up to the screen's own place that is not the node or around it. */
function around(node: Element): Element[] {
  const found: Element[] = [];
  for (let at = node; at.parentElement !== null && at.tagName !== 'MAIN' && at !== node.ownerDocument.body; at = at.parentElement) {
    found.push(...[...at.parentElement.children].filter((other) => other !== at));
  }
  return found;
}

/** To be attached to what lies over the rest where the style sheet takes it out of its row. */
export function covers(node: HTMLElement): () => void {
  let under: Element[] = [];

  function look() {
    const lies = getComputedStyle(node).position === 'absolute';
    if (lies === under.length > 0) return;
    if (!lies) return uncover();
    node.dataset.covers = '';
    under = around(node);
    under.forEach((element) => element.setAttribute('inert', ''));
    // What had the keys lies under it now.
    if (document.activeElement !== null && under.some((element) => element.contains(document.activeElement))) (document.activeElement as HTMLElement).blur();
    takeKeys();
  }

  function uncover() {
    under.forEach((element) => element.removeAttribute('inert'));
    under = [];
    delete node.dataset.covers;
  }

  // Its width follows the window's, so that is when it may come to lie over the rest or beside it again.
  const sized = new ResizeObserver(look);
  sized.observe(node);
  look();
  return () => {
    sized.disconnect();
    uncover();
  };
}
