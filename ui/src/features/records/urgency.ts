/** How urgent a day looks on which something is to happen; whether it has passed in vain, only the core knows. */
import type { Tone } from '../../components/Badge.svelte';
import { session } from '../app/session.svelte';

/** The tone of the day that is in this field of a record. */
export function dayTone<N extends string>(record: { late?: string | null } & { [K in N]: string | null }, field: N): Tone {
  if (record.late === field) return 'bad';
  return record[field] === session.today ? 'accent' : 'neutral';
}
