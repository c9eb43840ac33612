/** Whether follow-ups are seen as a list or a calendar; this computer remembers it. */
import type { CalendarView } from '../../components/calendar';

export type Look = 'list' | 'calendar';

const LOOK_KEY = 'regulars.followUps.look';
const VIEW_KEY = 'regulars.followUps.view';

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

class FollowUpLook {
  #look = $state<Look>(read(LOOK_KEY) === 'calendar' ? 'calendar' : 'list');
  #view = $state<CalendarView>(read(VIEW_KEY) === 'month' ? 'month' : read(VIEW_KEY) === 'agenda' ? 'agenda' : 'week');

  get look(): Look {
    return this.#look;
  }
  set look(next: Look) {
    this.#look = next;
    write(LOOK_KEY, next);
  }
  get view(): CalendarView {
    return this.#view;
  }
  set view(next: CalendarView) {
    this.#view = next;
    write(VIEW_KEY, next);
  }
}

export const followUpLook = new FollowUpLook();
