/** What this computer remembers and the book does not: how things are seen, drafts, what was opened last. */

/** What was chosen; empty when nothing was, or nothing can be kept here. */
export function remembered(key: string): string {
  try {
    return globalThis.localStorage?.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Keeps it; false when nothing can be kept here. It then lasts as long as the window. */
export function remember(key: string, value: string): boolean {
  try {
    globalThis.localStorage?.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** Forgets it. */
export function forget(key: string): void {
  try {
    globalThis.localStorage?.removeItem(key);
  } catch {
    // There is nothing to forget where nothing could be kept.
  }
}

/** Something larger that was kept; nothing when it is not there or cannot be read. */
export function recalled(key: string): unknown {
  try {
    return JSON.parse(remembered(key) || 'null');
  } catch {
    return null;
  }
}

/** The keys of all that is kept and begins so. */
export function rememberedKeys(prefix: string): string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
