/** Where the person is: a typed route kept in the address after '#', so that Back works and a list keeps its place. */
import type { Kind } from './api/generated';

export const SCREENS = ['today', 'customers', 'deals', 'products', 'sales', 'money', 'follow-ups', 'campaigns', 'service', 'duplicates', 'calling', 'nearby', 'tracks', 'reports', 'import', 'history', 'settings', 'help'] as const;
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

globalThis.addEventListener?.('hashchange', () => {
  route = parseRoute(location.hash);
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
  if (replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  route = parseRoute(hash);
}

/** Back to where one was before, or forward again; at the end of the way nothing happens. */
export function travel(by: -1 | 1): void {
  history.go(by);
}

/** The address of a record, for a link. */
export function recordHref(kind: Kind, id: string): string | null {
  const screen = screenOf(kind);
  return screen === null ? null : formatRoute({ screen, id });
}
