/** Small choices of how things are seen, remembered by this computer and not by the book. */

/** What was chosen; empty when nothing was, or nothing can be kept here. */
export function remembered(key: string): string {
  try {
    return globalThis.localStorage?.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // The choice then lasts as long as the window.
  }
}
