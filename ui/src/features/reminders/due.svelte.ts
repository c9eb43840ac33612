/** Reminders that have come due: the core tells each once at this seat and keeps which still stand, for every window the same. */
import { onEvent, rpc } from '../../api/rpc';
import type { ReminderDue } from '../../api/generated';
import { joined, t } from '../../i18n';
import { relativeDate } from '../../i18n/format';
import { session } from '../app/session.svelte';
import { toasts } from '../app/toasts.svelte';
import { dueHere, dueTimeOf } from '../follow_ups/when';

const EVERY_MS = 60_000;
const SETTLE_MS = 500;
/** More at once become one notification of the desktop. */
const MOST_TOLD = 3;

class Due {
  list = $state.raw<ReminderDue[]>([]);
  #turn = 0;

  /** Asks until the returned function is called. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    void this.ask();
    const every = setInterval(() => void this.ask(), EVERY_MS);
    const stop = onEvent((event) => {
      if (event.type === 'reminders') void this.#load().catch(() => undefined);
      if (event.type !== 'changed' || !event.changed.some((change) => change.kind === 'follow_up' || change.kind === 'deal')) return;
      clearTimeout(timer);
      timer = setTimeout(() => void this.ask(), SETTLE_MS);
    });
    return () => {
      clearInterval(every);
      clearTimeout(timer);
      stop();
    };
  }

  /** What is new is told by the window that asked first; all of them show what stands. */
  async ask(): Promise<void> {
    try {
      const { reminders } = await rpc('reminders.news', {});
      this.#tell(reminders);
      await this.#load();
    } catch {
      // The next minute asks again.
    }
  }

  /** Somebody has seen to it; no window shows it any more. */
  drop(id: string): void {
    this.list = this.list.filter((one) => one.id !== id);
    void rpc('reminders.dismiss', { ids: [id] }).catch(() => undefined);
  }

  async #load(): Promise<void> {
    const mine = (this.#turn += 1);
    const { reminders } = await rpc('reminders.standing', {});
    if (mine === this.#turn) this.list = reminders;
  }

  #tell(reminders: ReminderDue[]): void {
    const [first] = reminders;
    if (first === undefined) return;
    toasts.say(reminders.length === 1 ? t('reminder.said', { subject: first.subject, customer: first.customer }) : t('reminder.count', { count: reminders.length }));
    // The notices of the window stand anyway; where the desktop cannot say it, they are enough.
    const told = reminders.length > MOST_TOLD ? [{ title: t('reminder.count', { count: reminders.length }), text: reminders.slice(0, MOST_TOLD).map((one) => one.subject).join(', ') }] : reminders.map((one) => ({ title: one.subject, text: joined([one.customer, relativeDate(dueHere(one).day, session.today), dueTimeOf(one)]) }));
    for (const one of told) void rpc('window.notify', one).catch(() => undefined);
  }
}

export const due = new Due();
