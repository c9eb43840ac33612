/** Forms that were begun and not saved, and the way back into each. Drafts of dialogs wait where their dialog opens. */
import { rpc } from '../../api/rpc';
import type { Kind } from '../../api/generated';
import { t, tMaybe } from '../../i18n';
import { formatRoute, screenOf } from '../../navigation.svelte';
import { draftsOfBook, type NamedDraft } from '../app/drafts';
import { pageHref } from '../customers/page';
import { initialFrom, saleInitialFrom } from '../records/initial';
import { titleOf } from '../records/values';

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

const said = (...parts: string[]) => parts.filter(Boolean).join(' · ');

/** A note stands above the timeline of a customer or of a case; its draft names either. */
async function note(id: string): Promise<{ what: string; href: string }> {
  try {
    return { what: said(t('draft.note'), await nameOf('customer', id)), href: pageHref(id) };
  } catch {
    return { what: said(t('draft.note'), await nameOf('case', id)), href: formatRoute({ screen: 'service', id }) };
  }
}

/** The words of a new record's own fields, as far as they are typed. */
function ownName(values: Record<string, unknown>): string {
  const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
  return text('name') || text('title') || text('subject') || [text('firstName'), text('lastName')].filter(Boolean).join(' ') || text('companyName');
}

async function wayBack(draft: NamedDraft): Promise<{ what: string; href: string } | null> {
  const { kind, id, initial, values } = draft;
  if (kind === 'note') return id === null ? null : note(id);
  const screen = screenOf(kind as Kind);
  if (screen === null) return null;
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
