/** Whether deals are seen as a board, a list or a forecast, and which pipeline; this computer remembers it. */
import { remember, remembered } from '../app/remembered';

export const LOOKS = ['board', 'list', 'forecast'] as const;
export type Look = (typeof LOOKS)[number];

const LOOK_KEY = 'regulars.deals.look';
const PIPELINE_KEY = 'regulars.deals.pipeline';

class DealLook {
  #look = $state<Look>(LOOKS.find((look) => look === remembered(LOOK_KEY)) ?? 'board');
  #pipeline = $state(remembered(PIPELINE_KEY));

  get look(): Look {
    return this.#look;
  }
  set look(next: Look) {
    this.#look = next;
    remember(LOOK_KEY, next);
  }
  /** The pipeline last looked at; empty for the first. */
  get pipeline(): string {
    return this.#pipeline;
  }
  set pipeline(next: string) {
    this.#pipeline = next;
    remember(PIPELINE_KEY, next);
  }
}

export const dealLook = new DealLook();
