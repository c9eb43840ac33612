/** The tour of the first day; once it was seen or skipped it never comes by itself again. */
import { remember, remembered } from '../app/remembered';

const SEEN_KEY = 'regulars.tour';

export const STEPS = ['today', 'people', 'find', 'safe'] as const;

class Tour {
  /** The step that is shown, or nothing. */
  step = $state<number | null>(remembered(SEEN_KEY) === 'seen' ? null : 0);

  next(): void {
    if (this.step === null) return;
    if (this.step + 1 >= STEPS.length) this.end();
    else this.step += 1;
  }

  end(): void {
    this.step = null;
    remember(SEEN_KEY, 'seen');
  }

  /** Somebody asked to see it again. */
  again(): void {
    this.step = 0;
  }
}

export const tour = new Tour();
