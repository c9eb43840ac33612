/** The files that were last dropped on the window to be brought in: one after the other, each looked at before it is. */
class Dropped {
  /** All that were dropped together, by their paths. */
  files = $state.raw<string[]>([]);
  /** Which of them it is the turn of. */
  at = $state(0);
  /** The one that waits for the import's screen to take it. */
  path = $state<string | null>(null);

  bring(files: string[]): void {
    this.files = files;
    this.at = 0;
    this.path = files[0] ?? null;
  }

  /** The one after this; null after the last. */
  get next(): string | null {
    return this.files[this.at + 1] ?? null;
  }

  onward(): void {
    if (this.next === null) return;
    this.at += 1;
    this.path = this.files[this.at] ?? null;
  }

  forget(): void {
    this.bring([]);
  }
}

export const dropped = new Dropped();
