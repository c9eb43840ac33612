/** Where the person is: a typed route kept in the address after '#', so that Back works and a list keeps its place. */
import type { Kind } from './api/generated';

export const SCREENS = ['today', 'customers', 'deals', 'products', 'sales', 'money', 'follow-ups', 'campaigns', 'service', 'duplicates', 'calling', 'nearby', 'tracks', 'insights', 'reports', 'import', 'history', 'settings', 'help'] as const;
export type Screen = (typeof SCREENS)[number];
export type Mode = 'view' | 'edit' | 'new';

export interface Route {
  screen: Screen;
  /** The record or report that is open, if any. */
  id: string | null;
  mode: Mode;
  params: Record<string, string>;
}

const KIND_SCREENS: Partial<Record<Kind, Screen>> = { customer: 'customers', product: 'products', sale: 'sales', receipt: 'money', follow_up: 'follow-ups', campaign: 'campaigns', deal: 'deals', case: 'service', track: 'tracks' };

/** The screen that lists a kind; kinds without one are seen from the customer. */
export function screenOf(kind: Kind): Screen | null {
  return KIND_SCREENS[kind] ?? null;
}

/** The kind that a screen lists, if it lists one. */
export function listedOn(screen: Screen): Kind | null {
  return (Object.keys(KIND_SCREENS) as Kind[]).find((kind) => KIND_SCREENS[kind] === screen) ?? null;
}

/** Screens that are reached from another one: they are a part of it, and lead back to it. */
const HOMES: Partial<Record<Screen, Screen>> = { duplicates: 'customers', calling: 'customers', nearby: 'customers', tracks: 'follow-ups' };

/** The screen that another one belongs to; its own for all that the sidebar lists. */
export function homeOf(screen: Screen): Screen {
  return HOMES[screen] ?? screen;
}

/** Reads an address; what is not understood leads to Today. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent);
  const screen = SCREENS.find((name) => name === first) ?? 'today';
  const params = Object.fromEntries(new URLSearchParams(query));
  if (second === 'new') return { screen, id: null, mode: 'new', params };
  return { screen, id: second === '' ? null : second, mode: third === 'edit' ? 'edit' : 'view', params };
}

/** Writes a route as an address. */
export function formatRoute(route: { screen: Screen; id?: string | null; mode?: Mode; params?: Record<string, string> }): string {
  const parts: string[] = [route.screen];
  if (route.mode === 'new') parts.push('new');
  else if (route.id) parts.push(route.id, ...(route.mode === 'edit' ? ['edit'] : []));
  const query = new URLSearchParams(route.params ?? {}).toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${query === '' ? '' : `?${query}`}`;
}

let route = $state.raw<Route>(parseRoute(globalThis.location?.hash ?? ''));

/** What is kept with each step of the way: the address it was taken from; the first step has none. */
interface Step {
  from?: string;
}

let here = globalThis.location?.hash ?? '';
if (globalThis.history?.state === null) history.replaceState({} satisfies Step, '');

const leaving = new Set<(from: string) => void>();

/** Tells whenever an address is left, as long as its page still stands. */
export function onLeave(listener: (from: string) => void): () => void {
  leaving.add(listener);
  return () => void leaving.delete(listener);
}

globalThis.addEventListener?.('hashchange', () => {
  leaving.forEach((listener) => listener(here));
  // A link has taken this step; what went there itself has kept where it came from.
  if (history.state === null) history.replaceState({ from: here } satisfies Step, '');
  here = location.hash;
  route = parseRoute(here);
});

/** The route now shown. */
export function currentRoute(): Route {
  return route;
}

const last = new Map<Screen, Route>();

/** The route as one screen sees it: while the next screen is being loaded, the old one keeps its own. */
export function routeOf(screen: Screen): Route {
  if (route.screen === screen) last.set(screen, route);
  return last.get(screen) ?? { screen, id: null, mode: 'view', params: {} };
}

/** Goes somewhere; `replace` leaves no step for Back. */
export function go(target: { screen: Screen; id?: string | null; mode?: Mode; params?: Record<string, string> }, replace = false): void {
  const hash = formatRoute(target);
  if (replace) history.replaceState(history.state, '', hash);
  else {
    leaving.forEach((listener) => listener(here));
    history.pushState({ from: here } satisfies Step, '', hash);
  }
  here = hash;
  route = parseRoute(hash);
}

/** Leaves a form: back to the screen it was opened from, or, opened on its own screen, to a place there. */
export function leave(otherwise: { screen: Screen; id?: string | null; params?: Record<string, string> }): void {
  if (openedFrom() === null) go(otherwise, true);
  else travel(-1);
}

/** What a form begins with when it is about something that one looked at. */
const ABOUT = /Id$|^dueDate$/;

/** Leaves a form that was saved: what was planned about something elsewhere goes back there; any other new record is looked at. */
export function leaveSaved(record: { screen: Screen; id: string }): void {
  if (Object.keys(route.params).some((name) => ABOUT.test(name))) leave(record);
  else go(record, true);
}

/** The other screen that the page now shown was opened from, if it was. */
export function openedFrom(): Screen | null {
  const from = (history.state as Step | null)?.from;
  const screen = from === undefined ? route.screen : parseRoute(from).screen;
  return screen === route.screen ? null : screen;
}

/** Back to where one was before, or forward again; at the end of the way nothing happens. */
export function travel(by: -1 | 1): void {
  history.go(by);
}

/** The address of a record, for a link. Whoever works here is found with all others in the settings. */
export function recordHref(kind: Kind, id: string): string | null {
  if (kind === 'staff') return formatRoute({ screen: 'settings', id: 'staff' });
  const screen = screenOf(kind);
  return screen === null ? null : formatRoute({ screen, id });
}
