/** The way by keys through what stands on one day of a calendar. */

/** The things of a day as they are read; the button for those without room comes after them. */
function entriesOf(cell: Element): HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>('[data-item]'), ...cell.querySelectorAll<HTMLElement>('.rest')];
}

/** The entry that has the keys, and its day. */
function entryOf(event: Event): { cell: Element; entry: HTMLElement } | null {
  const entry = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item], .rest') : null;
  const cell = entry?.closest('[data-day]') ?? null;
  return entry === null || cell === null ? null : { cell, entry };
}

/** From the number of a day to the first thing on it; false where the day is empty. */
export function intoDay(day: HTMLElement): boolean {
  const cell = day.closest('[data-day]');
  const first = cell === null ? undefined : entriesOf(cell)[0];
  first?.focus();
  return first !== undefined;
}

/** From one thing of a day to another; true when the key means that. */
export function throughDay(event: KeyboardEvent): boolean {
  const found = entryOf(event);
  if (found === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const entries = entriesOf(found.cell);
  const at = entries.indexOf(found.entry);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined) return false;
  entries[to]?.focus();
  return true;
}

/** Esc leads from a thing back to its day; true when it did. */
export function backToDay(event: KeyboardEvent): boolean {
  const found = event.key === 'Escape' ? entryOf(event) : null;
  const day = found?.cell.querySelector<HTMLElement>('.day') ?? null;
  day?.focus();
  return day !== null;
}
