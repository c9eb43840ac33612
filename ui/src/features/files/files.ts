/** Attached files: taken into the book, opened, saved elsewhere, shown as pictures. */
import { ApiFailure, rpc } from '../../api/rpc';
import type { KeptFile, Kind } from '../../api/generated';
import { t } from '../../i18n';
import { list } from '../../i18n/format';
import { jobs } from '../app/jobs.svelte';
import { toasts } from '../app/toasts.svelte';
import { accept } from '../app/writes';
import { titleOf, type Values } from '../records/values';

/** Takes a file of this computer into the book; the work shows its progress when it is long. */
export async function keep(path: string): Promise<KeptFile> {
  const { job } = await rpc('files.keep', { path });
  return jobs.follow<KeptFile>(job);
}

/** Takes in what was dropped into a page or pasted, which has no path. */
export async function put(file: File): Promise<KeptFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return rpc('files.put', { name: file.name || t('file.pasted'), content: btoa(text) });
}

/** Asks for a file and takes it in; null when nobody chose one. A refusal is said in a passing note. */
export async function choose(picture: boolean): Promise<KeptFile | null> {
  return orSay(async () => {
    const chosen = await rpc('files.pick', { picture });
    return chosen === null ? null : await keep(chosen.path);
  });
}

/** Does something whose refusal is said in a passing note; null then, and when it was cancelled. */
export async function orSay<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof ApiFailure && thrown.code === 'cancelled')) toasts.refuse(thrown);
    return null;
  }
}

export function openFile(file: KeptFile): void {
  void orSay(() => rpc('files.open', file));
}

export async function saveFile(file: KeptFile): Promise<void> {
  const saved = await orSay(() => rpc('files.save', file));
  if (saved) toasts.show(t('file.saved', { path: saved.path }));
}

/** So many pictures are kept in memory; an older one is asked for again. */
const KEPT_PICTURES = 24;
const pictures = new Map<string, Promise<string | null>>();

/** The address of a picture, asked for once; null when the file cannot be shown. */
export function pictureOf(file: KeptFile): Promise<string | null> {
  let address = pictures.get(file.hash);
  if (address === undefined) {
    address = rpc('files.picture', file).then((reply) => reply.address ?? null, () => null);
    pictures.set(file.hash, address);
    const oldest = pictures.keys().next();
    if (pictures.size > KEPT_PICTURES && !oldest.done) pictures.delete(oldest.value);
  }
  return address;
}

/** The last part of a path, as any of the systems writes it. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** Takes files of this computer into the book; what cannot be taken is said one by one. */
export async function keepAll(paths: string[]): Promise<KeptFile[]> {
  const kept = await Promise.all(paths.map((path) => orSay(() => keep(path))));
  return kept.filter((file) => file !== null);
}

/** Attaches files to a record and says with whom they are now; what is attached already stays once. */
export async function attach(kind: Kind, id: string, more: KeptFile[]): Promise<void> {
  await orSay(async () => {
    const { record } = await rpc('records.get', { kind, id });
    const values = record as unknown as Values;
    const files = (values.attachments ?? []) as KeptFile[];
    const fresh = more.filter((file) => !files.some((other) => other.hash === file.hash && other.name === file.name));
    if (more.length === 0) return;
    const said = t('file.with', { files: list(more.map((file) => file.name)), name: titleOf(kind, values) });
    if (fresh.length === 0) toasts.show(said);
    else accept({ ...(await rpc('records.save', { kind, id, values: { attachments: [...files, ...fresh] } })), undoLabel: said });
  });
}
