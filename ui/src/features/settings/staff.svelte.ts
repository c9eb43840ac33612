/** The names of the staff, for the fields that give something to somebody. */
import { onEvent, rpc } from '../../api/rpc';

const MOST = 500;

class StaffNames {
  names = $state.raw<string[]>([]);
  #loaded = false;

  constructor() {
    onEvent((event) => {
      if (event.type === 'book' && !event.open) this.names = [];
      else if (this.#loaded && (event.type === 'book' || (event.type === 'changed' && event.changed.some((change) => change.kind === 'staff')))) void this.#load();
    });
  }

  /** Reads the names unless they are there already. */
  ready(): void {
    if (!this.#loaded) void this.#load();
  }

  async #load(): Promise<void> {
    this.#loaded = true;
    try {
      const page = await rpc('records.list', { kind: 'staff', sort: 'name', offset: 0, limit: MOST });
      this.names = page.rows.map((row) => String((row as { name?: string }).name ?? ''));
    } catch {
      // Without the list a name is typed as before.
      this.names = [];
    }
  }
}

export const staff = new StaffNames();
