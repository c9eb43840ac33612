/** A record made on the way: while one form is filled in, another is opened for what it refers to. */
import type { Kind } from '../../api/generated';

type Made = Record<string, unknown> & { id: string };

export interface Creation {
  kind: Kind;
  initial: Record<string, unknown>;
  finish: (record: Made | null) => void;
}

class Creating {
  now = $state.raw<Creation | null>(null);

  /** Opens the form of a new record; gives the record once it is saved, or null when the form was left. */
  ask(kind: Kind, initial: Record<string, unknown>): Promise<Made | null> {
    this.now?.finish(null);
    return new Promise((resolve) => {
      this.now = {
        kind,
        initial,
        finish: (record) => {
          this.now = null;
          resolve(record);
        },
      };
    });
  }
}

export const creating = new Creating();

/** What a new record of this kind begins with when only its name was typed. */
export function beginWith(kind: Kind, name: string): Record<string, unknown> {
  if (kind !== 'customer') return { [kind === 'follow_up' ? 'subject' : 'name']: name };
  const words = name.split(/\s+/);
  return words.length === 1 ? { lastName: name } : { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) };
}
