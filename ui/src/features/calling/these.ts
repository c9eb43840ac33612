/** Takes a list of customers to the calls; who may be called is the core's to say. */
import { go } from '../../navigation.svelte';
import { calls, type Wish } from './calls.svelte';

export function callThese(wish: Wish): void {
  calls.wish = wish;
  go({ screen: 'calling' });
}
