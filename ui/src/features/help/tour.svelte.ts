/** The tour of the first day; once it was seen or skipped it never comes by itself again. */

const SEEN_KEY = 'regulars.tour';

function seen(): boolean {
  try {
    return globalThis.localStorage?.getItem(SEEN_KEY) === 'seen';
  } catch {
    return false;
  }
}

export const STEPS = ['today', 'people', 'find', 'safe'] as const;

class Tour {
  /** The step that is shown, or nothing. */
  step = $state<number | null>(seen() ? null : 0);

  next(): void {
    if (this.step === null) return;
    if (this.step + 1 >= STEPS.length) this.end();
    else this.step += 1;
  }

  end(): void {
    this.step = null;
    try {
      globalThis.localStorage?.setItem(SEEN_KEY, 'seen');
    } catch {
      // Without a place to remember it, the tour comes again with the next window.
    }
  }

  /** Somebody asked to see it again. */
  again(): void {
    this.step = 0;
  }
}

export const tour = new Tour();
