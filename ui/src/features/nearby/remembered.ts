/** Where one started from the last time. */
import { remember, remembered } from '../app/remembered';
import { session } from '../app/session.svelte';

const key = () => `regulars.nearby.${session.status?.book?.bookId ?? ''}`;

export function lastPlace(): string {
  return remembered(key());
}

export function keepPlace(place: string): void {
  remember(key(), place);
}
