/** Whether deals are seen as a board, a list or a forecast, and which pipeline; this computer remembers it. */

export const LOOKS = ['board', 'list', 'forecast'] as const;
export type Look = (typeof LOOKS)[number];

const LOOK_KEY = 'regulars.deals.look';
const PIPELINE_KEY = 'regulars.deals.pipeline';

function read(key: string): string {
  try {
    return globalThis.localStorage?.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // The choice then lasts as long as the window.
  }
}

class DealLook {
  #look = $state<Look>(LOOKS.find((look) => look === read(LOOK_KEY)) ?? 'board');
  #pipeline = $state(read(PIPELINE_KEY));

  get look(): Look {
    return this.#look;
  }
  set look(next: Look) {
    this.#look = next;
    write(LOOK_KEY, next);
  }
  /** The pipeline last looked at; empty for the first. */
  get pipeline(): string {
    return this.#pipeline;
  }
  set pipeline(next: string) {
    this.#pipeline = next;
    write(PIPELINE_KEY, next);
  }
}

export const dealLook = new DealLook();
