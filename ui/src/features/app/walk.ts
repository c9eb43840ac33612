/** Walking through a list of rows that take the keys: to the next, the one before, the first, the last. */

/** Moves the keys from the row that heard the key to another one; false when it is no key for that. */
export function walked(event: KeyboardEvent, rows: HTMLElement[], letters: boolean): boolean {
  const at = rows.indexOf(event.currentTarget as HTMLElement);
  const by: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, ...(letters ? { j: at + 1, k: at - 1 } : {}) };
  const to = by[event.key];
  if (to === undefined) return false;
  rows[to]?.focus();
  return true;
}
