/** The screens of the window: their names in the sidebar, their keys, and where their code is, loaded when first opened. */
import type { Component } from 'svelte';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import Combine from '@lucide/svelte/icons/combine';
import FileText from '@lucide/svelte/icons/file-text';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import Footprints from '@lucide/svelte/icons/footprints';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import Kanban from '@lucide/svelte/icons/square-kanban';
import History from '@lucide/svelte/icons/history';
import MapPin from '@lucide/svelte/icons/map-pin';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Package from '@lucide/svelte/icons/package';
import PhoneCall from '@lucide/svelte/icons/phone-call';
import Receipt from '@lucide/svelte/icons/receipt-text';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import TrendingUp from '@lucide/svelte/icons/trending-up';
import Upload from '@lucide/svelte/icons/upload';
import Wallet from '@lucide/svelte/icons/wallet';
import Users from '@lucide/svelte/icons/users';
import type { Screen } from '../navigation.svelte';

export interface ScreenEntry {
  screen: Screen;
  icon: Component<{ size?: number | string }>;
  /** The letter that leads here after G; empty where other screens lead. */
  key: string;
  /** Where it stands in the sidebar; screens apart are reached from another one and by the palette. */
  group: 'work' | 'look' | 'tend' | 'apart';
  load: () => Promise<{ default: Component }>;
}

/** Fetches the code of a screen once; asking for it again, as each opening would, takes the page 2 ms. What failed is tried anew. */
function once(load: ScreenEntry['load']): ScreenEntry['load'] {
  let code: ReturnType<ScreenEntry['load']> | undefined;
  return () =>
    (code ??= load().catch((failed: unknown) => {
      code = undefined;
      throw failed;
    }));
}

export const REGISTRY: ScreenEntry[] = [
  { screen: 'today', icon: Sun, key: 't', group: 'work', load: once(() => import('./Today.svelte')) },
  { screen: 'customers', icon: Users, key: 'c', group: 'work', load: once(() => import('./Customers.svelte')) },
  { screen: 'deals', icon: Kanban, key: 'd', group: 'work', load: once(() => import('./Deals.svelte')) },
  { screen: 'sales', icon: Receipt, key: 's', group: 'work', load: once(() => import('./Sales.svelte')) },
  { screen: 'money', icon: Wallet, key: 'o', group: 'work', load: once(() => import('./Money.svelte')) },
  { screen: 'products', icon: Package, key: 'p', group: 'work', load: once(() => import('./Products.svelte')) },
  { screen: 'follow-ups', icon: CalendarCheck, key: 'f', group: 'work', load: once(() => import('./FollowUps.svelte')) },
  { screen: 'campaigns', icon: Megaphone, key: 'm', group: 'work', load: once(() => import('./Campaigns.svelte')) },
  { screen: 'service', icon: LifeBuoy, key: 'v', group: 'work', load: once(() => import('./Service.svelte')) },
  { screen: 'duplicates', icon: Combine, key: '', group: 'apart', load: once(() => import('./Duplicates.svelte')) },
  { screen: 'calling', icon: PhoneCall, key: '', group: 'apart', load: once(() => import('./Calling.svelte')) },
  { screen: 'nearby', icon: MapPin, key: '', group: 'apart', load: once(() => import('./Nearby.svelte')) },
  { screen: 'tracks', icon: Footprints, key: '', group: 'apart', load: once(() => import('./Tracks.svelte')) },
  { screen: 'insights', icon: TrendingUp, key: 'n', group: 'look', load: once(() => import('./Insights.svelte')) },
  { screen: 'reports', icon: FileText, key: 'r', group: 'look', load: once(() => import('./Reports.svelte')) },
  { screen: 'import', icon: Upload, key: 'i', group: 'tend', load: once(() => import('./Import.svelte')) },
  { screen: 'history', icon: History, key: 'h', group: 'tend', load: once(() => import('./History.svelte')) },
  { screen: 'settings', icon: Settings, key: 'e', group: 'tend', load: once(() => import('./Settings.svelte')) },
  { screen: 'help', icon: CircleHelp, key: 'b', group: 'tend', load: once(() => import('./Help.svelte')) },
];

/** The entry of a screen. */
export function entryOf(screen: Screen): ScreenEntry {
  return REGISTRY.find((entry) => entry.screen === screen) ?? (REGISTRY[0] as ScreenEntry);
}
