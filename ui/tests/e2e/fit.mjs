// What no picture may show: words that are cut off, controls outside the window, over each other or under something else.

/** Runs in the page; gives a sentence for each thing that does not fit. */
export function misfits() {
  const found = [];
  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.closest('[inert], .sr-only, [aria-hidden=true]') === null;
  const named = (element) => `${element.tagName.toLowerCase()}.${[...element.classList].filter((name) => !name.startsWith('svelte-')).join('.')} “${(element.textContent || element.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX + getComputedStyle(element).overflowY);
  if (document.scrollingElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.scrollingElement.scrollWidth} px wide in a window of ${innerWidth} px`);
  const zoom = Number(document.documentElement.style.getPropertyValue('--zoom')) || 1;

  // Words are lost when they are cut off and nothing tells the rest.
  for (const element of document.querySelectorAll('button, a, label, h1, h2, h3, th, summary, dt, dd, legend, .label, .button span, [role=tab], [role=columnheader], p, li')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    if (!own || !shown(element) || element.closest('[role=row], .row') !== null) continue;
    const style = getComputedStyle(element);
    if (style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1 && element.closest('[title]') === null && element.getAttribute('aria-label') === null) found.push(`cut off: ${named(element)}`);
    if (style.overflowX === 'visible' && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0 && style.display !== 'inline') found.push(`too narrow for its words: ${named(element)}`);
  }

  // Controls must be in the window, or where scrolling leads.
  const controls = [...document.querySelectorAll('button, a[href], input, select, textarea, summary')].filter((element) => shown(element) && element.getBoundingClientRect().width > 1 && !element.matches('.sr-only, .skip'));
  for (const element of controls) {
    const box = element.getBoundingClientRect();
    let within = element.parentElement;
    while (within !== null && !scrolls(within)) within = within.parentElement;
    const [width, height] = [innerWidth, innerHeight];
    if (within === null && (box.right > width + 2 || box.left < -2 || box.bottom > height + 2)) found.push(`outside the window: ${named(element)} at ${Math.round(box.left / zoom)}…${Math.round(box.right / zoom)} of ${Math.round(width / zoom)}`);
  }

  // A record or a form beside its list has all the room there is where that is little, and what lies under it no keys.
  if (innerWidth / zoom <= 880) {
    const main = document.getElementById('main')?.getBoundingClientRect();
    for (const beside of document.querySelectorAll('#main aside[tabindex="-1"]')) {
      const box = beside.getBoundingClientRect();
      if (box.width < main.width - 2 || box.height < main.height - 2) found.push(`the card has ${Math.round(box.width)} × ${Math.round(box.height)} px of ${Math.round(main.width)} × ${Math.round(main.height)}`);
      if (document.activeElement?.closest('[inert]') || !document.querySelector('#main [inert]')) found.push('the keys get to what lies under the card');
    }
  }

  // Two controls side by side must not lie over each other.
  for (const element of controls) {
    const box = element.getBoundingClientRect();
    for (const other of element.parentElement?.children ?? []) {
      if (other === element || !controls.includes(other) || other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) continue;
      if (getComputedStyle(other).position === 'absolute' || getComputedStyle(element).position === 'absolute') continue;
      const next = other.getBoundingClientRect();
      const [across, down] = [Math.min(box.right, next.right) - Math.max(box.left, next.left), Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top)];
      if (across > 2 && down > 2) found.push(`over each other: ${named(element)} and ${named(other)}`);
    }
  }
  // Nothing but what was opened over the page may lie over a control: its middle is where people press. Where there is
  // little room, the card at the side (aside) lies over its list.
  const over = 'aside, dialog, [role=dialog], [role=menu], [role=listbox], [popover], [data-floating-ui-portal], .toaster';
  for (const element of controls) {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    let within = element.parentElement;
    for (; within !== null; within = within.parentElement) {
      const room = scrolls(within) && within.getBoundingClientRect();
      if (room && (x < room.left || x > room.right || y < room.top || y > room.bottom)) break;
    }
    let hit = within === null ? document.elementFromPoint(x, y) : null;
    // What scrolls passes under a bar that stays, and comes out from under it again.
    for (let bar = hit; bar !== null && bar !== document.body; bar = bar.parentElement) if (getComputedStyle(bar).position === 'sticky') { hit = null; break; }
    if (hit === null || element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element) || hit.closest(over) !== null) continue;
    found.push(`under something: ${named(element)} lies under ${named(hit)}`);
  }
  return [...new Set(found)];
}
