/** What is open with a customer besides what the core's overview tells: their deals, and what is open with the people of a company. */
import { Live } from '../../api/live.svelte';
import { rpc } from '../../api/rpc';
import type { Case, Customer, Deal, FollowUp, Kind, Page, Sale } from '../../api/generated';

export interface Matters {
  deals: Deal[];
  followUps: FollowUp[];
  cases: Case[];
  sales: Sale[];
  /** Whose each is, by the customer's id; without the one who was asked for. */
  names: Record<string, string>;
}

/** More of each kind than anybody looks through at one customer, and more people than are asked about. */
const MOST = 50;
const PEOPLE = 100;

const oneOf = (ids: string[]) => `in (${ids.map((id) => `"${id}"`).join(', ')})`;

function list(kind: Kind, where: string, sort: string, limit = MOST): Promise<Page> {
  return rpc('records.list', { kind, where, sort, offset: 0, limit });
}

async function read({ id, kind }: Pick<Customer, 'id' | 'kind'>): Promise<Matters> {
  const members = kind === 'company' ? (await list('customer', `company_id = "${id}"`, 'name', PEOPLE)).rows.map((row) => row.id) : [];
  const theirs = oneOf([id, ...members]);
  const deals = list('deal', `status = open and (customer_id ${theirs} or contacts.customer_id ${theirs})`, 'expectedClose');
  const about = `customer_id ${oneOf(members)}`;
  const others = members.length === 0 ? [] : [
    list('follow_up', `${about} and done != true`, 'dueDate'),
    list('case', `${about} and status != resolved and status != closed`, 'promised'),
    list('sale', `${about} and status in (open, draft)`, 'date'),
  ];
  const [found, followUps, cases, sales] = await Promise.all([deals, ...others]);
  const names = Object.assign({}, ...[found, followUps, cases, sales].map((page) => page?.titles ?? {})) as Record<string, string>;
  delete names[id];
  return { deals: found.rows as Deal[], followUps: (followUps?.rows ?? []) as FollowUp[], cases: (cases?.rows ?? []) as Case[], sales: (sales?.rows ?? []) as Sale[], names };
}

const MADE_OF = new Set<Kind>(['customer', 'deal', 'follow_up', 'case', 'sale', 'settings']);

/** The open matters of whoever `customer` gives; the caller closes it. */
export function mattersOf(customer: () => Pick<Customer, 'id' | 'kind'>): Live<Matters> {
  return new Live(() => read(customer()), (changed) => changed.some((change) => MADE_OF.has(change.kind)));
}
