/** How many follow-ups, next steps of deals and promises of cases are overdue or due today; shown beside Today in the sidebar. */
import { onEvent, rpc } from '../../api/rpc';
import { session } from '../app/session.svelte';

class TodayCount {
  value = $state(0);

  async load(): Promise<void> {
    if (session.status?.book == null) {
      this.value = 0;
      return;
    }
    try {
      this.value = (await rpc('today.count', {})).count;
    } catch {
      this.value = 0;
    }
  }

  /** Keeps the count true. */
  follow(): () => void {
    void this.load();
    return onEvent((event) => {
      if (event.type === 'day') void this.load();
      if (event.type === 'changed' && event.changed.some((change) => change.kind === 'follow_up' || change.kind === 'case' || change.kind === 'deal')) void this.load();
    });
  }
}

export const todayCount = new TodayCount();
