/** Whether follow-ups are seen as a list or a calendar; this computer remembers it. */
import type { CalendarView } from '../../components/calendar';
import { remember, remembered } from '../app/remembered';

export type Look = 'list' | 'calendar';

const LOOK_KEY = 'regulars.followUps.look';
const VIEW_KEY = 'regulars.followUps.view';

class FollowUpLook {
  #look = $state<Look>(remembered(LOOK_KEY) === 'calendar' ? 'calendar' : 'list');
  #view = $state<CalendarView>(remembered(VIEW_KEY) === 'month' ? 'month' : remembered(VIEW_KEY) === 'agenda' ? 'agenda' : 'week');

  get look(): Look {
    return this.#look;
  }
  set look(next: Look) {
    this.#look = next;
    remember(LOOK_KEY, next);
  }
  get view(): CalendarView {
    return this.#view;
  }
  set view(next: CalendarView) {
    this.#view = next;
    remember(VIEW_KEY, next);
  }
}

export const followUpLook = new FollowUpLook();
