/** How large everything is shown, in this window's own memory. */
import { setZoom } from '../../platform';
import { t } from '../../i18n';
import { remember, remembered } from './remembered';
import { toasts } from './toasts.svelte';

const KEY = 'regulars.zoom';
const STEPS = [80, 90, 100, 110, 125, 150, 175, 200];

class Zoom {
  percent = $state(100);
  readonly smallest = STEPS[0] ?? 80;
  readonly largest = STEPS.at(-1) ?? 200;

  /** How many of the window's points one of the page's takes. */
  get shown(): number {
    return this.percent / 100;
  }

  /** Takes up the size of last time. */
  begin(): void {
    const kept = Number(remembered(KEY) || '100');
    if (STEPS.includes(kept) && kept !== 100) void this.#apply(kept);
  }

  larger(): void {
    this.#set(STEPS.find((step) => step > this.percent) ?? this.largest);
  }

  smaller(): void {
    this.#set(STEPS.findLast((step) => step < this.percent) ?? this.smallest);
  }

  reset(): void {
    this.#set(100);
  }

  #set(percent: number): void {
    remember(KEY, String(percent));
    void this.#apply(percent).then(() => toasts.say(t('zoom.said', { percent: this.percent })));
  }

  async #apply(percent: number): Promise<void> {
    try {
      await setZoom(percent / 100);
      this.percent = percent;
    } catch (thrown) {
      toasts.refuse(thrown);
    }
  }
}

export const zoom = new Zoom();
