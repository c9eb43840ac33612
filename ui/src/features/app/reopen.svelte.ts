/** The way back into a dialog that was left unfinished: its record's address names it, and the screen opens it. */
import { untrack } from 'svelte';
import { rpc } from '../../api/rpc';
import type { Kind } from '../../api/generated';
import { formatRoute, go, routeOf, screenOf, type Mode, type Screen } from '../../navigation.svelte';
import { toasts } from './toasts.svelte';

const PARAM = 'dialog';

/** The address that leads to a record and opens a dialog about it there. */
export function dialogHref(kind: Kind, id: string, dialog: string, params: Record<string, string> = {}): string {
  return formatRoute({ screen: screenOf(kind) ?? 'today', id, params: { ...params, [PARAM]: dialog } });
}

/** The address that opens a dialog which is about no record of the screen. */
export function aloneHref(screen: Screen, dialog: string, mode: Mode = 'view'): string {
  return formatRoute({ screen, mode, params: { [PARAM]: dialog } });
}

/** What of such an address is asked for here; nothing when there is none. */
export function askedAlone(screen: Screen): string {
  const { id, params } = routeOf(screen);
  return id === null ? (params[PARAM] ?? '') : '';
}

/** Opens the dialogs that addresses of a screen name without a record; `open` says whether it was one of its own. To be called while a part of the screen is being set up. */
export function reopensAlone(screen: Screen, open: (dialog: string) => boolean): void {
  $effect(() => {
    const dialog = askedAlone(screen);
    if (dialog === '') return;
    untrack(() => {
      const { mode, params } = routeOf(screen);
      const { [PARAM]: _, ...rest } = params;
      if (open(dialog)) go({ screen, mode, params: rest }, true);
    });
  });
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
