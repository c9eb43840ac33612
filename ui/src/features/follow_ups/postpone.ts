/** Moves a follow-up to another day. */
import { rpc } from '../../api/rpc';
import { attempt } from '../app/writes';

export function postpone(id: string, dueDate: string): Promise<boolean> {
  return attempt(() => rpc('followUps.postpone', { id, dueDate }));
}
