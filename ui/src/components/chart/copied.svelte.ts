/** Says for a moment whether a chart could be copied. */
import { t } from '../../i18n';

/** How long it is said, in milliseconds. */
const SAID_MS = 4000;

export class Copied {
  /** What is read aloud and shown; empty when nothing was copied lately. */
  said = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does the copying and says how it went. */
  async by(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.said = t('chart.copied');
    } catch {
      this.said = t('chart.copyFailed');
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.said = ''), SAID_MS);
  }
}
