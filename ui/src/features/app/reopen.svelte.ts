/** The way back into a dialog that was left unfinished: its record's address names it, and the screen opens it. */
import { untrack } from 'svelte';
import { rpc } from '../../api/rpc';
import type { Kind } from '../../api/generated';
import { formatRoute, go, routeOf, screenOf } from '../../navigation.svelte';
import { toasts } from './toasts.svelte';

const PARAM = 'dialog';

/** The address that leads to a record and opens a dialog about it there. */
export function dialogHref(kind: Kind, id: string, dialog: string, params: Record<string, string> = {}): string {
  return formatRoute({ screen: screenOf(kind) ?? 'today', id, params: { ...params, [PARAM]: dialog } });
}

/** Opens the dialogs that addresses of this kind's screen name, once each. To be called while the screen is being set up. */
export function reopens(kind: Kind, open: (dialog: string, record: unknown) => void): void {
  const screen = screenOf(kind) ?? 'today';
  $effect(() => {
    const { id, mode, params } = routeOf(screen);
    const { [PARAM]: dialog, ...rest } = params;
    if (dialog === undefined || id === null) return;
    // Back and a reload lead to the record, not into the dialog again.
    untrack(() => go({ screen, id, mode, params: rest }, true));
    rpc('records.get', { kind, id }).then((reply) => open(dialog, reply.record), (thrown: unknown) => toasts.refuse(thrown));
  });
}
