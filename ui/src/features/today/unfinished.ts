/** Forms and dialogs that were begun and not saved, and the way back into each. */
import { rpc } from '../../api/rpc';
import type { Kind } from '../../api/generated';
import { t, tMaybe } from '../../i18n';
import { formatRoute, screenOf } from '../../navigation.svelte';
import { draftsOfBook, type NamedDraft } from '../app/drafts';
import { dialogHref } from '../app/reopen.svelte';
import { calls } from '../calling/calls.svelte';
import { FULL, pageHref } from '../customers/page';
import { initialFrom, saleInitialFrom } from '../records/initial';
import { titleOf } from '../records/values';
import { dialogOf } from './dialogs';
import { said, wayElsewhere, type Way } from './elsewhere';

export interface Unfinished {
  draft: NamedDraft;
  /** What it is, and whose or which. */
  what: string;
  href: string;
}

async function nameOf(kind: Kind, id: unknown): Promise<string> {
  if (typeof id !== 'string' || id === '') return '';
  return titleOf(kind, (await rpc('records.get', { kind, id })).record as unknown as Record<string, unknown>);
}

/** What is written down about a customer or a case: its draft names either. */
async function aboutEither(what: string, id: string, href: (kind: 'customer' | 'case') => string): Promise<Way> {
  const name = await nameOf('customer', id).catch(() => null);
  return name === null ? { what: said(what, await nameOf('case', id)), href: href('case') } : { what: said(what, name), href: href('customer') };
}

/** Into a dialog, on the page of what it is about. */
async function dialog(name: string, id: string): Promise<Way | null> {
  const spec = dialogOf(name);
  if (spec === null) return null;
  const { kind, what } = spec;
  if (kind === 'customer') return aboutEither(what, id, (either) => dialogHref(either, id, name, either === 'customer' ? FULL : {}));
  return { what: said(what, await nameOf(kind, id)), href: dialogHref(kind, id, name) };
}

/** Into the call of a session that is still going on. */
async function call(id: string): Promise<Way | null> {
  calls.ready();
  if (calls.now?.ids.includes(id) !== true) return null;
  return { what: said(t('log.call.short'), await nameOf('customer', id)), href: formatRoute({ screen: 'calling', id }) };
}

/** The words of a new record's own fields, as far as they are typed. */
function ownName(values: Record<string, unknown>): string {
  const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
  return text('name') || text('title') || text('subject') || [text('firstName'), text('lastName')].filter(Boolean).join(' ') || text('companyName');
}

async function wayBack(draft: NamedDraft): Promise<Way | null> {
  const { kind, id, initial, values } = draft;
  if (kind === 'note') return id === null ? null : aboutEither(t('draft.note'), id, (either) => (either === 'customer' ? pageHref(id) : formatRoute({ screen: 'service', id })));
  if (kind === 'call') return id === null ? null : call(id);
  const elsewhere = await wayElsewhere(draft, nameOf);
  if (elsewhere !== undefined) return elsewhere;
  const screen = screenOf(kind as Kind);
  if (screen === null) return id === null ? null : dialog(kind, id);
  // A payment is typed anew each time; what it names is the document it is for.
  if (kind === 'receipt' && id !== null) return { what: said(t('new.receipt'), await nameOf('sale', id)), href: formatRoute({ screen, mode: 'new', params: { saleId: id } }) };
  if (id !== null) return { what: said(t('common.edit'), await nameOf(kind as Kind, id)), href: formatRoute({ screen, id, mode: 'edit' }) };
  const params = initial as Record<string, string>;
  // Only what a link can prepare again opens the same form.
  if (JSON.stringify(kind === 'sale' ? saleInitialFrom(params) : initialFrom(params)) !== JSON.stringify(initial)) return null;
  const whose = await nameOf('customer', values.customerId ?? initial.customerId);
  return { what: said(tMaybe(`new.${kind}`, t('list.new')), whose, ownName({ ...initial, ...values })), href: formatRoute({ screen, mode: 'new', params }) };
}

/** What is unfinished in the open book. What is about a record that is gone is not told of. */
export async function unfinished(): Promise<Unfinished[]> {
  const found = await Promise.all(draftsOfBook().map(async (draft) => {
    const way = await wayBack(draft).catch(() => null);
    return way === null ? null : { draft, ...way };
  }));
  return found.filter((one) => one !== null);
}
