// The wire contract: what the window may ask of the core, and what it gets.
export type Kind = 'customer' | 'product' | 'sale' | 'follow_up' | 'campaign' | 'interaction' | 'settings';
// Record ids are UUIDv7 strings. Dates 'YYYY-MM-DD'. Instants RFC3339 UTC. Money: integer minor units (number).
// Decimals (price, quantity, rate in percent, cost): strings like "12.5".
export interface Meta { id: string; createdAt: string; updatedAt: string; createdBy: string; tags: string[]; archived: boolean; trashedAt: string | null; notes: string }
// Every record is Meta & its fields, flat. Absent optional = null, lists = [].
export interface Phone { label: string; number: string; e164: string | null }
export interface Email { label: string; address: string }
export interface Address { label: string; street: string; city: string; state: string; postalCode: string; country: string }
export interface Consent { channel: string; basis: string; givenAt: string | null; source: string; withdrawnAt: string | null }
export interface Customer extends Meta { number: string; kind: 'person' | 'company'; role: 'customer'|'prospect'|'supplier'|'partner'|'reseller'; name: string /* computed display name */;
  salutation: string; firstName: string; middleName: string; lastName: string; companyName: string; companyId: string|null; jobTitle: string; department: string;
  phones: Phone[]; emails: Email[]; addresses: Address[]; website: string; taxId: string; industry: string; birthday: string /* 'YYYY-MM-DD' or '--MM-DD' or '' */; language: string;
  preferredChannel: 'call'|'email'|'message'|'letter'|'visit'|null; forbiddenChannels: string[]; bestTime: string; tier: string; source: string; referredBy: string|null; territory: string;
  paymentTermsDays: number|null; discount: string|null; creditLimit: number|null; owner: string; consents: Consent[];
  // computed, read-only:
  lifetimeValue: number; salesCount: number; lastSale: string|null; firstSale: string|null; balance: number; nextFollowUp: string|null }
export interface Product extends Meta { sku: string; barcode: string; name: string; productKind: 'goods'|'service'; category: string; unit: string; price: string; cost: string|null; taxRate: string; active: boolean; description: string }
export interface SaleLine { productId: string|null; sku: string; description: string; quantity: string; unit: string; unitPrice: string; discount: string /* percent */; taxRate: string /* percent */; net: number; tax: number; total: number /* computed by core */ }
export interface Payment { date: string; method: 'cash'|'card'|'transfer'|'cheque'|'other'; amount: number; reference: string }
export interface Sale extends Meta { number: string; documentKind: 'quote'|'order'|'invoice'|'credit_note'; status: 'draft'|'open'|'paid'|'cancelled'; customerId: string|null; date: string; dueDate: string|null; channel: string; poNumber: string;
  campaignId: string|null; lines: SaleLine[]; discount: string /* percent on the document */; shipping: number; pricesIncludeTax: boolean; payments: Payment[];
  net: number; tax: number; total: number; paid: number; due: number /* computed */; externalNumber: string }
export interface FollowUp extends Meta { subject: string; customerId: string|null; saleId: string|null; campaignId: string|null; dueDate: string; dueTime: string /* 'HH:MM' or '' */; priority: 'low'|'normal'|'high'; channel: 'call'|'email'|'message'|'letter'|'visit'|null; assignee: string;
  recurrence: string /* RRULE or '' */; done: boolean; doneAt: string|null; outcome: string }
export interface CampaignTarget { customerId: string; sentAt: string|null; respondedAt: string|null; response: string; bouncedAt: string|null; optedOutAt: string|null }
export interface Campaign extends Meta { name: string; goal: string; channel: string; status: 'planned'|'running'|'done'; startDate: string|null; endDate: string|null; budget: number; cost: number; where: string /* filter text of the segment */; message: string; frozenAt: string|null;
  targetCount: number; sentCount: number; respondedCount: number; boughtCount: number; revenue: number /* computed */ }
export interface Interaction extends Meta { customerId: string; channel: 'call'|'email'|'message'|'letter'|'fax'|'visit'|'meeting'|'shop'|'note'; direction: 'in'|'out'; at: string; durationMinutes: number|null; summary: string; outcome: string }
export interface Settings extends Meta { businessName: string; address: string; taxNumber: string; email: string; phone: string; currency: string; country: string; language: string; defaultTaxRate: string; pricesIncludeTax: boolean; paymentTermsDays: number; userName: string; theme: string; density: string }

export type FieldType = 'text'|'longText'|'int'|'decimal'|'percent'|'money'|'date'|'partialDate'|'time'|'instant'|'bool'|'choice'|'ref'|'tags'|'parts'|'choices';
export interface FieldSpec { name: string; type: FieldType; section: string; required: boolean; readOnly: boolean; computed: boolean; listed: boolean; searched: boolean; importable: boolean; personal: boolean; choices: string[]; refKind: Kind|null; part: FieldSpec[] }
export interface KindSpec { kind: Kind; fields: FieldSpec[]; sections: string[] }
// Labels of kinds, fields, sections and choices are the UI's messages: key `field.customer.firstName`, `section.customer.identity`, `choice.sale.status.paid`.

export interface Page<R> { rows: R[]; total: number; titles: Record<string,string> /* id → title for every reference in rows */; seq: number }
export type Filter = { all: Filter[] } | { any: Filter[] } | { none: Filter[] } | { field: string; op: string; value?: unknown };
export interface ListRequest { kind: Kind; filter?: Filter|null; where?: string|null /* filter as text */; search?: string|null; sort?: string|null; descending?: boolean; offset: number; limit: number; archived?: boolean; trash?: boolean }
export interface Change { kind: Kind; ids: string[] /* [] = many, refresh the kind */ }
export interface Saved<R> { record: R; titles: Record<string,string>; changed: Change[]; undoLabel: string }
export interface FieldDiff { field: string; before: unknown; after: unknown }
export interface HistoryEntry { seq: number; at: string; actor: string; source: string; label: string; opId: string; created: boolean; removed: boolean; fields: FieldDiff[] }
export interface Operation { opId: string; seq: number; at: string; actor: string; source: string; label: string; records: number; undone: boolean; isUndo: boolean }
export interface JobState { id: string; label: string; state: 'running'|'done'|'failed'|'cancelled'; done: number; total: number; result: unknown; error: ApiError|null }
export interface ApiError { code: string; message: string; field?: string|null; detail?: unknown }

export interface RpcSchema {
  'app.status': [{}, { book: { path: string; name: string; bookId: string; notices: string[] } | null; recent: { path: string; name: string }[]; version: string; today: string }];
  'book.create': [{ path?: string|null /* null: a native folder dialog asks */; name: string; currency: string; country: string }, { path: string }|null];
  'book.demo': [{ customers: number }, { job: string }];          // job result {path}; the book is open when it is done
  'book.open': [{ path?: string|null }, { path: string }|null];
  'book.restore': [{ archive?: string|null; path?: string|null }, { job: string }|null];
  'book.close': [{}, {}];
  'backup.run': [{ path?: string|null }, { job: string }|null];
  'schema.get': [{}, { kinds: KindSpec[] }];
  'records.list': [ListRequest, Page<any>];
  'records.get': [{ kind: Kind; id: string }, { record: any; titles: Record<string,string> }];
  'records.save': [{ kind: Kind; id?: string|null; values: Record<string,unknown> /* only what changes */ }, Saved<any>];
  'records.trash': [{ kind: Kind; ids: string[] }, { changed: Change[]; undoLabel: string }];
  'records.restore': [{ kind: Kind; ids: string[] }, { changed: Change[]; undoLabel: string }];
  'records.history': [{ kind: Kind; id: string }, { entries: HistoryEntry[] }];
  'records.count': [{ kind: Kind; where?: string|null; filter?: Filter|null }, { count: number; sentence: string }];
  'operations.list': [{ offset: number; limit: number }, Page<Operation>];
  'operations.undo': [{ opId?: string|null /* null: the newest not undone */ }, { label: string; changed: Change[]; kept: string[] /* sentences on what could not be undone */ }];
  'operations.redo': [{}, { label: string; changed: Change[]; kept: string[] }];
  'customers.timeline': [{ id: string; offset: number; limit: number }, { total: number; items: { kind: Kind; id: string; at: string; title: string; detail: string; amount: number|null; done: boolean }[] }];
  'sales.preview': [{ values: Record<string,unknown> }, { record: Sale }];   // totals for a form that is not saved yet
  'sales.pay': [{ id: string; date: string; method: string; amount: number; reference: string }, Saved<Sale>];
  'followUps.complete': [{ id: string; outcome: string }, Saved<FollowUp> & { next: string|null /* id of the next one when it recurs */ }];
  'followUps.postpone': [{ id: string; dueDate: string }, Saved<FollowUp>];
  'campaigns.freeze': [{ id: string }, Saved<Campaign>];          // runs the segment and freezes its target list
  'campaigns.targets': [{ id: string; offset: number; limit: number }, Page<CampaignTarget>];
  'campaigns.mark': [{ id: string; customerIds: string[] /* [] = all targets */; event: 'sent'|'responded'|'bounced'|'opted_out'; on: string; response: string }, Saved<Campaign>];
  'today.get': [{}, { date: string; overdue: FollowUp[]; today: FollowUp[]; upcoming: FollowUp[]; titles: Record<string,string>; thisWeek: WeekFigures; lastWeek: WeekFigures; quiet: { customerId: string; name: string; reason: string; lastSale: string; lifetimeValue: number; intervalDays: number; daysSince: number }[] }];
  'search.all': [{ text: string; limit: number }, { hits: { kind: Kind; id: string; title: string; detail: string }[] }];
  'import.pick': [{}, { path: string }|null];                     // native open dialog
  'import.inspect': [{ path: string; as?: Kind|'sale_lines'|null }, ImportPlan];
  'import.run': [{ path: string; as: string; map: Record<string,string> /* column header → field path */; options: ImportOptions; dryRun: boolean }, { job: string }]; // result ImportResult
  'export.run': [{ kind: Kind; profile: 'spreadsheet'|'exact'; where?: string|null; path?: string|null }, { job: string }|null];
  'reports.list': [{}, { reports: { name: string; parameters: string[] }[] }];
  'reports.get': [{ name: string; from?: string|null; to?: string|null; customerId?: string|null }, Report];
  'reports.save': [{ name: string; from?: string|null; to?: string|null; customerId?: string|null; format: 'pdf'|'csv'; path?: string|null }, { job: string }|null];
  'jobs.get': [{ id: string }, JobState];
  'jobs.cancel': [{ id: string }, {}];
  'settings.get': [{}, { record: Settings }];
}
export interface WeekFigures { from: string; to: string; revenue: number; sales: number; newCustomers: number; followUpsDone: number }
export interface ImportOptions { dateOrder: 'dmy'|'mdy'|'ymd'|null; decimal: ','|'.'|null; onDuplicate: 'skip'|'update'|'create'; encoding: string|null; delimiter: string|null }
export interface ImportColumn { header: string; samples: string[]; detected: string; field: string|null; confidence: number }
export interface ImportPlan { path: string; fileName: string; encoding: string; delimiter: string; rows: number; as: string; columns: ImportColumn[]; fields: { path: string; label: string; required: boolean }[]; dateOrder: string|null; dateAmbiguous: boolean; decimal: string|null; preview: string[][]; notices: string[] }
export interface ImportResult { dryRun: boolean; rows: number; created: number; updated: number; skipped: number; failed: number; errors: { line: number; column: string; value: string; message: string }[]; errorFile: string|null; opId: string|null; createdByKind: Record<string,number> }
export interface Report { name: string; title: string; period: string; filters: string[]; kpis: { label: string; value: string; note: string }[]; charts: { kind: 'bar'|'line'; title: string; sentence: string; labels: string[]; series: { label: string; values: number[]; texts: string[] }[] }[];
  tables: { title: string; columns: { label: string; align: 'left'|'right' }[]; rows: string[][]; totals: string[]|null; truncated: number /* rows not shown on screen, PDF and CSV have all */ }[]; notes: string[] }
// Events pushed from Rust (Tauri event 'regulars'; over the bridge by long poll GET /events?after=N):
export type Event = { type: 'changed'; seq: number; changed: Change[] } | { type: 'job'; job: JobState } | { type: 'book'; open: boolean } | { type: 'fileDropped'; paths: string[] } | { type: 'notice'; message: string };
