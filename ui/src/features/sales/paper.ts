/** What the sheet of paper beside a document shows. Amounts are the core's; here they only get their words and places. */
import type { Customer, Report, Sale, Settings } from '../../api/generated';
import { date, decimal, minorDigits, money } from '../../i18n/format';
import { choiceLabel, fieldLabel } from '../records/labels';

export interface PaperColumn {
  label: string;
  right: boolean;
}

export interface Paper {
  title: string;
  day: string;
  sender: string[];
  recipient: string[];
  columns: PaperColumn[];
  rows: string[][];
  totals: { label: string; value: string; last: boolean }[];
  notes: string[];
  foot: string[];
}

/** A customer as on an envelope. */
export function envelope(customer: Customer | null): string[] {
  if (customer === null) return [];
  const address = customer.addresses[0];
  return [customer.name, address?.street ?? '', [address?.postalCode, address?.city].filter(Boolean).join(' '), address?.country ?? ''].filter((line) => line.trim() !== '');
}

const sender = (settings: Settings | null) => [settings?.businessName ?? '', ...(settings?.address ?? '').split('\n')].filter((line) => line.trim() !== '');
const foot = (settings: Settings | null) => [settings?.phone ?? '', settings?.email ?? '', settings?.taxNumber ?? ''].filter((line) => line !== '');

/** A price with at least the places of its currency, and more where it was given more. */
function priceText(price: string, code: string): string {
  const [whole = '0', fraction = ''] = price.split('.');
  const places = fraction.replace(/0+$/, '').padEnd(minorDigits(code), '0');
  return decimal(places === '' ? whole : `${whole}.${places}`);
}

/** The sheet of a document that is still being typed, from what the core worked out of it. */
export function paperOf(sale: Sale, settings: Settings | null, recipient: string[]): Paper {
  const code = sale.currency || settings?.currency || 'EUR';
  const label = (name: string) => fieldLabel('sale', name);
  const line = (name: string) => fieldLabel('sale', `lines.${name}`);
  const delivery = sale.documentKind === 'delivery';
  const off = (one: Sale['lines'][number]) => [Number(one.discount) === 0 ? '' : `${decimal(one.discount)} %`, one.discountAmount ? money(one.discountAmount, code) : ''].filter(Boolean).join(' + ');
  const discounted = sale.lines.some((one) => off(one) !== '');
  const columns = [line('description'), line('quantity'), ...(delivery ? [] : [line('unitPrice'), ...(discounted ? [line('discount')] : []), line('taxRate'), line('amount')])];
  const totals = delivery
    ? []
    : [
        ...(sale.discountTotal !== 0 ? [[label('discount'), -sale.discountTotal] as const] : []),
        ...(sale.shipping !== 0 ? [[label('shipping'), sale.shipping] as const] : []),
        [label('net'), sale.net] as const,
        ...sale.taxes.filter((tax) => tax.tax !== 0 || tax.taxNote !== '').map((tax) => [`${tax.taxName || label('tax')} ${decimal(tax.rate)} %`, tax.tax] as const),
        ...(sale.rounding !== 0 ? [[label('rounding'), sale.rounding] as const] : []),
      ].map(([name, minor]) => ({ label: name, value: money(minor, code), last: false }));
  return {
    title: [choiceLabel('sale', 'documentKind', sale.documentKind), sale.number].filter(Boolean).join(' '),
    day: sale.date ? date(sale.date) : '',
    sender: sender(settings),
    recipient,
    columns: columns.map((name, index) => ({ label: name, right: index > 0 })),
    rows: sale.lines.map((one) => [
      one.description || one.sku,
      [decimal(one.quantity), one.unit].filter(Boolean).join(' '),
      ...(delivery ? [] : [priceText(one.unitPrice, code), ...(discounted ? [off(one)] : []), `${decimal(one.taxRate)} %`, money(one.amount, code)]),
    ]),
    totals: delivery ? [] : [...totals, { label: label('total'), value: money(sale.total, code), last: true }],
    notes: [
      ...(sale.documentKind === 'invoice' && sale.dueDate ? [`${label('dueDate')}: ${date(sale.dueDate)}`] : []),
      ...(sale.documentKind === 'quote' && sale.validUntil ? [`${label('validUntil')}: ${date(sale.validUntil)}`] : []),
      ...new Set(sale.taxes.map((tax) => tax.taxNote).filter((note) => note !== '')),
    ],
    foot: foot(settings),
  };
}

/** The sheet of a document as the core prints it. */
export function paperOfReport(report: Report, day: string, settings: Settings | null, recipient: string[]): Paper {
  const [lines, sums] = report.tables;
  return {
    title: report.title,
    day,
    sender: sender(settings),
    recipient,
    columns: (lines?.columns ?? []).map((column) => ({ label: column.label, right: column.align === 'right' })),
    rows: lines?.rows ?? [],
    totals: [...(sums?.rows ?? []).map((row) => ({ label: row[0] ?? '', value: row.at(-1) ?? '', last: false })), ...(sums?.totals ? [{ label: sums.totals[0] ?? '', value: sums.totals.at(-1) ?? '', last: true }] : [])],
    notes: report.notes,
    foot: foot(settings),
  };
}
