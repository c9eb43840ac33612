/** Where files go that were let go of over the window: to the field or the row under them, the open record, or the import. */
import type { Kind } from '../../api/generated';
import { takerOver, type Taker } from '../../components/dropping';
import { t } from '../../i18n';
import { currentRoute, go, listedOn } from '../../navigation.svelte';
import { recentRecords } from '../app/recent';
import { toasts } from '../app/toasts.svelte';
import { dropped } from '../exchange/dropped.svelte';
import { attach, keepAll, nameOf } from './files';

const MAIL = /\.eml$/i;
/** Lists are for the import, whatever is open; any other text only where nothing is open that it could be attached to. */
const LIST = /\.(csv|tsv|vcf|ics)$/i;
const TEXT = /\.txt$/i;

/** Files go to a record: e-mails are filed with whom it is about, anything else is attached to it. */
export async function giveTo(kind: Kind, id: string, paths: string[]): Promise<void> {
  const mails = paths.filter((path) => MAIL.test(path));
  if (mails.length > 0) {
    const { aboutOf, fileMails } = await import('../mail/fileMail');
    await fileMails(mails, aboutOf(kind, id));
  }
  const others = paths.filter((path) => !MAIL.test(path));
  if (others.length > 0) await attach(kind, id, await keepAll(others));
}

/** The record that is open to be looked at. While its form is open, the fields of the form take files and nothing else. */
function openRecord(): { kind: Kind; id: string } | null {
  const { screen, id, mode } = currentRoute();
  const kind = listedOn(screen);
  return kind === null || id === null || mode !== 'view' ? null : { kind, id };
}

/** Whose the files become that are let go of over something: of the innermost place that takes them, or of the open record. */
export function takes(under: Element | null): { whose: string; take: (paths: string[]) => void | Promise<void> } | null {
  const taker: Taker | null = takerOver(under);
  if (taker !== null && under !== null) return { whose: taker.whose(under) ?? '', take: (paths) => taker.take(paths, under) };
  const open = document.querySelector('dialog[open]') === null ? openRecord() : null;
  if (open === null) return null;
  return { whose: recentRecords().find((one) => one.id === open.id)?.title ?? '', take: (paths) => giveTo(open.kind, open.id, paths) };
}

/** Files were let go of over the window, at a place in its points. */
export async function dropFiles(paths: string[], x: number, y: number): Promise<void> {
  const first = paths[0];
  if (first === undefined) return;
  const taker = takes(document.elementFromPoint(x, y));
  const importing = currentRoute().screen === 'import';
  if (paths.every((path) => LIST.test(path))) bring(paths);
  else if (importing) bring([first]);
  else if (taker !== null) await taker.take(paths);
  else if (paths.every((path) => MAIL.test(path))) await (await import('../mail/fileMail')).fileMails(paths, {});
  else if (TEXT.test(first)) bring([first]);
  else toasts.show(t('file.nowhere', { name: nameOf(first) }), { stay: 8000, here: true });
}

/** Lists are looked into on the import's screen, one after the other. */
function bring(paths: string[]): void {
  dropped.bring(paths);
  go({ screen: 'import' });
}

/** Files let go of while no book is open: lists wait for the book that is created or opened next, and the welcome page says so. */
export function dropBeforeBook(paths: string[]): void {
  const lists = paths.filter((path) => LIST.test(path) || TEXT.test(path));
  if (lists.length > 0) dropped.bring(lists);
  else if (paths[0] !== undefined) toasts.show(t('welcome.noList', { name: nameOf(paths[0]) }), { stay: 8000, here: true });
}
