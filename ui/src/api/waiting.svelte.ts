/** What the person waits for, so that a window whose core is busy says so instead of looking empty. */

/** Below this nobody notices that something was waited for. */
const NOTICED_MS = 300;
/** Whoever has pressed a key for something is told sooner that it comes. */
const ASKED_MS = 100;

class Waiting {
  /** Whether an answer takes long enough to be told of. */
  shown = $state(false);
  #late = 0;

  /** Gives an answer on, and says meanwhile that it is waited for. `asked` means that a key or a press has asked for it. */
  async during<T>(answer: Promise<T>, asked = false): Promise<T> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#count(1);
    }, asked ? ASKED_MS : NOTICED_MS);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      if (late) this.#count(-1);
    }
  }

  #count(by: 1 | -1): void {
    this.#late += by;
    this.shown = this.#late > 0;
  }
}

export const waiting = new Waiting();
