/** The ways back into dialogs that are about no single record of a list: the till, the stock, a list of customers, an answer, a template, a script. */
import type { Kind } from '../../api/generated';
import { joined, t, tMaybe } from '../../i18n';
import { date } from '../../i18n/format';
import { formatRoute, screenOf } from '../../navigation.svelte';
import type { NamedDraft } from '../app/drafts';
import { aloneHref, dialogHref } from '../app/reopen.svelte';
import { session } from '../app/session.svelte';
import { calls } from '../calling/calls.svelte';
import { fieldLabel } from '../records/labels';
import { partOf } from '../settings/groups';

export interface Way {
  what: string;
  href: string;
}

type NameOf = (kind: Kind, id: unknown) => Promise<string>;

/** The parts of what is said, as far as there are any. */
export const said = (...parts: string[]) => joined(parts);

/** The words of a menu's entry without the sign that something is asked first. */
export const plainly = (words: string) => words.replace(/\s*…$/, '');

/** A count or a movement of the till: its draft names what and the day. */
function cash(id: string): Way {
  const [, what = '', day = ''] = /^(\w+)-(.+)$/.exec(id) ?? [];
  return { what: said(t(what === 'count' ? 'cash.count' : 'cash.move'), date(day)), href: aloneHref('money', `cash.${id}`) };
}

async function stock(id: string | null, values: Record<string, unknown>, nameOf: NameOf): Promise<Way> {
  if (id === null) return { what: said(t('stock.movement'), await nameOf('product', values.productId)), href: aloneHref('products', 'stock') };
  const at = id.lastIndexOf('-');
  const product = id.slice(0, at);
  return { what: said(t('stock.movement'), await nameOf('product', product)), href: dialogHref('product', product, `stock.${id.slice(at + 1)}`) };
}

async function response(campaign: string, customer: string, nameOf: NameOf): Promise<Way> {
  return { what: said(t('campaign.responseOf', { name: await nameOf('customer', customer) }), await nameOf('campaign', campaign)), href: dialogHref('campaign', campaign, `response.${customer}`) };
}

function template(kind: Kind, words: string): Way | null {
  const screen = screenOf(kind);
  return screen === null ? null : { what: said(plainly(t('templates.keep')), words, tMaybe(`new.${kind}`, '')), href: aloneHref(screen, 'template', 'new') };
}

/** While a session goes on it has the screen to itself; the script is told of again when it is over. */
function script(values: Record<string, unknown>): Way | null {
  calls.ready();
  return calls.now === null ? { what: said(t('scripts.which'), typeof values.name === 'string' ? values.name : ''), href: formatRoute({ screen: 'calling' }) } : null;
}

/** A setting that was refused or typed in the last moment; its part saves it, or says why not. */
function settings(values: Record<string, unknown>): Way | null {
  const field = session.spec('settings').fields.find((one) => one.name in values);
  return field === undefined ? null : { what: said(t('nav.settings'), fieldLabel('settings', field.name)), href: formatRoute({ screen: 'settings', id: partOf(field) }) };
}

/** The way back into such a dialog; null where it cannot be opened now, undefined when the draft is none of these. */
export async function wayElsewhere({ kind, id, values }: NamedDraft, nameOf: NameOf): Promise<Way | null | undefined> {
  const [first, second] = kind.split('.');
  if (kind === 'cash_entry' && id !== null) return cash(id);
  if (kind === 'stock_movement') return stock(id, values, nameOf);
  if (kind === 'plan_each') return { what: said(t('each.title'), typeof values.subject === 'string' ? values.subject : ''), href: aloneHref('customers', 'each') };
  if (first === 'response' && second !== undefined && id !== null) return response(second, id, nameOf);
  if (kind === 'template' && id !== null) return template(id as Kind, String(values.words ?? ''));
  if (kind === 'call_script') return script(values);
  if (kind === 'settings') return settings(values);
  return undefined;
}
