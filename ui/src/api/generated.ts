// Generated from src-tauri/api by `./dev types`. Do not edit.
// Ids are UUIDv7 texts, dates 'YYYY-MM-DD', instants RFC 3339 in UTC, money whole minor units,
// decimals texts such as '12.5'.

export type Kind = 'customer' | 'product' | 'sale' | 'follow_up' | 'campaign' | 'interaction' | 'settings' | 'series' | 'target' | 'view' | 'staff' | 'stock_movement' | 'receipt' | 'cash_entry' | 'distinct' | 'deal' | 'track' | 'custom_field' | 'case' | 'call_script' | 'form_template';

export interface Meta {
  id: string;
  late?: string | null;
  here?: { dueDate: string; dueTime: string } | null;
  tags: string[];
  notes: string;
  attachments: KeptFile[];
  archived: boolean;
  trashedAt: string | null;
  createdAt: string;
  updatedAt: string;
  createdBy: string;
}

export interface Phone {
  label: string;
  number: string;
  e164: string;
}

export interface Email {
  label: string;
  address: string;
}

export interface Address {
  label: string;
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}

export interface Consent {
  channel: 'call' | 'email' | 'message' | 'letter' | 'visit';
  basis: string;
  givenAt: string | null;
  source: string;
  withdrawnAt: string | null;
}

export interface Relation {
  customerId: string | null;
  role: string;
  member: boolean;
}

export interface Customer extends Meta {
  number: string;
  kind: 'person' | 'company';
  role: 'customer' | 'prospect' | 'supplier' | 'partner' | 'reseller';
  salutation: string;
  firstName: string;
  middleName: string;
  lastName: string;
  companyName: string;
  companyId: string | null;
  jobTitle: string;
  department: string;
  phones: Phone[];
  emails: Email[];
  addresses: Address[];
  website: string;
  taxId: string;
  industry: string;
  birthday: string;
  language: string;
  preferredChannel: 'call' | 'email' | 'message' | 'letter' | 'visit' | null;
  forbiddenChannels: ('call' | 'email' | 'message' | 'letter' | 'visit')[];
  bestTime: string;
  tier: string;
  source: string;
  referredBy: string | null;
  territory: string;
  paymentTermsDays: number | null;
  discount: string | null;
  creditLimit: number | null;
  owner: string;
  debtorAccount: string;
  consents: Consent[];
  leadStatus: 'new' | 'contacted' | 'qualified' | 'converted' | 'lost' | null;
  leadRating: 'cold' | 'warm' | 'hot' | null;
  leadAmount: number | null;
  leadNextStep: string;
  leadLostReason: string;
  leadConvertedAt: string | null;
  formerNumbers: string[];
  companyForm: 'business' | 'household' | 'association' | 'institution';
  relations: Relation[];
  mergedInto: string | null;
  readonly name: string;
  readonly lifetimeValue: number;
  readonly salesCount: number;
  readonly lastSale: string | null;
  readonly firstSale: string | null;
  readonly balance: number;
  readonly nextFollowUp: string | null;
}

export interface VendorPrice {
  supplierId: string | null;
  supplierSku: string;
  price: string;
  minQuantity: string;
  leadTimeDays: number | null;
}

export interface Price {
  priceList: string;
  customerId: string | null;
  minQuantity: string;
  price: string;
  validFrom: string | null;
  validUntil: string | null;
}

export interface Component {
  productId: string | null;
  quantity: string;
}

export interface Option {
  name: string;
  values: string;
}

export interface OptionValue {
  name: string;
  value: string;
}

export interface Product extends Meta {
  sku: string;
  barcode: string;
  name: string;
  productKind: 'goods' | 'service' | 'bundle';
  category: string;
  unit: string;
  price: string;
  cost: string | null;
  taxRate: string;
  description: string;
  image: KeptFile[];
  taxClass: string;
  trackStock: boolean;
  reorderLevel: string | null;
  reorderQuantity: string | null;
  supplierId: string | null;
  leadTimeDays: number | null;
  vendorPrices: VendorPrice[];
  warrantyMonths: number | null;
  serviceIntervalMonths: number | null;
  serviceFromLatest: boolean;
  prices: Price[];
  components: Component[];
  options: Option[];
  parentId: string | null;
  optionValues: OptionValue[];
}

export interface SaleLine {
  productId: string | null;
  sku: string;
  description: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  discount: string;
  taxRate: string;
  cost: string | null;
  net: number;
  tax: number;
  total: number;
  discountAmount: number;
  taxClass: string;
  amount: number;
  bookNet: number;
  key: number;
  sourceKey: number;
  depositOf: string | null;
  priceReason: string;
}

export interface Payment {
  date: string;
  method: 'cash' | 'card' | 'transfer' | 'cheque' | 'other' | 'write_off';
  amount: number;
  reference: string;
  receiptId: string | null;
  exchangeRate: string;
}

export interface SaleTax {
  taxClass: string;
  taxName: string;
  rate: string;
  net: number;
  tax: number;
  place: number;
  treatment: 'standard' | 'exempt' | 'reverse_charge' | 'export' | 'intra_eu' | 'out_of_scope';
  taxNote: string;
  bookingCode: string;
  bookNet: number;
  bookTax: number;
}

export interface Sale extends Meta {
  number: string;
  documentKind: 'invoice' | 'quote' | 'order' | 'credit_note' | 'delivery';
  status: 'open' | 'draft' | 'paid' | 'cancelled';
  customerId: string | null;
  date: string;
  dueDate: string | null;
  channel: string;
  poNumber: string;
  campaignId: string | null;
  lines: SaleLine[];
  discount: string;
  shipping: number;
  pricesIncludeTax: boolean;
  payments: Payment[];
  net: number;
  tax: number;
  total: number;
  paid: number;
  due: number;
  externalNumber: string;
  discountAmount: number;
  shippingTaxClass: string;
  shippingTaxRate: string;
  taxRounding: 'line' | 'document';
  cashRounding: string;
  currency: string;
  exchangeRate: string;
  shippingTax: number;
  rounding: number;
  taxes: SaleTax[];
  bookNet: number;
  bookTax: number;
  bookTotal: number;
  bookDue: number;
  discountTotal: number;
  fromId: string | null;
  validUntil: string | null;
  acceptedOn: string | null;
  declinedOn: string | null;
  promisedDate: string | null;
  shippedDate: string | null;
  deliveredDate: string | null;
  carrier: string;
  tracking: string;
  deposit: boolean;
  recurrence: string;
  nextOn: string | null;
  movesStock: boolean;
  location: string;
  returnsGoods: boolean;
  offerCode: string;
  dunningLevel: number;
  dunnedOn: string | null;
  postedAccount: string;
  readonly stage: string;
}

export interface Reminder {
  minutesBefore: number;
}

export interface FollowUp extends Meta {
  subject: string;
  customerId: string | null;
  saleId: string | null;
  campaignId: string | null;
  dueDate: string;
  dueTime: string;
  dueZone: string;
  place: string;
  days: number | null;
  durationMinutes: number | null;
  priority: 'normal' | 'low' | 'high';
  channel: 'call' | 'email' | 'message' | 'letter' | 'visit' | null;
  assignee: string;
  recurrence: string;
  done: boolean;
  doneAt: string | null;
  outcome: string;
  dealId: string | null;
  caseId: string | null;
  trackId: string | null;
  trackStep: number;
  stepKey: number;
  reminders: Reminder[];
  snoozedUntil: string | null;
  seriesDay: number;
  productId: string | null;
  calendarUid: string;
  calendarNote: string;
  afterId: string | null;
  readonly lastDay: string | null;
}

export interface Campaign extends Meta {
  name: string;
  goal: string;
  channel: 'call' | 'email' | 'message' | 'letter' | 'visit';
  status: 'planned' | 'running' | 'done';
  startDate: string | null;
  endDate: string | null;
  budget: number;
  cost: number;
  segment: string;
  message: string;
  frozenAt: string | null;
  offerCode: string;
  offerDiscount: string;
  offerCategory: string;
  offerProductId: string | null;
  offerPrice: string | null;
  offerTermsDays: number | null;
  readonly targetCount: number;
  readonly sentCount: number;
  readonly respondedCount: number;
  readonly bouncedCount: number;
  readonly optedOutCount: number;
  readonly boughtCount: number;
  readonly revenue: number;
}

export interface People {
  customerId: string | null;
}

export interface Interaction extends Meta {
  customerId: string;
  channel: 'note' | 'call' | 'email' | 'message' | 'letter' | 'fax' | 'visit' | 'meeting' | 'shop';
  direction: 'out' | 'in';
  at: string;
  durationMinutes: number | null;
  people: People[];
  summary: string;
  outcome: string;
  callOutcome: 'reached' | 'not_reached' | 'not_interested' | 'do_not_call' | null;
  session: string;
  dealId: string | null;
  caseId: string | null;
  saleId: string | null;
  messageId: string;
  automatic: boolean;
  campaignId: string | null;
}

export interface TaxRate {
  taxClass: string;
  taxName: string;
  rate: string;
  compound: boolean;
  treatment: 'standard' | 'exempt' | 'reverse_charge' | 'export' | 'intra_eu' | 'out_of_scope';
  taxNote: string;
  bookingCode: string;
}

export interface Stage {
  key: string;
  pipeline: string;
  name: string;
  probability: string;
  required: string[];
  days: number | null;
  outcome: 'open' | 'won' | 'lost';
}

export interface Settings extends Meta {
  businessName: string;
  address: string;
  taxNumber: string;
  email: string;
  phone: string;
  currency: string;
  country: string;
  language: string;
  defaultTaxRate: string;
  pricesIncludeTax: boolean;
  paymentTermsDays: number;
  userName: string;
  theme: string;
  density: string;
  taxRates: TaxRate[];
  taxRounding: 'line' | 'document';
  cashRounding: string;
  negativeStock: 'warn' | 'refuse' | 'allow';
  dunningDays: string;
  closedUntil: string | null;
  accountReceivables: string;
  accountCash: string;
  accountBank: string;
  accountRevenue: string;
  accountTax: string;
  accountDifferences: string;
  accountExchangeGain: string;
  accountExchangeLoss: string;
  debtorAccounts: boolean;
  vatNumber: string;
  letterFoot: string;
  bankName: string;
  iban: string;
  bic: string;
  accountHolder: string;
  dunningFees: string;
  datevAdviser: string;
  datevClient: string;
  fiscalYearMonth: number;
  categories: string[];
  seriesLanguage: string;
  zone: string;
  logo: KeptFile[];
  calendarFolder: string;
  customerNoun: string;
  customerNouns: string;
  stages: Stage[];
}

export interface Series extends Meta {
  name: string;
  next: number;
}

export interface Target extends Meta {
  campaignId: string;
  customerId: string;
  sentAt: string | null;
  respondedAt: string | null;
  response: string;
  bouncedAt: string | null;
  optedOutAt: string | null;
}

export interface View extends Meta {
  name: string;
  recordKind: string;
  condition: string;
  sort: string[];
  columns: string[];
}

export interface Staff extends Meta {
  name: string;
  job: string;
  email: string;
  phone: string;
}

export interface StockMovement extends Meta {
  productId: string;
  date: string;
  reason: 'purchase' | 'sale' | 'return' | 'correction' | 'transfer';
  quantity: string;
  location: string;
  toLocation: string;
  unitCost: string | null;
  why: string;
  saleId: string | null;
  supplierId: string | null;
}

export interface Allocation {
  saleId: string | null;
  amount: number;
}

export interface Receipt extends Meta {
  number: string;
  customerId: string | null;
  date: string;
  method: 'cash' | 'card' | 'transfer' | 'cheque' | 'other' | 'write_off';
  amount: number;
  reference: string;
  allocations: Allocation[];
  unallocated: number;
  postedAccount: string;
}

export interface CashEntry extends Meta {
  date: string;
  entryKind: 'movement' | 'count';
  amount: number;
  what: string;
  expected: number;
  difference: number;
}

export interface Distinct extends Meta {
  firstId: string;
  secondId: string;
}

export interface Contact {
  customerId: string | null;
  role: string;
}

export interface Item {
  productId: string | null;
  description: string;
  quantity: string;
  unitPrice: string;
}

export interface StageLog {
  from: string;
  to: string;
  at: string;
}

export interface Deal extends Meta {
  title: string;
  customerId: string;
  stage: string;
  status: 'open' | 'won' | 'lost';
  amount: number;
  expectedClose: string | null;
  probability: string | null;
  nextStep: string;
  nextStepOn: string | null;
  contacts: Contact[];
  items: Item[];
  source: string;
  campaignId: string | null;
  owner: string;
  competitor: string;
  reason: string;
  closedOn: string | null;
  stageSince: string;
  stageLog: StageLog[];
  saleId: string | null;
  readonly stageName: string;
  readonly pipeline: string;
  readonly weighted: number;
}

export interface Step {
  subject: string;
  afterDays: number;
  channel: 'call' | 'email' | 'message' | 'letter' | 'visit' | null;
  onlyIf: string;
  key: number;
}

export interface Gone {
  key: number;
  next: number;
}

export interface Track extends Meta {
  name: string;
  stopOnAnswer: boolean;
  steps: Step[];
  gone: Gone[];
}

export interface CustomField extends Meta {
  label: string;
  recordKind: string;
  fieldType: 'text' | 'long_text' | 'number' | 'money' | 'date' | 'choice' | 'yes_no' | 'phone' | 'email' | 'link' | 'tags' | 'time' | 'file' | 'relation' | 'quantity' | 'percent' | 'address';
  options: string[];
  required: boolean;
  heading: string;
  position: number;
  shownInLists: boolean;
  slug: string;
  tag: number;
  refersTo: string;
  unit: string;
}

export interface Case extends Meta {
  subject: string;
  customerId: string;
  caseKind: 'question' | 'complaint' | 'incident' | 'repair' | 'return' | 'idea';
  priority: 'normal' | 'low' | 'high' | 'urgent';
  status: 'new' | 'open' | 'waiting' | 'resolved' | 'closed';
  assignee: string;
  channel: 'note' | 'call' | 'email' | 'message' | 'letter' | 'fax' | 'visit' | 'meeting' | 'shop' | null;
  description: string;
  number: string;
  externalNumber: string;
  productId: string | null;
  serial: string;
  saleId: string | null;
  received: string;
  respondBy: string | null;
  resolveBy: string | null;
  firstResponse: string | null;
  resolution: string;
  cause: string;
  refunded: number;
  resolvedAt: string | null;
  closedAt: string | null;
  satisfaction: number | null;
  readonly promised: string | null;
  readonly promisedAnswer: boolean | null;
}

export interface Objection {
  objection: string;
  answer: string;
}

export interface CallScript extends Meta {
  name: string;
  text: string;
  objections: Objection[];
  campaignId: string | null;
}

export interface Value {
  field: string;
  value: string;
}

export interface FormTemplate extends Meta {
  name: string;
  recordKind: string;
  values: Value[];
}

export interface Records { customer: Customer; product: Product; sale: Sale; follow_up: FollowUp; campaign: Campaign; interaction: Interaction; settings: Settings; series: Series; target: Target; view: View; staff: Staff; stock_movement: StockMovement; receipt: Receipt; cash_entry: CashEntry; distinct: Distinct; deal: Deal; track: Track; custom_field: CustomField; case: Case; call_script: CallScript; form_template: FormTemplate }

export type Empty = Record<symbol, never>;

export type Recent = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is not there now: its disk is not plugged in, or its folder was moved.
 */
missing: boolean, };

export type BookInfo = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its identity.
 */
bookId: string, 
/**
 * What was repaired, in sentences.
 */
notices: Array<string>, };

export type AppStatus = { 
/**
 * The open book; null when none is.
 */
book?: BookInfo, 
/**
 * Why the book of the last time was not opened by itself; null when it was, or when
 * another one is open by now.
 */
notOpened?: string, 
/**
 * Books opened before.
 */
recent: Array<Recent>, 
/**
 * The program's version.
 */
version: string, 
/**
 * The owner's calendar day.
 */
today: string, };

export type SpeakRequest = { 
/**
 * Its tag, such as `de-AT`.
 */
language: string, };

export type NewBookRequest = { 
/**
 * Its folder; null to be asked.
 */
path?: string, 
/**
 * The shop's name.
 */
name: string, 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * ISO 3166 code.
 */
country: string, 
/**
 * The language of its documents and of what the program writes into it, such as `de`; null
 * for that of the window.
 */
language?: string, };

export type DemoRequest = { 
/**
 * How many customers.
 */
customers: number, 
/**
 * Its folder; null for the usual place.
 */
path?: string, 
/**
 * How many years of history; null for three.
 */
years?: number, 
/**
 * The seed; null for the usual one.
 */
seed?: number, 
/**
 * The language of its words, `en` or `de`; null for the window's.
 */
language?: string, };

export type PathRequest = { 
/**
 * The path.
 */
path?: string, };

export type PathReply = { 
/**
 * The path.
 */
path: string, };

export type RestoreRequest = { 
/**
 * The backup; null to be asked.
 */
archive?: string, 
/**
 * The new book's folder; null to be asked.
 */
path?: string, };

export type JobStarted = { 
/**
 * Its number.
 */
job: string, };

export type FileWritten = { 
/**
 * The file.
 */
path: string, 
/**
 * What there is to know about it, in sentences.
 */
notices: Array<string>, };

export type CheckReply = { 
/**
 * Everything is as it should be.
 */
ok: boolean, 
/**
 * What was found, in sentences.
 */
sentences: Array<string>, };

export type VariantOption = { 
/**
 * What it is called: Size.
 */
name: string, 
/**
 * What there is to choose from.
 */
values: Array<string>, };

export type VariantsRequest = { 
/**
 * The product.
 */
id: string, 
/**
 * The options; none for a product that is sold as itself.
 */
options: Array<VariantOption>, };

export type VariantsReply = { 
/**
 * The variants in the order of the options.
 */
ids: Array<string>, 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * What undo would say.
 */
undoLabel: string, 
/**
 * The operation; null when nothing changed.
 */
opId?: string, };

export type Category = { 
/**
 * Its whole name, such as `Furniture / Chairs`.
 */
name: string, 
/**
 * Products in it.
 */
products: number, 
/**
 * Products in it and in those within it.
 */
all: number, };

export type CategoryList = { 
/**
 * In the order of the names.
 */
categories: Array<Category>, };

export type CategoryRequest = { 
/**
 * Its whole name.
 */
name: string, };

export type CategoryMoveRequest = { 
/**
 * Which.
 */
from: string, 
/**
 * The other name, or the other category.
 */
to: string, };

export type FileMailRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * The customer it was dropped on; null to be found by its addresses.
 */
customerId?: string, 
/**
 * The deal it is about.
 */
dealId?: string, 
/**
 * The case it is about.
 */
caseId?: string, 
/**
 * Keeps the address that nobody was known by with that customer.
 */
remember?: boolean, };

export type MailAddress = { 
/**
 * What they call themselves.
 */
name: string, 
/**
 * The address.
 */
address: string, };

export type FiledMail = { 
/**
 * The interactions it is now, one for each customer; none when no customer was found.
 */
interactionIds: Array<string>, 
/**
 * Their customers, in the same order.
 */
customerIds: Array<string>, 
/**
 * What these are called.
 */
customers: Array<string>, 
/**
 * What it is about.
 */
subject: string, 
/**
 * `out` when it is from us, else `in`.
 */
direction: 'in' | 'out', 
/**
 * It was filed before, and nothing was done.
 */
already: boolean, 
/**
 * How many files came with it.
 */
files: number, 
/**
 * Those outside of the shop whom the book does not know, for making a customer of them.
 */
unknown: Array<MailAddress>, 
/**
 * What came of it, in a sentence.
 */
sentence: string, 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * What undo would say.
 */
undoLabel: string, 
/**
 * The operation, for an undo of exactly this; null when nothing was done.
 */
opId?: string, };

export type NearbyRequest = { 
/**
 * A town or postal code of the shop's country or both, one of them with its country (`Salzburg, AT`),
 * or a point (`52.52, 13.40`); empty for the customer's place, and without a customer for the shop's own.
 */
place: string, 
/**
 * The customer around whom to look.
 */
customerId?: string, 
/**
 * Only these customers, in this order, however far away.
 */
only?: Array<string>, 
/**
 * So many kilometres around; null for 50.
 */
km?: number, 
/**
 * Only customers for whom this holds.
 */
where?: string, 
/**
 * Customers at the most; 0 for 500.
 */
limit: number, };

export type NamedPlaceRequest = { 
/**
 * Such as `8010`.
 */
place: string, };

export type PlaceChoice = { 
/**
 * ISO 3166 code.
 */
country: string, 
/**
 * What to look around, so that it is the one in that country: `8010, AT`.
 */
place: string, };

export type PlaceChoices = { 
/**
 * None when the place is known without a choice, or not at all.
 */
choices: Array<PlaceChoice>, };

export type NearCustomer = { 
/**
 * Who.
 */
customerId: string, 
/**
 * Called.
 */
name: string, 
/**
 * Where they live or work: the town, or the postal code where no town is given.
 */
town: string, 
/**
 * As the crow flies between the towns.
 */
km: number, 
/**
 * Whether that is a guess, because the postal code of this customer is in no table.
 */
about: boolean, 
/**
 * Days for which something has been due.
 */
overdueDays: number, 
/**
 * Minor units without tax.
 */
lifetimeValue: number, 
/**
 * North of the equator, in degrees.
 */
lat?: number, 
/**
 * East of Greenwich.
 */
lon?: number, };

export type MapTown = { 
/**
 * Its name.
 */
name: string, 
/**
 * How many people live there.
 */
people: number, 
/**
 * North of the equator, in degrees.
 */
lat: number, 
/**
 * East of Greenwich.
 */
lon: number, };

export type MapLine = { 
/**
 * A coast; otherwise a border between two countries.
 */
coast: boolean, 
/**
 * Its points in their order: latitude and longitude of each.
 */
points: Array<[number, number]>, };

export type NearbyMap = { 
/**
 * Those who are near, in the order of `nearby.list`.
 */
near: Array<NearCustomer>, 
/**
 * Customers whose town is not known.
 */
unknown: number, 
/**
 * Whether the postal code of the place is in no table, so that its point and every distance are a guess.
 */
about: boolean, 
/**
 * Where the place is.
 */
lat: number, 
/**
 * Where the place is.
 */
lon: number, 
/**
 * The edges of the map, in degrees.
 */
south: number, 
/**
 * The western edge.
 */
west: number, 
/**
 * The northern edge.
 */
north: number, 
/**
 * The eastern edge.
 */
east: number, 
/**
 * The largest towns, the largest first.
 */
towns: Array<MapTown>, 
/**
 * Coasts and borders; they may lead over the edges.
 */
lines: Array<MapLine>, };

export type NearbyReply = { 
/**
 * Those most worth a visit first.
 */
near: Array<NearCustomer>, 
/**
 * Customers whose town is not known.
 */
unknown: number, 
/**
 * Whether the postal code of the place is in no table, so that its point and every distance are a guess.
 */
about: boolean, 
/**
 * Where the place is.
 */
lat: number, 
/**
 * Where the place is.
 */
lon: number, };

export type RecordRequest = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * Which record.
 */
id: string, };

export type RecordsRequest = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * Which records.
 */
ids: Array<string>, };

export type CountRequest = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * The filter as text.
 */
where?: string, 
/**
 * The filter as a tree.
 */
filter?: FilterJson, };

export type CountReply = { 
/**
 * How many.
 */
count: number, 
/**
 * In plain words.
 */
sentence: string, };

export type SortBy = { 
/**
 * The field.
 */
field: string, 
/**
 * Downwards.
 */
descending: boolean, };

export type ListRequest = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * The filter as a tree.
 */
filter?: FilterJson, 
/**
 * The filter as text.
 */
where?: string, 
/**
 * Words to search for.
 */
search?: string, 
/**
 * The field to sort by.
 */
sort?: string, 
/**
 * Downwards.
 */
descending: boolean, 
/**
 * Further fields for rows that are equal so far.
 */
then?: Array<SortBy>, 
/**
 * What the words searched for most likely mean comes first, where no field is named to sort by.
 */
nearest: boolean, 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows to return.
 */
limit: number, 
/**
 * The archived ones instead.
 */
archived: boolean, 
/**
 * Those in the trash instead.
 */
trash: boolean, 
/**
 * Leave out of the rows what [`Page::blank`](super::Page) says once for all of them.
 */
brief: boolean, };

export type PageRequest = { 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows to return.
 */
limit: number, };

export type PageOfRequest = { 
/**
 * Which record.
 */
id: string, 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows to return.
 */
limit: number, };

export type IdRequest = { 
/**
 * The identity.
 */
id: string, };

export type Change = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * Which records; empty for many.
 */
ids: Array<string>, };

export type Written = { 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * What undo would say.
 */
undoLabel: string, 
/**
 * The operation, for an undo of exactly this; null when nothing changed.
 */
opId?: string, };

export type UndoRequest = { 
/**
 * Null for the newest.
 */
opId?: string, };

export type UndoReply = { 
/**
 * What was taken or brought back.
 */
label: string, 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * What had to stay, in sentences.
 */
kept: Array<string>, };

export type UndoState = { 
/**
 * The label of what undo would take back.
 */
undo?: string, 
/**
 * The label of what redo would bring back.
 */
redo?: string, };

export type Operation = { 
/**
 * Its identity.
 */
opId: string, 
/**
 * Its number.
 */
seq: number, 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * By which way.
 */
source: string, 
/**
 * What.
 */
label: string, 
/**
 * How many records.
 */
records: number, 
/**
 * Taken back since.
 */
undone: boolean, 
/**
 * Takes another one back.
 */
isUndo: boolean, 
/**
 * Can be taken back.
 */
canUndo: boolean, };

export type TimelineItem = { 
/**
 * Which kind of record.
 */
kind: Kind, 
/**
 * Which record.
 */
id: string, 
/**
 * Which of several things that happened with this record, from 0.
 */
nth?: number, 
/**
 * Whose it is, where that is not the customer who was asked for.
 */
whose?: string, 
/**
 * The customer whose it is.
 */
whoseId?: string, 
/**
 * When.
 */
at: string, 
/**
 * In a few words.
 */
title: string, 
/**
 * More of it.
 */
detail: string, 
/**
 * Minor units, of sales with tax and of deals without.
 */
amount?: number, 
/**
 * Nothing left to do.
 */
done: boolean, 
/**
 * How somebody was reached, for interactions.
 */
channel?: string, };

export type TimelineRequest = { 
/**
 * The customer; may be empty when a deal or a case is given.
 */
id: string, 
/**
 * Only what was said, planned and written about this deal, with whomever; null for all of
 * the customer.
 */
dealId?: string, 
/**
 * The same of a case.
 */
caseId?: string, 
/**
 * One kind of record only; null for all.
 */
only: Kind | null, 
/**
 * Things to skip.
 */
offset: number, 
/**
 * Things to return.
 */
limit: number, };

export type ContactRequest = { 
/**
 * The customer.
 */
id: string, 
/**
 * However long ago; the last two weeks otherwise.
 */
ever?: boolean, };

export type RecentContact = { 
/**
 * The interaction.
 */
id: string, 
/**
 * With whom.
 */
customerId: string, 
/**
 * Their name.
 */
customer: string, 
/**
 * When.
 */
at: string, 
/**
 * Who of the shop.
 */
by: string, 
/**
 * How.
 */
channel: string, 
/**
 * out or in.
 */
direction: string, 
/**
 * What it was about.
 */
summary: string, 
/**
 * Already contacted by … two days ago.
 */
sentence: string, };

export type Timeline = { 
/**
 * How many things there are.
 */
total: number, 
/**
 * The page.
 */
items: Array<TimelineItem>, };

export type RelatedCustomer = { 
/**
 * Who.
 */
customerId: string, 
/**
 * Called.
 */
name: string, 
/**
 * `person`, or of a company `business`, `household`, `association` or `institution`.
 */
form: string, 
/**
 * How: `company`, `member`, `related`, `named_by`, `referred_by` or `referred`.
 */
how: 'company' | 'member' | 'related' | 'named_by' | 'referred_by' | 'referred', 
/**
 * The position in the company, or what the one is to the other.
 */
role: string, };

export type RelationsReply = { 
/**
 * The company first, then its people, then the others.
 */
relations: Array<RelatedCustomer>, };

export type RelateRequest = { 
/**
 * Who says so.
 */
id: string, 
/**
 * The other one.
 */
otherId: string, 
/**
 * `company` (belongs to it), `related` or `referred_by`.
 */
how: 'company' | 'related' | 'referred_by', 
/**
 * The position in the company, or what the other one is: spouse, treasurer, supplier …
 */
role: string, 
/**
 * It is over instead.
 */
over: boolean, };

export type CustomerWay = { 
/**
 * `phone`, `email` or `address`.
 */
to: 'phone' | 'email' | 'address', 
/**
 * Mobile, home, work …
 */
label: string, 
/**
 * As typed, on one line.
 */
text: string, 
/**
 * What a click opens outside the program.
 */
link?: string, 
/**
 * They like to be reached this way.
 */
preferred: boolean, 
/**
 * They have asked that it is not used.
 */
forbidden: boolean, 
/**
 * A telephone for messages only.
 */
noCalls: boolean, };

export type MonthFigure = { 
/**
 * Its first day.
 */
month: string, 
/**
 * Minor units without tax.
 */
revenue: number, };

export type BoughtThing = { 
/**
 * As the newest invoice calls it.
 */
name: string, 
/**
 * The product, where the line names one.
 */
productId?: string, 
/**
 * When it was bought last.
 */
day: string, };

export type CustomerOverview = { 
/**
 * Every way to reach them, the best first.
 */
ways: Array<CustomerWay>, 
/**
 * The last twelve months, the oldest first.
 */
months: Array<MonthFigure>, 
/**
 * Invoices in these months.
 */
invoices: number, 
/**
 * What they bought, the newest first.
 */
things: Array<BoughtThing>, 
/**
 * Follow-ups to do, the earliest first.
 */
followUps: FollowUp[], 
/**
 * What is to be done next, with them or with the people of a company; null for nothing.
 */
next?: CustomerNext, 
/**
 * Cases to settle, those with the next promise first.
 */
cases: Case[], 
/**
 * Documents that are not settled, the newest first.
 */
sales: Sale[], 
/**
 * Their next birthday; null when it is not known.
 */
birthday?: NextBirthday, };

export type CustomerNext = { 
/**
 * A follow-up or a deal.
 */
kind: Kind, 
/**
 * Which one.
 */
id: string, 
/**
 * Its day on the wall here.
 */
day: string, 
/**
 * Whose it is.
 */
whoseId: string, 
/**
 * Called.
 */
whose: string, };

export type NextBirthday = { 
/**
 * On which day.
 */
on: string, 
/**
 * Which one; null when the year of birth is not known.
 */
years?: number, };

export type PayRequest = { 
/**
 * The sale.
 */
id: string, 
/**
 * On which day.
 */
date: string, 
/**
 * How.
 */
method: string, 
/**
 * Minor units.
 */
amount: number, 
/**
 * Slip or transfer reference.
 */
reference: string, 
/**
 * How much one unit of the document's currency was in the book's on that day, as a
 * decimal; null for what the document says.
 */
exchangeRate?: string, };

export type CompleteRequest = { 
/**
 * Which one.
 */
id: string, 
/**
 * What came of it.
 */
outcome: string, 
/**
 * The day of what is to be done after it; null for nothing.
 */
nextOn?: string, 
/**
 * What that is; the same again unless it is said.
 */
nextSubject?: string, };

export type PlanEachRequest = { 
/**
 * These, in this order; null for all for whom `where` holds.
 */
customerIds?: Array<string>, 
/**
 * Only customers for whom this holds; null for all.
 */
where?: string, 
/**
 * What is to be done.
 */
subject: string, 
/**
 * On which day the first is due.
 */
dueDate: string, 
/**
 * Who does it.
 */
assignee: string, 
/**
 * How to reach them; empty for any way.
 */
channel: string, 
/**
 * So many on one working day; 0 for all on the day itself.
 */
perDay: number, };

export type PlannedEach = { 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * The operation, for an undo of exactly this.
 */
opId?: string, 
/**
 * Follow-ups made.
 */
made: number, 
/**
 * Customers who do not wish to be reached like this.
 */
leftOut: number, 
/**
 * The day of the last; null when there is none.
 */
last?: string, };

export type PostponeRequest = { 
/**
 * Which one.
 */
id: string, 
/**
 * Until which day.
 */
dueDate: string, };

export type MarkRequest = { 
/**
 * The campaign.
 */
id: string, 
/**
 * Whose; empty for all targets.
 */
customerIds: Array<string>, 
/**
 * `sent`, `responded`, `bounced` or `opted_out`.
 */
event: string, 
/**
 * On which day.
 */
on: string, 
/**
 * What they said.
 */
response: string, };

export type WeekFigures = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Minor units without tax.
 */
revenue: number, 
/**
 * Invoices.
 */
sales: number, 
/**
 * Customers who came into the book.
 */
newCustomers: number, 
/**
 * Follow-ups finished.
 */
followUpsDone: number, };

export type TodayStake = { 
/**
 * `sale`, `deal`, `owes` or `bought`.
 */
about: 'sale' | 'deal' | 'owes' | 'bought', 
/**
 * Minor units.
 */
amount: number, 
/**
 * The sale's number; empty for the others.
 */
number: string, };

export type TodayMatter = { 
/**
 * The money at stake; null when no figure is known.
 */
stake?: TodayStake, 
/**
 * The action that helps most.
 */
action: 'call' | 'write' | 'open' | 'plan', 
/**
 * A `tel:` link; null when they cannot or do not wish to be called.
 */
call?: string, 
/**
 * A `mailto:` link; null when they cannot or do not wish to be written to.
 */
write?: string, 
/**
 * They do not wish to be reached in the way that the follow-up asks for.
 */
refused?: boolean, };

export type TodayOccasion = { 
/**
 * Who.
 */
customerId: string, 
/**
 * Called.
 */
name: string, 
/**
 * What it is.
 */
what: 'birthday' | 'anniversary', 
/**
 * On which day.
 */
on: string, 
/**
 * Which birthday, or how many years; null when the year of birth is not known.
 */
years?: number, 
/**
 * The same in a sentence.
 */
reason: string, 
/**
 * What is at stake and what helps most.
 */
matter: TodayMatter, };

export type OccasionsRequest = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day; a year after the first at the most.
 */
to: string, };

export type OccasionList = { 
/**
 * Of each day those who bought most.
 */
occasions: Array<TodayOccasion>, };

export type Occurrence = { 
/**
 * The follow-up that is open now.
 */
followUpId: string, 
/**
 * What is to be done.
 */
subject: string, 
/**
 * Whom it is about, called; empty for nobody.
 */
customer: string, 
/**
 * The day on the owner's wall.
 */
day: string, 
/**
 * The time there, as `HH:MM`; empty for any.
 */
time: string, };

export type OccurrencesRequest = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day; a year after the first at the most.
 */
to: string, };

export type OccurrenceList = { 
/**
 * In order.
 */
occurrences: Array<Occurrence>, };

export type QuietCustomer = { 
/**
 * Who.
 */
customerId: string, 
/**
 * Called.
 */
name: string, 
/**
 * Why they are here, in a sentence.
 */
reason: string, 
/**
 * Day of the last purchase.
 */
lastSale: string, 
/**
 * Minor units without tax.
 */
lifetimeValue: number, 
/**
 * Their usual interval in days.
 */
intervalDays: number, 
/**
 * Days since the last purchase.
 */
daysSince: number, 
/**
 * What it is about and what helps most.
 */
matter: TodayMatter, };

export type SearchRequest = { 
/**
 * The words.
 */
text: string, 
/**
 * Hits at the most.
 */
limit: number, };

export type SearchHit = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * Which record.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What tells it from others.
 */
detail: string, };

export type SearchReply = { 
/**
 * The best first.
 */
hits: Array<SearchHit>, };

export type ScanRequest = { 
/**
 * From 0 to 100; null for those where one is as likely as two.
 */
minScore?: number, 
/**
 * Only pairs with a customer that came into the book at this moment or later.
 */
since?: string, };

export type DuplicateSide = { 
/**
 * Who.
 */
id: string, 
/**
 * Called.
 */
title: string, 
/**
 * What tells them from others.
 */
detail: string, };

export type DuplicateReason = { 
/**
 * `same_phone`, `nickname`, `other_birthday` …
 */
code: string, 
/**
 * In a few words.
 */
text: string, 
/**
 * By how much it counts, in tenths of a bit; below 0 it speaks against.
 */
points: number, };

export type DuplicatePair = { 
/**
 * The one that came first.
 */
a: DuplicateSide, 
/**
 * The other.
 */
b: DuplicateSide, 
/**
 * From 0 to 100.
 */
score: number, 
/**
 * The weightiest first.
 */
reasons: Array<DuplicateReason>, };

export type DuplicateScan = { 
/**
 * Customers looked at.
 */
customers: number, 
/**
 * Pairs compared.
 */
compared: number, 
/**
 * Pairs found.
 */
total: number, 
/**
 * The likeliest of them.
 */
pairs: Array<DuplicatePair>, };

export type PairRequest = { 
/**
 * One.
 */
a: string, 
/**
 * The other.
 */
b: string, };

export type SimilarRequest = { 
/**
 * The one that is being changed; null for a new one.
 */
id?: string, 
/**
 * What is typed so far, as for a save.
 */
values: Record<string, unknown>, 
/**
 * Hits at the most.
 */
limit: number, };

export type SimilarReply = { 
/**
 * Who is in the book already: `a` of each pair. `b` is the one being typed.
 */
pairs: Array<DuplicatePair>, };

export type MergeRequest = { 
/**
 * The one that stays.
 */
staying: string, 
/**
 * The one that goes.
 */
going: string, 
/**
 * Field → `staying`, `going` or `both`; what is not named is taken as proposed.
 */
take: { [key in string]: string }, };

export type MergeField = { 
/**
 * Its name.
 */
field: string, 
/**
 * What the one that stays says.
 */
staying: unknown, 
/**
 * What the one that goes says.
 */
going: unknown, 
/**
 * What is proposed: `staying`, `going` or `both`.
 */
take: string, 
/**
 * Whether both can stay.
 */
both: boolean, };

export type MergePreview = { 
/**
 * The fields in which they differ.
 */
fields: Array<MergeField>, 
/**
 * Records that would move to the one that stays.
 */
moves: number, };

export type ConvertRequest = { 
/**
 * The lead.
 */
id: string, 
/**
 * What the deal is called; empty for the customer's name.
 */
title: string, 
/**
 * In which pipeline it sets out; null for the first.
 */
pipeline?: string, 
/**
 * The customer of the book that the lead is; null makes a new one.
 */
into?: string, };

export type ConvertReply = { 
/**
 * The customer: the company, when there is one.
 */
customerId: string, 
/**
 * The person at the company.
 */
contactId?: string, 
/**
 * The deal.
 */
dealId: string, 
/**
 * What undo would say.
 */
undoLabel: string, 
/**
 * The operation, for an undo of exactly this.
 */
opId?: string, };

export type MoveRequest = { 
/**
 * The deal.
 */
id: string, 
/**
 * The stage's key or name.
 */
stage: string, 
/**
 * What is given along the way, as for a save; a refusal names the field it lacks.
 */
values: Record<string, unknown>, 
/**
 * In which pipeline the stage is looked for by its name; empty for the deal's own, null where the
 * stage is given by its key.
 */
pipeline?: string, };

export type TodayDeal = { 
/**
 * The deal.
 */
id: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * What is to be done next; empty where only a day was given.
 */
step: string, 
/**
 * With whom.
 */
customerId: string, 
/**
 * Called.
 */
name: string, 
/**
 * Next step of “Conservatory”: Call about the offer, 9 days late.
 */
reason: string, 
/**
 * By when.
 */
on: string, 
/**
 * The day is over.
 */
overdue: boolean, 
/**
 * What helps most.
 */
matter: TodayMatter, };

export type NextSteps = { 
/**
 * Those of the days asked for and those that are late, the oldest first.
 */
steps: Array<TodayDeal>, };

export type BoardRequest = { 
/**
 * Which pipeline; empty for the first.
 */
pipeline: string, 
/**
 * Only deals for which this holds.
 */
where?: string, 
/**
 * Cards per stage at the most.
 */
cards: number, };

export type BoardCard = { 
/**
 * Which deal.
 */
id: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * With whom.
 */
customerId: string, 
/**
 * Called.
 */
customer: string, 
/**
 * Minor units.
 */
amount: number, 
/**
 * What is to be done next.
 */
nextStep: string, 
/**
 * By when.
 */
nextStepOn?: string, 
/**
 * When they may decide.
 */
expectedClose?: string, 
/**
 * Who looks after it.
 */
owner: string, 
/**
 * Days in its stage.
 */
days: number, 
/**
 * 0 in time, 1 from half of the stage's days on, 2 for too long.
 */
age: number, 
/**
 * It has no next step with a day.
 */
stuck: boolean, 
/**
 * The day of its next step has passed.
 */
late: boolean, };

export type BoardColumn = { 
/**
 * The stage's key.
 */
key: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * How likely a deal in it is won, in percent.
 */
probability: string, 
/**
 * Fields a deal must have here.
 */
required: Array<string>, 
/**
 * Days until a deal is here too long.
 */
days?: number, 
/**
 * `open`, `won` or `lost`.
 */
outcome: string, 
/**
 * How many deals.
 */
count: number, 
/**
 * Minor units.
 */
sum: number, 
/**
 * The same by their chances.
 */
weighted: number, 
/**
 * Deals that are here for too long.
 */
late: number, 
/**
 * The first of them.
 */
cards: Array<BoardCard>, };

export type Board = { 
/**
 * The pipelines there are.
 */
pipelines: Array<string>, 
/**
 * The stages of the one asked for.
 */
columns: Array<BoardColumn>, 
/**
 * How many deals in all of them.
 */
count: number, 
/**
 * What the open ones are worth, in minor units.
 */
open: number, };

export type ForecastMonth = { 
/**
 * `2026-03`; null for deals without an expected day.
 */
month?: string, 
/**
 * Open deals.
 */
open: number, 
/**
 * Minor units.
 */
amount: number, 
/**
 * The same by their chances.
 */
weighted: number, 
/**
 * Won already.
 */
won: number, };

export type Forecast = { 
/**
 * Month by month.
 */
months: Array<ForecastMonth>, };

export type StartTrackRequest = { 
/**
 * Which track.
 */
trackId: string, 
/**
 * For whom.
 */
customerId: string, 
/**
 * About which deal.
 */
dealId?: string, 
/**
 * About which case.
 */
caseId?: string, };

export type StopTrackRequest = { 
/**
 * Whose.
 */
customerId: string, 
/**
 * Which; null for all.
 */
trackId?: string, 
/**
 * Only what runs about this deal; empty for what runs about none.
 */
dealId?: string, 
/**
 * Only what runs about this case; empty for what runs about none.
 */
caseId?: string, 
/**
 * What came of it.
 */
outcome: string, };

export type CalendarRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * Look at what would come of it and write nothing.
 */
dryRun: boolean, };

export type CalendarResult = { 
/**
 * Nothing was written.
 */
dryRun: boolean, 
/**
 * Events and tasks in the file.
 */
entries: number, 
/**
 * New follow-ups.
 */
created: number, 
/**
 * Changed ones.
 */
updated: number, 
/**
 * As the file says already.
 */
same: number, 
/**
 * What is over, and single dates of a series.
 */
leftOut: number, 
/**
 * What is worth knowing, in sentences.
 */
notices: Array<string>, 
/**
 * What could not be read, in sentences.
 */
problems: Array<string>, 
/**
 * The operation, for undo.
 */
opId?: string, };

export type PeriodRequest = { 
/**
 * After this moment.
 */
from: string, 
/**
 * Up to this one.
 */
to: string, };

export type DueHere = { 
/**
 * The day on the wall here.
 */
dueDate: string, 
/**
 * The time there, as `HH:MM`.
 */
dueTime: string, };

export type ReminderDue = { 
/**
 * Which follow-up, or which deal.
 */
id: string, 
/**
 * It is the next step of a deal.
 */
ofDeal?: boolean, 
/**
 * The moment.
 */
at: string, 
/**
 * What is to be done.
 */
subject: string, 
/**
 * For whom.
 */
customer: string, 
/**
 * On which day.
 */
dueDate: string, 
/**
 * At what time; empty for any.
 */
dueTime: string, 
/**
 * In whose zone; empty for the book's.
 */
dueZone?: string, 
/**
 * Day and time on the wall here, where that is not what is written.
 */
here?: DueHere, 
/**
 * The customer does not wish to be reached in the way it asks for.
 */
refused?: boolean, };

export type Reminders = { 
/**
 * The first one first.
 */
reminders: Array<ReminderDue>, };

export type DismissRequest = { 
/**
 * The follow-ups.
 */
ids: Array<string>, };

export type SnoozeRequest = { 
/**
 * Which one.
 */
id: string, 
/**
 * Until when.
 */
until: string, };

export type CallListRequest = { 
/**
 * Only customers for whom this holds.
 */
where?: string, 
/**
 * Only those on the list of this campaign who have not answered yet.
 */
campaignId?: string, };

export type CallList = { 
/**
 * The most valuable first; those who do not want to be called are not among them.
 */
customerIds: Array<string>, 
/**
 * The scripts of the book by their names; changed by `records.save` as `call_script`.
 */
scripts?: Array<Script>, 
/**
 * The script that is meant for this list: that of its campaign, else the one for any call
 * that was changed last.
 */
scriptId?: string, };

export type Script = { 
/**
 * Which one.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * What to say.
 */
text: string, 
/**
 * What they may say, and what to answer.
 */
objections: Array<ScriptObjection>, 
/**
 * The campaign it is for.
 */
campaignId?: string, };

export type ScriptObjection = { 
/**
 * What they say.
 */
objection: string, 
/**
 * What to answer.
 */
answer: string, };

export type CallRequest = { 
/**
 * To whom.
 */
customerId: string, 
/**
 * `reached`, `not_reached`, `not_interested` or `do_not_call`.
 */
outcome: string, 
/**
 * In a sentence; may be empty.
 */
note: string, 
/**
 * When to call again.
 */
againOn?: string, 
/**
 * Which session it belongs to.
 */
session: string, 
/**
 * About which deal.
 */
dealId?: string, 
/**
 * About which case.
 */
caseId?: string, 
/**
 * For which campaign.
 */
campaignId?: string, };

export type SessionRequest = { 
/**
 * What it is called.
 */
session: string, };

export type CallSummary = { 
/**
 * Calls made.
 */
calls: number, 
/**
 * Customers called.
 */
customers: number, 
/**
 * Spoken to.
 */
reached: number, 
/**
 * Nobody there.
 */
notReached: number, 
/**
 * They do not want it.
 */
notInterested: number, 
/**
 * They do not want to be called.
 */
doNotCall: number, };

export type SettleRequest = { 
/**
 * The case.
 */
id: string, 
/**
 * How it was settled; empty for what the case says already.
 */
resolution: string, 
/**
 * Where it came from; empty for what the case says already.
 */
cause?: string, 
/**
 * What they got back, in minor units; null for what the case says already.
 */
refunded?: number, };

export type TodayCount = { 
/**
 * Follow-ups, next steps of deals and promises of cases that are due today or overdue.
 */
count: number, };

export type TodayCase = { 
/**
 * The case.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * What it is about.
 */
subject: string, 
/**
 * Whose it is.
 */
customerId: string, 
/**
 * Called.
 */
name: string, 
/**
 * An answer was promised by 14:00 today.
 */
reason: string, 
/**
 * The day of the promise.
 */
on: string, 
/**
 * The day is over.
 */
overdue: boolean, 
/**
 * What helps most.
 */
matter: TodayMatter, };

export type InspectRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * A kind that can be brought in (`customer`, `sale`, `product`, `follow_up`); null to be told.
 */
as?: string, 
/**
 * What its characters are written in, such as `windows-1252`; null to be told.
 */
encoding?: string, };

export type ImportOptions = { 
/**
 * `dmy`, `mdy` or `ymd`; null for as detected.
 */
dateOrder?: string, 
/**
 * `,` or `.`; null for as detected.
 */
decimal?: string, 
/**
 * `fill` (what is empty, which only customers and products know), `skip`, `update` or `create`.
 */
onDuplicate: string, 
/**
 * Null for as detected.
 */
encoding?: string, 
/**
 * Null for as detected.
 */
delimiter?: string, };

export type ImportRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * Which kind: `customer`, `sale`, `product` or `follow_up`.
 */
as: string, 
/**
 * Column header → field.
 */
map: { [key in string]: string }, 
/**
 * How to read it.
 */
options: ImportOptions, 
/**
 * Do everything but keep it.
 */
dryRun: boolean, };

export type ImportColumn = { 
/**
 * Its header.
 */
header: string, 
/**
 * Some of its values.
 */
samples: Array<string>, 
/**
 * What the values look like.
 */
detected: string, 
/**
 * The field it seems to be.
 */
field?: string, 
/**
 * How sure, 0 to 1.
 */
confidence: number, };

export type ImportField = { 
/**
 * Its path.
 */
path: string, 
/**
 * Its name in English.
 */
label: string, 
/**
 * Must be given.
 */
required: boolean, };

export type ImportPlan = { 
/**
 * The file.
 */
path: string, 
/**
 * Its name.
 */
fileName: string, 
/**
 * Its encoding.
 */
encoding: string, 
/**
 * Its delimiter.
 */
delimiter: string, 
/**
 * How many rows.
 */
rows: number, 
/**
 * The kind of records it seems to hold.
 */
as: string, 
/**
 * Its columns.
 */
columns: Array<ImportColumn>, 
/**
 * The fields they can go to.
 */
fields: Array<ImportField>, 
/**
 * The order of its dates.
 */
dateOrder?: string, 
/**
 * Whether a person must say the order.
 */
dateAmbiguous: boolean, 
/**
 * Its decimal sign.
 */
decimal?: string, 
/**
 * Its first rows.
 */
preview: Array<Array<string>>, 
/**
 * What is odd about it, in sentences.
 */
notices: Array<string>, };

export type ImportError = { 
/**
 * Its line in the file.
 */
line: number, 
/**
 * The column.
 */
column: string, 
/**
 * The value.
 */
value: string, 
/**
 * What is wrong and what to do.
 */
message: string, 
/**
 * The row came in all the same, with what stood there in its note.
 */
kept: boolean, };

export type ImportMet = { 
/**
 * Its line in the file.
 */
line: number, 
/**
 * The kind of the record.
 */
kind: Kind, 
/**
 * The record; null after a trial that would only have made it.
 */
id?: string, 
/**
 * Its number or code.
 */
number: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether the row has changed it.
 */
changed: boolean, 
/**
 * By what it was recognised, and what of the row was not taken.
 */
reason: string, 
/**
 * Whether something of the row was not taken.
 */
lost: boolean, };

export type ImportResult = { 
/**
 * Nothing was kept.
 */
dryRun: boolean, 
/**
 * Rows read.
 */
rows: number, 
/**
 * Records made.
 */
created: number, 
/**
 * Records changed.
 */
updated: number, 
/**
 * Rows that were already there.
 */
skipped: number, 
/**
 * Rows that could not be taken.
 */
failed: number, 
/**
 * The first of them, then the first cells that are kept in a note.
 */
errors: Array<ImportError>, 
/**
 * Cells that could not be taken and are kept in the note of a row that came in.
 */
kept: number, 
/**
 * All of them as a file to mend.
 */
errorFile?: string, 
/**
 * The first rows whose record was in the book already, those before all others of which something was not taken.
 */
met: Array<ImportMet>, 
/**
 * How many such rows there are.
 */
metRows: number, 
/**
 * Those that lost something or changed their record as a file, where they are too many to be told.
 */
metFile?: string, 
/**
 * The operation, for undo.
 */
opId?: string, 
/**
 * Records made, by kind.
 */
createdByKind: { [key in string]: number }, 
/**
 * Pairs of a customer that came in and one that is most likely the same.
 */
similar: number, 
/**
 * The moment from which `duplicates.scan` finds these pairs again.
 */
since: string, 
/**
 * What was decided for the owner, in sentences.
 */
notices: Array<string>, };

export type ExportRequest = { 
/**
 * Which kind.
 */
kind: Kind, 
/**
 * `spreadsheet` or `exact`.
 */
profile: string, 
/**
 * The filter as text.
 */
where?: string, 
/**
 * The file; null to be asked. Its ending says the format: `.csv`, for customers `.vcf` too
 * (vCard), for follow-ups `.ics`.
 */
path?: string, 
/**
 * Only these records; for cards.
 */
ids?: Array<string>, 
/**
 * The ending that is proposed when the file is asked for: `vcf`.
 */
format?: string, };

export type FieldsRequest = { 
/**
 * Of which kind of record; null for all.
 */
kind: Kind | null, };

export type OwnField = { 
/**
 * The definition, a record of the kind `custom_field`.
 */
id: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Of which records.
 */
kind: Kind, 
/**
 * Its name in records, lists and filters.
 */
name: string, 
/**
 * text, long_text, number, money, date, choice, yes_no, phone, email, link, tags, time, file, relation, quantity, percent or address.
 */
fieldType: string, 
/**
 * The words of a choice.
 */
options: Array<string>, 
/**
 * The kind of record that a relation leads to; empty for any other field.
 */
refersTo: Kind | '', 
/**
 * What a quantity is counted in; empty for any other field.
 */
unit: string, 
/**
 * Must be filled in when a record is typed.
 */
required: boolean, 
/**
 * The heading of the form under which it stands.
 */
heading: string, 
/**
 * Where it stands, the lowest first.
 */
position: number, 
/**
 * Is a column of lists.
 */
shownInLists: boolean, 
/**
 * How many records have a value in it.
 */
used: number, 
/**
 * Hidden, in the trash.
 */
removed: boolean, };

export type FieldList = { 
/**
 * By kind, in their order; removed ones too.
 */
fields: Array<OwnField>, 
/**
 * The kinds that can have some.
 */
kinds: Kind[], };

export type OrderRequest = { 
/**
 * The definitions in the order they are to have.
 */
ids: Array<string>, };

export type FieldRemoved = { 
/**
 * How many records have a value in it, which stays.
 */
used: number, 
/**
 * The same in a sentence.
 */
sentence: string, 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * What undo would say.
 */
undoLabel: string, 
/**
 * The operation, for an undo of exactly this.
 */
opId?: string, };

export type PickRequest = { 
/**
 * Only pictures that can be shown and printed.
 */
picture: boolean, };

export type KeepRequest = { 
/**
 * Where it is.
 */
path: string, };

export type PutRequest = { 
/**
 * The name it gets.
 */
name: string, 
/**
 * The content in base 64.
 */
content: string, };

export type KeptFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its bytes.
 */
size: number, 
/**
 * SHA-256 of its content.
 */
hash: string, };

export type Picture = { 
/**
 * A `data:` address; null when the file is no picture that can be shown.
 */
address?: string, };

export type ReportSpec = { 
/**
 * Its name.
 */
name: string, 
/**
 * What can be said: `from`, `to`, `customer`, `where`, `place`.
 */
parameters: Array<string>, 
/**
 * Where only a last day is asked for: so many days after today it goes at first.
 */
ahead: number, };

export type ReportList = { 
/**
 * By name.
 */
reports: Array<ReportSpec>, };

export type ReportRequest = { 
/**
 * Which.
 */
name: string, 
/**
 * First day.
 */
from?: string, 
/**
 * Last day.
 */
to?: string, 
/**
 * About whom.
 */
customerId?: string, 
/**
 * Only records for which this holds.
 */
where?: string, 
/**
 * A town, a postal code or a point to look around.
 */
place?: string, 
/**
 * So many kilometres around it.
 */
km?: number, 
/**
 * Only these customers, in this order.
 */
customerIds?: Array<string>, };

export type ReportSaveRequest = { 
/**
 * Which.
 */
name: string, 
/**
 * First day.
 */
from?: string, 
/**
 * Last day.
 */
to?: string, 
/**
 * About whom.
 */
customerId?: string, 
/**
 * Only records for which this holds.
 */
where?: string, 
/**
 * A town, a postal code or a point to look around.
 */
place?: string, 
/**
 * So many kilometres around it.
 */
km?: number, 
/**
 * Only these customers, in this order.
 */
customerIds?: Array<string>, 
/**
 * `pdf` or `csv`.
 */
format: string, 
/**
 * The file; null to be asked.
 */
path?: string, };

export type ReportKpi = { 
/**
 * What it is.
 */
label: string, 
/**
 * The figure.
 */
value: string, 
/**
 * More about it.
 */
note: string, };

export type ReportSeries = { 
/**
 * What it is.
 */
label: string, 
/**
 * The heights.
 */
values: Array<number>, 
/**
 * The figures as texts.
 */
texts: Array<string>, };

export type ReportChart = { 
/**
 * `bar` or `line`.
 */
kind: string, 
/**
 * What it shows.
 */
title: string, 
/**
 * What it says, in a sentence.
 */
sentence: string, 
/**
 * Along the axis.
 */
labels: Array<string>, 
/**
 * The series.
 */
series: Array<ReportSeries>, };

export type ReportColumn = { 
/**
 * Its head.
 */
label: string, 
/**
 * `left`, `right` or `center`.
 */
align: string, };

export type ReportTable = { 
/**
 * What it shows.
 */
title: string, 
/**
 * Its columns.
 */
columns: Array<ReportColumn>, 
/**
 * Its rows.
 */
rows: Array<Array<string>>, 
/**
 * The sums.
 */
totals?: Array<string>, 
/**
 * Rows that only PDF and CSV have.
 */
truncated: number, };

export type Report = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its period.
 */
period: string, 
/**
 * What it is limited to.
 */
filters: Array<string>, 
/**
 * Its figures.
 */
kpis: Array<ReportKpi>, 
/**
 * Its charts.
 */
charts: Array<ReportChart>, 
/**
 * Its tables.
 */
tables: Array<ReportTable>, 
/**
 * What else there is to say.
 */
notes: Array<string>, };

export type PlaceRequest = { 
/**
 * As in its address, such as `#/customers`.
 */
place: string, };

export type LinkRequest = { 
/**
 * A `tel:`, `sms:` or `mailto:` link.
 */
link: string, };

export type NotifyRequest = { 
/**
 * In a few words.
 */
title: string, 
/**
 * More of it.
 */
text: string, };

export type Notified = { 
/**
 * False where there are no notifications; the window then says it alone.
 */
shown: boolean, };

export type BackgroundRequest = { 
/**
 * Chooses that it goes on; null only to ask.
 */
on?: boolean, };

export type Background = { 
/**
 * Whether there is a choice on this computer.
 */
offered: boolean, 
/**
 * It goes on and reminds, with an icon beside the clock.
 */
on: boolean, };

export type GraphicsRequest = { 
/**
 * Chooses it; null only to ask.
 */
compatible?: boolean, };

export type Graphics = { 
/**
 * Whether there is a choice on this computer.
 */
offered: boolean, 
/**
 * Slower, and free of the errors of some graphics cards.
 */
compatible: boolean, };

export type PriceRequest = { 
/**
 * Which product.
 */
productId: string, 
/**
 * Who buys; null over the counter.
 */
customerId?: string, 
/**
 * On which day; null for today.
 */
date?: string, 
/**
 * How many; null for one.
 */
quantity?: string, 
/**
 * The campaign's word that the customer gave.
 */
offerCode?: string, 
/**
 * The currency of the document; null for the book's.
 */
currency?: string, 
/**
 * How much one unit of it is in the book's, as a decimal.
 */
exchangeRate?: string, };

export type PriceReply = { 
/**
 * Of one unit, as a decimal in major units.
 */
unitPrice: string, 
/**
 * In percent, as a decimal.
 */
discount: string, 
/**
 * Why.
 */
reason: string, 
/**
 * The campaign whose offer it is.
 */
campaignId?: string, 
/**
 * In percent, as a decimal.
 */
taxRate: string, 
/**
 * The class of tax in the settings.
 */
taxClass: string, 
/**
 * What is in stock.
 */
stock: StockLevel, };

export type StockPlace = { 
/**
 * Where.
 */
location: string, 
/**
 * How many, as a decimal.
 */
quantity: string, };

export type StockLevel = { 
/**
 * Which product.
 */
productId: string, 
/**
 * Whether its stock is kept.
 */
tracked: boolean, 
/**
 * How many are there.
 */
onHand: string, 
/**
 * How many of them open orders wait for.
 */
reserved: string, 
/**
 * How many can be promised.
 */
available: string, 
/**
 * What one cost on average, in major units.
 */
averageCost: string, 
/**
 * Where they are.
 */
places: Array<StockPlace>, };

export type StockRequest = { 
/**
 * Which products.
 */
ids: Array<string>, };

export type StockReply = { 
/**
 * In the order they were asked for.
 */
levels: Array<StockLevel>, };

export type SetStockRequest = { 
/**
 * Which product.
 */
productId: string, 
/**
 * Where; null for the only place it lies at.
 */
location?: string, 
/**
 * How many, as a decimal.
 */
counted: string, };

export type SheetRequest = { 
/**
 * One place; null for all.
 */
location?: string, 
/**
 * The file; null to be asked.
 */
path?: string, };

export type CountSheetRequest = { 
/**
 * The file; null to be asked.
 */
path?: string, 
/**
 * What the corrections are called.
 */
why: string, };

export type AllocationJson = { 
/**
 * Which document.
 */
saleId: string, 
/**
 * Minor units.
 */
amount: number, };

export type ReceiveRequest = { 
/**
 * From whom; null over the counter.
 */
customerId?: string, 
/**
 * On which day; null for today.
 */
date?: string, 
/**
 * How.
 */
method: string, 
/**
 * Minor units.
 */
amount: number, 
/**
 * Slip or transfer reference.
 */
reference: string, 
/**
 * What it pays, by hand.
 */
allocations: Array<AllocationJson>, 
/**
 * It pays the oldest open documents instead.
 */
oldestFirst: boolean, };

export type OpenReply = { 
/**
 * The oldest due day first.
 */
documents: Array<ChainDocument>, 
/**
 * Paid and on no document, minor units.
 */
credit: number, 
/**
 * Owed in all, minor units.
 */
balance: number, 
/**
 * The most that may be open, minor units.
 */
creditLimit?: number, };

export type WriteOffRequest = { 
/**
 * Which document.
 */
id: string, 
/**
 * On which day; null for today.
 */
date?: string, 
/**
 * Why.
 */
why: string, };

export type LateInvoice = { 
/**
 * Which.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * Whose.
 */
customerId?: string, 
/**
 * Called.
 */
customer: string, 
/**
 * Minor units.
 */
due: number, 
/**
 * Days since it was due.
 */
days: number, 
/**
 * The level of the last reminder.
 */
level: number, 
/**
 * The level it should have.
 */
next: number, };

export type LateReply = { 
/**
 * The latest first.
 */
invoices: Array<LateInvoice>, 
/**
 * What is owed on all of them, in minor units of the book's currency.
 */
owed: number, };

export type RemindRequest = { 
/**
 * For which invoices.
 */
ids: Array<string>, 
/**
 * On which day; null for today.
 */
on?: string, };

export type LettersRequest = { 
/**
 * About which invoices; empty for all whose next reminder is due.
 */
ids: Array<string>, 
/**
 * The file; null to be asked.
 */
path?: string, 
/**
 * Only a look: no level is noted and nothing is filed.
 */
preview: boolean, };

export type StatementsRequest = { 
/**
 * Whose; empty for all who owe something or have credit.
 */
customerIds: Array<string>, 
/**
 * First day.
 */
from?: string, 
/**
 * Last day.
 */
to?: string, 
/**
 * The file; null to be asked.
 */
path?: string, };

export type LettersWritten = { 
/**
 * The file.
 */
path: string, 
/**
 * How many letters are in it.
 */
letters: number, 
/**
 * What there is to know about it, in sentences.
 */
notices: Array<string>, };

export type PrintRequest = { 
/**
 * Which sale.
 */
id: string, 
/**
 * The file; null to be asked.
 */
path?: string, 
/**
 * `document`, `receipt` or `reminder`; null for the document.
 */
form?: string, };

export type PaperRequest = { 
/**
 * Which sale; null for a new one.
 */
id?: string, 
/**
 * What was typed and is not kept; empty for the sale as it stands.
 */
values: Partial<Sale>, 
/**
 * `document`, `receipt` or `reminder`; null for the document.
 */
form?: string, };

export type PaperReply = { 
/**
 * Every page as an SVG document.
 */
pages: Array<string>, 
/**
 * Width of a page in points (1/72 inch).
 */
width: number, 
/**
 * Height of a page in points.
 */
height: number, 
/**
 * The same in words, for whoever cannot see it.
 */
words: Report, 
/**
 * What whoever sends it should know.
 */
warnings: Array<string>, };

export type DatevRequest = { 
/**
 * First day.
 */
from?: string, 
/**
 * Last day.
 */
to?: string, 
/**
 * The file; null to be asked.
 */
path?: string, };

export type TemplatesRequest = { 
/**
 * Which kind; null for those of every kind.
 */
kind: Kind | null, };

export type Template = { 
/**
 * Which one.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * The kind of record whose form it is for.
 */
kind: Kind, 
/**
 * The fields for which it says something.
 */
fields: Array<string>, };

export type TemplateList = { 
/**
 * The templates.
 */
templates: Array<Template>, };

export type SaveTemplateRequest = { 
/**
 * The template to change; null for a new one.
 */
id?: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * The kind of record whose form it is for.
 */
kind: Kind, 
/**
 * What the form says in the fields that the template is to have.
 */
values: Record<string, unknown>, };

export type TemplateValues = { 
/**
 * The kind of record whose form it is for.
 */
kind: Kind, 
/**
 * The values by field, as `records.save` takes them.
 */
values: Record<string, unknown>, 
/**
 * What the records in them are called, by identity.
 */
titles: Record<string, string>, };

export type Pick = { 
/**
 * The line, as other documents call it.
 */
key: number, 
/**
 * How many, as a decimal.
 */
quantity: string, };

export type MakeRequest = { 
/**
 * From which.
 */
id: string, 
/**
 * What: `order`, `delivery`, `invoice` or `credit_note`.
 */
to: string, 
/**
 * How many of which lines; empty for all that is left.
 */
picks: Array<Pick>, 
/**
 * Of which day; null for today.
 */
on?: string, 
/**
 * The goods of a credit note come back into stock.
 */
goodsBack: boolean, };

export type AcceptRequest = { 
/**
 * Which.
 */
id: string, 
/**
 * On which day; null for today.
 */
on?: string, };

export type DepositRequest = { 
/**
 * The order.
 */
id: string, 
/**
 * How many percent of it, as a decimal.
 */
percent: string, 
/**
 * How the line is worded.
 */
label: string, };

export type RecurringRequest = { 
/**
 * Up to which day; null for today.
 */
until?: string, };

export type Made = { 
/**
 * Identities of the documents.
 */
ids: Array<string>, 
/**
 * What changed.
 */
changed: Array<Change>, 
/**
 * What undo would say.
 */
undoLabel: string, 
/**
 * The operation; null when nothing changed.
 */
opId?: string, };

export type ChainDocument = { 
/**
 * Which.
 */
id: string, 
/**
 * The one it was made from.
 */
fromId?: string, 
/**
 * Its number.
 */
number: string, 
/**
 * What it is.
 */
documentKind: string, 
/**
 * Where it stands.
 */
status: string, 
/**
 * Its day.
 */
date: string, 
/**
 * Minor units.
 */
total: number, 
/**
 * Minor units.
 */
due: number, };

export type ChainLine = { 
/**
 * What other documents call it.
 */
key: number, 
/**
 * What was sold.
 */
description: string, 
/**
 * How many the document says.
 */
quantity: string, 
/**
 * How many are ordered.
 */
ordered: string, 
/**
 * How many went to the customer.
 */
delivered: string, 
/**
 * How many are invoiced.
 */
invoiced: string, 
/**
 * How many are credited.
 */
credited: string, };

export type ChainEvent = { 
/**
 * On which day.
 */
on: string, 
/**
 * `issued`, `accepted`, `declined`, `promised`, `shipped`, `delivered`, `paid`, `due` or `cancelled`.
 */
what: string, 
/**
 * Which document.
 */
saleId: string, 
/**
 * Its number.
 */
number: string, 
/**
 * Carrier or reference.
 */
detail: string, 
/**
 * Minor units.
 */
amount?: number, 
/**
 * It should have happened by that day and has not.
 */
late: boolean, };

export type ChainNext = { 
/**
 * What.
 */
to: string, 
/**
 * How many of each line.
 */
left: Array<Pick>, };

export type Chain = { 
/**
 * The first one first.
 */
documents: Array<ChainDocument>, 
/**
 * The document's own lines.
 */
lines: Array<ChainLine>, 
/**
 * By day.
 */
events: Array<ChainEvent>, 
/**
 * What can be made of it now.
 */
next: Array<ChainNext>, };

export type ApiError = { 
/**
 * `invalid`, `not_found`, `filter`, `file`, `disk_full`, `locked`,
 * `newer_format`, `damaged`, `nothing_to`, `conflict`, `cancelled`,
 * `no_book` or `internal`.
 */
code: string, 
/**
 * A whole sentence for the person at the screen.
 */
message: string, 
/**
 * The field it is about, in the wire's spelling.
 */
field: string | null, };

export type FilterJson = { 
/**
 * The parts.
 */
all: Array<FilterJson>, } | { 
/**
 * The parts.
 */
any: Array<FilterJson>, } | { 
/**
 * The parts.
 */
none: Array<FilterJson>, } | { 
/**
 * The field.
 */
field: string, 
/**
 * The operator as written: `=`, `contains`, `is empty` …
 */
op: string, 
/**
 * With what.
 */
value?: unknown, };

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRow = any;
export interface Page<R = AnyRow> { rows: R[]; blank?: Partial<R>; total: number; similar?: boolean; titles: Record<string, string>; seq: number }
export interface RecordReply<R = AnyRow> { record: R; titles: Record<string, string>; warnings?: string[]; shortages?: Shortage[] }
export interface Shortage { line: number; wanted: string; available: string; takes: string }
export interface Saved<R = AnyRow> { record: R; titles: Record<string, string>; changed: Change[]; undoLabel: string; opId?: string | null; next?: string; leftOut?: { refused: number; without: number } }
export interface SaveRequest { kind: Kind; id?: string | null; values: Record<string, unknown> }
export interface CreateManyRequest { kind: Kind; records: Record<string, unknown>[] }
export interface SaveManyRequest { kind: Kind; ids: string[]; values?: Record<string, unknown>; addTags?: string[]; removeTags?: string[] }
export interface FieldDiff { field: string; before: unknown; after: unknown }
export interface HistoryEntry { seq: number; at: string; actor: string; source: string; label: string; opId: string; created: boolean; removed: boolean; fields: FieldDiff[] }
export interface HistoryReply { entries: HistoryEntry[] }
export interface OperationPage { rows: Operation[]; total: number }
export interface Today { date: string; overdue: FollowUp[]; today: FollowUp[]; upcoming: FollowUp[]; matters: Record<string, TodayMatter>; titles: Record<string, string>; thisWeek: WeekFigures; lastWeek: WeekFigures; quiet: QuietCustomer[]; quietTotal: number; occasions?: TodayOccasion[]; cases?: TodayCase[]; deals?: TodayDeal[]; dealsAhead?: TodayDeal[] }
export interface JobState { id: string; label: string; state: 'running' | 'done' | 'failed' | 'cancelled'; done: number; total: number; result: unknown; error: ApiError | null }
export type Filter = FilterJson;
export type FieldType = 'text' | 'longText' | 'int' | 'decimal' | 'price' | 'percent' | 'money' | 'date' | 'partialDate' | 'time' | 'instant' | 'bool' | 'choice' | 'choices' | 'ref' | 'tags' | 'parts' | 'files';
export interface FieldSpec { name: string; type: FieldType; section: string; required: boolean; readOnly: boolean; computed: boolean; listed: boolean; searched: boolean; importable: boolean; personal: boolean; choices: string[]; refKind: Kind | null; part: FieldSpec[]; onlyWith?: { field: string; choice: string }; ask?: number; label?: string; format?: 'plain' | 'phone' | 'email' | 'link' | 'address'; unit?: string }
export interface KindSpec { kind: Kind; fields: FieldSpec[]; sections: string[] }
export interface Schema { kinds: KindSpec[]; nouns?: { one: string; many: string } }
export type Event =
  | { type: 'changed'; seq: number; changed: Change[] }
  | { type: 'job'; job: JobState }
  | { type: 'book'; open: boolean }
  | { type: 'opening'; done: number; total: number }
  | { type: 'reminders' }
  | { type: 'fileDropped'; paths: string[]; x: number; y: number }
  | { type: 'notice'; message: string };

export interface RpcSchema {
  'app.status': [Empty, AppStatus];
  'app.speak': [SpeakRequest, Empty];
  'book.create': [NewBookRequest, PathReply | null];
  'book.demo': [DemoRequest, JobStarted];
  'book.open': [PathRequest, PathReply | null];
  'book.restore': [RestoreRequest, JobStarted | null];
  'book.close': [Empty, Empty];
  'book.check': [Empty, JobStarted];
  'backup.run': [PathRequest, JobStarted | null];
  'files.pick': [PickRequest, PathReply | null];
  'files.keep': [KeepRequest, JobStarted];
  'files.put': [PutRequest, KeptFile];
  'files.open': [KeptFile, Empty];
  'files.save': [KeptFile, PathReply | null];
  'files.picture': [KeptFile, Picture];
  'window.open': [PlaceRequest, Empty];
  'window.showFolder': [Empty, Empty];
  'window.follow': [LinkRequest, Empty];
  'window.notify': [NotifyRequest, Notified];
  'window.background': [BackgroundRequest, Background];
  'window.graphics': [GraphicsRequest, Graphics];
  'schema.get': [Empty, Schema];
  'records.list': [ListRequest, Page];
  'records.get': [RecordRequest, RecordReply];
  'records.save': [SaveRequest, Saved];
  'records.saveMany': [SaveManyRequest, Written];
  'records.createMany': [CreateManyRequest, Written];
  'records.trash': [RecordsRequest, Written];
  'records.restore': [RecordsRequest, Written];
  'records.purge': [RecordsRequest, Written];
  'records.history': [RecordRequest, HistoryReply];
  'records.count': [CountRequest, CountReply];
  'fields.list': [FieldsRequest, FieldList];
  'fields.order': [OrderRequest, Written];
  'fields.remove': [IdRequest, FieldRemoved];
  'nearby.list': [NearbyRequest, NearbyReply];
  'nearby.choices': [NamedPlaceRequest, PlaceChoices];
  'nearby.map': [NearbyRequest, NearbyMap];
  'operations.list': [PageRequest, OperationPage];
  'operations.state': [Empty, UndoState];
  'operations.undo': [UndoRequest, UndoReply];
  'operations.redo': [Empty, UndoReply];
  'customers.mergePreview': [MergeRequest, MergePreview];
  'customers.merge': [MergeRequest, Saved];
  'customers.unmerge': [IdRequest, UndoReply];
  'customers.similar': [SimilarRequest, SimilarReply];
  'followUps.snooze': [SnoozeRequest, Saved];
  'reminders.due': [PeriodRequest, Reminders];
  'reminders.news': [Empty, Reminders];
  'reminders.standing': [Empty, Reminders];
  'reminders.dismiss': [DismissRequest, Empty];
  'calls.list': [CallListRequest, CallList];
  'interactions.fileMail': [FileMailRequest, FiledMail];
  'templates.list': [TemplatesRequest, TemplateList];
  'templates.save': [SaveTemplateRequest, Saved];
  'templates.apply': [IdRequest, TemplateValues];
  'calls.log': [CallRequest, Saved];
  'calls.summary': [SessionRequest, CallSummary];
  'leads.convert': [ConvertRequest, ConvertReply];
  'deals.move': [MoveRequest, Saved];
  'deals.board': [BoardRequest, Board];
  'deals.nextSteps': [OccasionsRequest, NextSteps];
  'deals.forecast': [Empty, Forecast];
  'cases.resolve': [SettleRequest, Saved];
  'cases.close': [SettleRequest, Saved];
  'cases.reopen': [IdRequest, Saved];
  'tracks.start': [StartTrackRequest, Saved];
  'tracks.stop': [StopTrackRequest, Written];
  'duplicates.scan': [ScanRequest, JobStarted];
  'duplicates.notTheSame': [PairRequest, Written];
  'customers.relations': [IdRequest, RelationsReply];
  'customers.relate': [RelateRequest, Saved];
  'customers.overview': [IdRequest, CustomerOverview];
  'customers.recentContact': [ContactRequest, RecentContact | null];
  'customers.timeline': [TimelineRequest, Timeline];
  'sales.preview': [SaveRequest, RecordReply];
  'sales.pay': [PayRequest, Saved];
  'sales.make': [MakeRequest, Saved];
  'sales.accept': [AcceptRequest, Saved];
  'sales.deposit': [DepositRequest, Saved];
  'sales.chain': [IdRequest, Chain];
  'sales.recurring': [RecurringRequest, Made];
  'payments.receive': [ReceiveRequest, Saved];
  'payments.open': [IdRequest, OpenReply];
  'payments.useCredit': [IdRequest, Saved];
  'payments.writeOff': [WriteOffRequest, Saved];
  'payments.late': [Empty, LateReply];
  'payments.letters': [LettersRequest, JobStarted | null];
  'reports.statements': [StatementsRequest, JobStarted | null];
  'payments.remind': [RemindRequest, Written];
  'products.variants': [VariantsRequest, VariantsReply];
  'categories.list': [Empty, CategoryList];
  'categories.create': [CategoryRequest, Written];
  'categories.rename': [CategoryMoveRequest, Written];
  'categories.merge': [CategoryMoveRequest, Written];
  'categories.delete': [CategoryRequest, Written];
  'products.price': [PriceRequest, PriceReply];
  'stock.levels': [StockRequest, StockReply];
  'stock.set': [SetStockRequest, Written];
  'stock.sheet': [SheetRequest, PathReply | null];
  'stock.count': [CountSheetRequest, Written | null];
  'sales.document': [PrintRequest, Report];
  'sales.paper': [PaperRequest, PaperReply];
  'sales.print': [PrintRequest, FileWritten | null];
  'journal.datev': [DatevRequest, FileWritten | null];
  'journal.debtors': [PathRequest, FileWritten | null];
  'followUps.complete': [CompleteRequest, Saved];
  'followUps.occurrences': [OccurrencesRequest, OccurrenceList];
  'followUps.planEach': [PlanEachRequest, PlannedEach];
  'followUps.postpone': [PostponeRequest, Saved];
  'campaigns.freeze': [IdRequest, Saved];
  'campaigns.targets': [PageOfRequest, Page];
  'campaigns.mark': [MarkRequest, Saved];
  'today.get': [Empty, Today];
  'today.count': [Empty, TodayCount];
  'occasions.list': [OccasionsRequest, OccasionList];
  'search.all': [SearchRequest, SearchReply];
  'import.pick': [Empty, PathReply | null];
  'import.inspect': [InspectRequest, ImportPlan];
  'calendar.import': [CalendarRequest, JobStarted];
  'import.run': [ImportRequest, JobStarted];
  'export.run': [ExportRequest, JobStarted | null];
  'reports.list': [Empty, ReportList];
  'reports.get': [ReportRequest, Report];
  'reports.save': [ReportSaveRequest, JobStarted | null];
  'jobs.get': [IdRequest, JobState];
  'jobs.cancel': [IdRequest, Empty];
  'settings.get': [Empty, RecordReply];
}
