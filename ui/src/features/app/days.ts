/**
 * What is late turns late without a change. When another day has begun on the owner's wall, be it at midnight, after the
 * computer has slept or while nobody looked at the window, everything that is shown is asked for anew.
 */
import { announce } from '../../api/rpc';
import { dayOf } from '../../i18n/format';
import { session } from './session.svelte';

/** A sleeping computer sleeps through timers of hours, so the clock is looked at often; it costs nothing. */
const LOOK_EVERY_MS = 30_000;

const wallDay = () => dayOf(new Date().toISOString());

/** Watches the days until the returned function is called. */
export function followDays(): () => void {
  let known = wallDay();

  async function look(): Promise<void> {
    const now = wallDay();
    if (now === known || session.status?.book == null) return;
    const before = known;
    known = now;
    try {
      await session.turnDay();
      announce({ type: 'day' });
    } catch {
      // The next look tries again.
      known = before;
    }
  }

  const seen = () => void look();
  const every = setInterval(seen, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('focus', seen);
  return () => {
    clearInterval(every);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('focus', seen);
  };
}
