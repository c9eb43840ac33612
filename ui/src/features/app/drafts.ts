/** What was typed into a form and not saved yet; it outlives the form, the screen and the window. */
import { session } from './session.svelte';

const PREFIX = 'regulars.draft.';
/** Drafts kept at the most; the oldest go first. */
const MOST = 40;

export interface Draft {
  /** When it was typed, as an instant. */
  at: string;
  values: Record<string, unknown>;
}

/** The name of a form's draft: its book, its kind, and the record or what a new one began with. */
export function draftKey(kind: string, id: string | null, initial: Record<string, unknown> = {}): string {
  const about = id ?? `new${Object.keys(initial).length === 0 ? '' : JSON.stringify(initial)}`;
  return `${PREFIX}${session.status?.book?.bookId ?? ''}.${kind}.${about}`;
}

export function readDraft(key: string): Draft | null {
  try {
    const found = JSON.parse(globalThis.localStorage?.getItem(key) ?? 'null') as Partial<Draft> | null;
    return found !== null && typeof found.at === 'string' && typeof found.values === 'object' && found.values !== null ? { at: found.at, values: found.values } : null;
  } catch {
    return null;
  }
}

/** Keeps what is typed; nothing typed keeps nothing. */
export function keepDraft(key: string, values: Record<string, unknown>): void {
  try {
    if (Object.keys(values).length === 0) return dropDraft(key);
    globalThis.localStorage?.setItem(key, JSON.stringify({ at: new Date().toISOString(), values } satisfies Draft));
    thin();
  } catch {
    // Without storage the form still holds what was typed for as long as it is open.
  }
}

export function dropDraft(key: string): void {
  try {
    globalThis.localStorage?.removeItem(key);
  } catch {
    // There is nothing to drop where nothing could be kept.
  }
}

function thin(): void {
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) => key.startsWith(PREFIX));
  if (keys.length <= MOST) return;
  const oldest = keys.map((key) => ({ key, at: readDraft(key)?.at ?? '' })).sort((a, b) => a.at.localeCompare(b.at));
  oldest.slice(0, keys.length - MOST).forEach(({ key }) => localStorage.removeItem(key));
}
