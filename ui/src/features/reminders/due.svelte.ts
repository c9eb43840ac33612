/** Reminders that have come due: asked for every minute and when follow-ups change, kept until somebody has seen to them. */
import { onEvent, rpc } from '../../api/rpc';
import type { ReminderDue } from '../../api/generated';
import { t } from '../../i18n';
import { recalled, remember } from '../app/remembered';
import { session } from '../app/session.svelte';
import { toasts } from '../app/toasts.svelte';

const EVERY_MS = 60_000;
const SETTLE_MS = 500;
/** More at once become one notification of the desktop. */
const MOST_TOLD = 3;

class Due {
  list = $state.raw<ReminderDue[]>([]);
  #book = '';

  /** Asks until the returned function is called. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#take();
    void this.ask();
    const every = setInterval(() => void this.ask(), EVERY_MS);
    const stop = onEvent((event) => {
      if (event.type !== 'changed' || !event.changed.some((change) => change.kind === 'follow_up')) return;
      clearTimeout(timer);
      timer = setTimeout(() => void this.#recheck().then(() => this.ask()), SETTLE_MS);
    });
    return () => {
      clearInterval(every);
      clearTimeout(timer);
      stop();
    };
  }

  async ask(): Promise<void> {
    try {
      const { reminders } = await rpc('reminders.news', {});
      if (reminders.length === 0) return;
      const news = reminders.map((one) => one.id);
      this.#keep([...reminders, ...this.list.filter((one) => !news.includes(one.id))]);
      const [first] = reminders;
      toasts.say(first !== undefined && reminders.length === 1 ? t('reminder.said', { subject: first.subject, customer: first.customer }) : t('reminder.count', { count: reminders.length }));
      // The notices of the window stand anyway; where the desktop cannot say it, they are enough.
      const told = reminders.length > MOST_TOLD ? [{ title: t('reminder.count', { count: reminders.length }), text: reminders.slice(0, MOST_TOLD).map((one) => one.subject).join(', ') }] : reminders.map((one) => ({ title: one.subject, text: one.customer }));
      for (const one of told) void rpc('window.notify', one).catch(() => undefined);
    } catch {
      // The next minute asks again.
    }
  }

  drop(id: string): void {
    this.#keep(this.list.filter((one) => one.id !== id));
  }

  /** What was done or put off elsewhere needs no notice any more. */
  async #recheck(): Promise<void> {
    for (const one of this.list) {
      const item = await rpc('records.get', { kind: 'follow_up', id: one.id }).then((reply) => reply.record as { done: boolean; trashedAt: string | null; snoozedUntil?: string | null }, () => null);
      const waits = item?.snoozedUntil != null && item.snoozedUntil > new Date().toISOString();
      if (item === null || item.done || item.trashedAt !== null || waits) this.drop(one.id);
    }
  }

  get #key(): string {
    return `regulars.reminders.${this.#book}`;
  }

  #take(): void {
    this.#book = session.status?.book?.bookId ?? '';
    this.list = (recalled(this.#key) as ReminderDue[] | null) ?? [];
  }

  #keep(list: ReminderDue[]): void {
    this.list = list;
    remember(this.#key, JSON.stringify(list));
  }
}

export const due = new Due();
