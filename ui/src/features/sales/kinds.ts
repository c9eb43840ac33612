/** The kinds of documents: their pictures, and the words of the action that makes one. */
import type { Component } from 'svelte';
import FileText from '@lucide/svelte/icons/file-text';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import Truck from '@lucide/svelte/icons/truck';
import Undo from '@lucide/svelte/icons/undo-2';
import type { MessageKey } from '../../i18n';
import type { Tone } from '../../components/Badge.svelte';

export type DocumentKind = 'quote' | 'order' | 'delivery' | 'invoice' | 'credit_note';

type Icon = Component<{ size?: number | string }>;

export const KIND_ICONS: Record<DocumentKind, Icon> = { quote: FileText, order: ClipboardList, delivery: Truck, invoice: ReceiptText, credit_note: Undo };

/** What is offered to be made of a document, the usual one first. */
export const OFFERED: Record<DocumentKind, DocumentKind[]> = { quote: ['order', 'invoice'], order: ['delivery', 'invoice'], delivery: ['invoice'], invoice: ['delivery', 'credit_note'], credit_note: [] };

export const MAKE_WORDS: Record<DocumentKind, MessageKey> = { quote: 'sale.makeOrder', order: 'sale.makeOrder', delivery: 'sale.makeDelivery', invoice: 'sale.makeInvoice', credit_note: 'sale.makeCredit' };

const STAGE_TONES: Record<string, Tone> = { paid: 'ok', delivered: 'info', invoiced: 'ok', ordered: 'ok', accepted: 'ok', declined: 'neutral', cancelled: 'neutral', draft: 'neutral', shipped: 'info', part_delivered: 'info', part_paid: 'warn', open: 'warn' };

/** The colour that goes with where a document stands. */
export function stageTone(stage: string): Tone {
  return STAGE_TONES[stage] ?? 'neutral';
}
