/** Two customers of one's own choice become one: whom somebody else is looked for, and the page that compares the two. */
import { go } from '../../navigation.svelte';

class Merging {
  /** The customer for whom the other one is being picked. */
  now = $state.raw<string | null>(null);
}

export const merging = new Merging();

/** Shows two customers side by side; the one that came into the book first is proposed to stay. */
export function mergeThese(ids: string[]): void {
  const [first, second] = [...ids].sort();
  if (first === undefined || second === undefined || first === second) return;
  go({ screen: 'duplicates', id: first, params: { with: second } });
}
