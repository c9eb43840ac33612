/** What can be done to all selected records at once: the bar over the list and the menu of a selected row offer the same. */
import Archive from '@lucide/svelte/icons/archive';
import TagIcon from '@lucide/svelte/icons/tag';
import Trash from '@lucide/svelte/icons/trash-2';
import type { MenuItem } from '../../components/Menu.svelte';
import type { Kind } from '../../api/generated';
import { t } from '../../i18n';
import { saveMany, trash } from '../app/writes';

export class Bulk {
  /** Whom the words that are being chosen are for; null while nobody chooses any. */
  tagging = $state.raw<string[] | null>(null);
  tags = $state<string[]>([]);
  /** Something is being done to them, so that nothing else is begun. */
  busy = $state(false);
  readonly kind: Kind;
  readonly #done: () => void;

  /** `done` is told when they were changed, and the selection has served. */
  constructor(kind: Kind, done: () => void) {
    this.kind = kind;
    this.#done = done;
  }

  /** The bar stands beside its count; a menu, which a row has as well, says with every word how many are meant. */
  items(ids: string[], counted = false): MenuItem[] {
    const label = (key: 'bulk.tag' | 'bulk.archive' | 'bulk.trash') => (counted ? t(`${key}These`, { count: ids.length }) : t(key));
    const disabled = this.busy;
    return [
      { label: label('bulk.tag'), icon: TagIcon, disabled, run: () => this.#tag(ids) },
      { label: label('bulk.archive'), icon: Archive, disabled, run: () => void this.apply(() => saveMany(this.kind, ids, { values: { archived: true } })) },
      { label: label('bulk.trash'), icon: Trash, disabled, danger: true, keys: counted ? 'Del' : undefined, run: () => void this.trash(ids) },
    ];
  }

  trash(ids: string[]): Promise<void> {
    return this.apply(() => trash(this.kind, ids));
  }

  #tag(ids: string[]): void {
    this.tags = [];
    this.tagging = ids;
  }

  stopTagging(): void {
    this.tagging = null;
  }

  /** Gives them the words that were chosen. */
  addTags(): void {
    const ids = this.tagging ?? [];
    const addTags = $state.snapshot(this.tags);
    if (addTags.length > 0) void this.apply(() => saveMany(this.kind, ids, { addTags }));
  }

  /** One thing at a time; `work` says whether it was done. */
  async apply(work: () => Promise<boolean>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      if (await work()) this.#done();
    } finally {
      this.busy = false;
      this.tagging = null;
    }
  }
}
