/** Settings are a record like any other; they are saved as soon as they are changed. */
import { announce, rpc, toFailure, type ApiFailure } from '../../api/rpc';
import type { Settings } from '../../api/generated';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Saves what changed. The look is taken over at once; a refusal puts it back and says why, in a note where nobody else does. */
export async function saveSettings(values: Partial<Settings>, refused: (failure: ApiFailure) => void = (failure) => toasts.refuse(failure)): Promise<boolean> {
  const before = session.settings;
  if (before === null) return false;
  await session.adopt({ ...before, ...values });
  try {
    const reply = await rpc('records.save', { kind: 'settings', id: before.id, values });
    await session.adopt(reply.record as Settings);
    announce({ type: 'changed', seq: 0, changed: reply.changed.filter((change) => change.kind !== 'settings') });
    return true;
  } catch (thrown) {
    await session.adopt(before);
    refused(toFailure(thrown));
    return false;
  }
}
