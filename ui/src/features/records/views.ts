/** The ready-made views of a list; each is a condition in the core's filter language. */
import type { Kind } from '../../api/generated';
import { t, type MessageKey } from '../../i18n';

export interface View {
  id: string;
  label: string;
  where: string;
  /** True for a view the person made. */
  own: boolean;
}

const OPEN_SALE = 'status != paid and status != draft and status != cancelled';

const READY: Partial<Record<Kind, [MessageKey, string][]>> = {
  customer: [['view.all', ''], ['view.prospects', 'role = prospect'], ['view.quiet', 'sales_count >= 2 and last_sale < today-180d'], ['view.owing', 'balance > 0']],
  product: [['view.all', ''], ['view.goods', 'product_kind != service'], ['view.services', 'product_kind = service']],
  sale: [['view.all', ''], ['view.open', OPEN_SALE], ['view.overdue', `${OPEN_SALE} and due_date < today`], ['view.quotes', 'document_kind = quote'], ['view.drafts', 'status = draft']],
  follow_up: [['view.toDo', 'done != true'], ['view.overdue', 'done != true and due_date < today'], ['view.dueWeek', 'done != true and due_date <= today+7d'], ['view.done', 'done = true']],
  campaign: [['view.all', ''], ['view.running', 'status = running'], ['view.planned', 'status != running and status != done'], ['view.done', 'status = done']],
};

function storeKey(kind: Kind): string {
  return `regulars.views.${kind}`;
}

function ownViews(kind: Kind): View[] {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage?.getItem(storeKey(kind)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((view): view is View => typeof view?.id === 'string' && typeof view?.where === 'string' && typeof view?.label === 'string') : [];
  } catch {
    return [];
  }
}

/** All views of a kind, the person's own ones last. */
export function viewsOf(kind: Kind): View[] {
  const ready = (READY[kind] ?? [['view.all', '']]).map(([key, where]) => ({ id: key as string, label: t(key as MessageKey), where: where as string, own: false }));
  return [...ready, ...ownViews(kind)];
}

function store(kind: Kind, views: View[]): void {
  try {
    globalThis.localStorage?.setItem(storeKey(kind), JSON.stringify(views));
  } catch {
    // A view that cannot be remembered still works until the window closes.
  }
}

export function addView(kind: Kind, label: string, where: string): View {
  const view: View = { id: `own-${label}`, label, where, own: true };
  store(kind, [...ownViews(kind).filter((other) => other.id !== view.id), view]);
  return view;
}

export function removeView(kind: Kind, id: string): void {
  store(kind, ownViews(kind).filter((view) => view.id !== id));
}

/** Two conditions that must both hold. */
export function bothOf(first: string, second: string): string {
  if (first === '' || second === '') return first || second;
  return `(${first}) and (${second})`;
}
