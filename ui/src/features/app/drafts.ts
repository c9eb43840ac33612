/** What was typed into a form and not saved yet; it outlives the form, the screen and the window. */
import { forget, recalled, remember, rememberedKeys } from './remembered';
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
  const found = recalled(key) as Partial<Draft> | null;
  return found !== null && typeof found.at === 'string' && typeof found.values === 'object' && found.values !== null ? { at: found.at, values: found.values } : null;
}

/** Keeps what is typed; nothing typed keeps nothing. */
export function keepDraft(key: string, values: Record<string, unknown>, at = new Date().toISOString()): void {
  if (Object.keys(values).length === 0) dropDraft(key);
  else if (remember(key, JSON.stringify({ at, values } satisfies Draft))) thin();
}

/** A draft with what its name says. */
export interface NamedDraft extends Draft {
  key: string;
  kind: string;
  /** The record it is about; null for a new one. */
  id: string | null;
  /** What a new one began with. */
  initial: Record<string, unknown>;
}

/** All drafts of the open book, those typed last first. */
export function draftsOfBook(): NamedDraft[] {
  const prefix = `${PREFIX}${session.status?.book?.bookId ?? ''}.`;
  return rememberedKeys(prefix)
    .flatMap((key) => {
      const draft = readDraft(key);
      const named = /^(.+?)\.(?:new(\{.*\})?|([^.]+))$/s.exec(key.slice(prefix.length));
      if (draft === null || named === null) return [];
      return [{ ...draft, key, kind: named[1] ?? '', id: named[3] ?? null, initial: JSON.parse(named[2] ?? '{}') as Record<string, unknown> }];
    })
    .sort((a, b) => b.at.localeCompare(a.at));
}

export function dropDraft(key: string): void {
  forget(key);
}

function thin(): void {
  const keys = rememberedKeys(PREFIX);
  if (keys.length <= MOST) return;
  const oldest = keys.map((key) => ({ key, at: readDraft(key)?.at ?? '' })).sort((a, b) => a.at.localeCompare(b.at));
  oldest.slice(0, keys.length - MOST).forEach(({ key }) => forget(key));
}
