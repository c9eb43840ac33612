/** What can be done with a line of Today: the same that its keys and buttons do. */
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import Check from '@lucide/svelte/icons/check';
import Mail from '@lucide/svelte/icons/mail';
import PanelRight from '@lucide/svelte/icons/panel-right';
import Phone from '@lucide/svelte/icons/phone';
import type { MenuItem } from '../../components/Menu.svelte';
import { t } from '../../i18n';
import { postponeItems } from '../follow_ups/postpone';
import type { Line } from './line';

/** What the screen does with a line, whoever asks for it: a key, a button or the menu. */
export interface LineVerbs {
  open: () => void;
  finish: () => void;
  later: (day: string) => void;
  reach: (channel: 'call' | 'email') => void;
  plan: () => void;
}

export function lineMenu(line: Line, does: LineVerbs): (MenuItem | 'line')[] {
  const { item, matter } = line;
  const add = (when: boolean, label: string, icon: MenuItem['icon'], keys: string, run: () => void): MenuItem[] => (when ? [{ label, icon, keys, run }] : []);
  const put = item === null && line.dealId === null ? [] : postponeItems(does.later).map((one, index) => (index === 0 ? { ...one, keys: 'L' } : one));
  return [
    ...add(true, t('keys.open'), PanelRight, 'Enter', does.open),
    ...add(Boolean(matter.call), t('keys.call'), Phone, 'C', () => does.reach('call')),
    ...add(Boolean(matter.write), t('keys.write'), Mail, 'W', () => does.reach('email')),
    ...add(true, t('keys.plan'), CalendarPlus, 'P', does.plan),
    ...(item === null && line.caseId === null && line.dealId === null ? [] : (['line'] as const)),
    ...add(item !== null || line.caseId !== null || line.dealId !== null, t(item !== null ? 'followUp.complete' : line.dealId !== null ? 'deal.nextStepAsk' : 'case.resolve'), Check, 'D', does.finish),
    ...put,
  ];
}
