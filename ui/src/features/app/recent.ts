/** The records opened last, so that the palette offers them before anything is typed. */
import type { Kind } from '../../api/generated';
import { recalled, remember } from './remembered';
import { session } from './session.svelte';

export interface Recent {
  kind: Kind;
  id: string;
  title: string;
}

const MOST = 8;
const keyOf = () => `regulars.recent.${session.status?.book?.bookId ?? ''}`;

/** The records opened last in this book, the newest first. */
export function recentRecords(): Recent[] {
  const stored = recalled(keyOf());
  return Array.isArray(stored) ? stored.filter((one): one is Recent => typeof one?.id === 'string' && typeof one.kind === 'string' && typeof one.title === 'string') : [];
}

/** Remembers that a record was opened. */
export function opened(kind: Kind, id: string, title: string): void {
  remember(keyOf(), JSON.stringify([{ kind, id, title }, ...recentRecords().filter((one) => one.id !== id)].slice(0, MOST)));
}
