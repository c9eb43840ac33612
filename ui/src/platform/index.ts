/**
 * The one place that knows where the window runs: inside the desktop shell, or in a browser that talks to the
 * development bridge on this computer. Nothing else imports the shell's packages.
 */
import { invoke as shellInvoke } from '@tauri-apps/api/core';
import { listen as shellListen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { t } from '../i18n';

/** What the rest of the window may ask of its surroundings. */
export interface Platform {
  /** Calls one command; rejects with the wire's error object. */
  invoke(name: string, payload: unknown): Promise<unknown>;
  /** Hears every pushed event until the returned function is called. */
  listen(handler: (event: unknown) => void): () => void;
}

const SHELL_EVENT = 'regulars';

function shell(): Platform {
  return {
    invoke: (name, payload) => shellInvoke('rpc', { name, payload }),
    listen(handler) {
      // What is meant for another window (a file dropped there) is not heard here.
      const stop = shellListen(SHELL_EVENT, (event) => handler(event.payload), { target: getCurrentWebview().label });
      return () => void stop.then((unlisten) => unlisten());
    },
  };
}

/** Waits between two attempts to reach a bridge that has gone away. */
const RETRY_MS = 1000;

function bridge(base: string, token: string): Platform {
  const headers = { 'Content-Type': 'application/json', 'X-Regulars-Token': token };
  return {
    async invoke(name, payload) {
      const reply = await fetch(`${base}/rpc`, { method: 'POST', headers, body: JSON.stringify({ name, payload }) });
      const body: unknown = await reply.json();
      if (!reply.ok) throw body;
      return body;
    },
    listen(handler) {
      const abort = new AbortController();
      const poll = async () => {
        let after = 0;
        while (!abort.signal.aborted) {
          try {
            const reply = await fetch(`${base}/events?after=${after}`, { headers, signal: abort.signal });
            const body = (await reply.json()) as { next: number; events: unknown[] };
            after = body.next;
            body.events.forEach(handler);
          } catch {
            if (abort.signal.aborted) return;
            await new Promise((wake) => setTimeout(wake, RETRY_MS));
          }
        }
      };
      void poll();
      return () => abort.abort();
    },
  };
}

function nowhere(): Platform {
  return {
    invoke: () => Promise.reject({ code: 'internal', message: 'This page is not connected to Regulars. Open it from the program.' }),
    listen: () => () => {},
  };
}

/** True inside the desktop shell, which can do more than a page: windows, folders, telephone links. */
export function inShell(scope: Window = window): boolean {
  return '__TAURI_INTERNALS__' in scope;
}

/** Finds out where the page runs. */
export function detectPlatform(scope: Window = window): Platform {
  if (inShell(scope)) return shell();
  const query = new URLSearchParams(scope.location.search);
  const base = query.get('bridge');
  if (base !== null) return bridge(base.replace(/\/$/, ''), query.get('token') ?? '');
  return nowhere();
}

/** Puts text that has to be gathered first on the clipboard. */
export async function copyGathered(gather: () => Promise<string>): Promise<void> {
  // The engine of the window counts the click as this call's only until something is waited for.
  const gathered = gather();
  const blob = gathered.then((text) => new Blob([text], { type: 'text/plain' }));
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    await gathered;
  } catch {
    await copyText(await gathered);
  }
}

/** Puts text on the clipboard; where the page may not do so directly, by way of a selection. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const before = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    if (!copied) throw new Error(t('copy.failed'));
  }
}

/** Puts a picture on the clipboard; where the page may not do so directly, as a picture within a selection. */
export async function copyPicture(draw: () => Promise<Blob>): Promise<void> {
  // The picture is begun now, because the engine counts the click as this call's only until something is waited for.
  const drawn = draw();
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn })]);
  } catch {
    const image = new Image();
    image.src = await asAddress(await drawn);
    await image.decode();
    const before = document.activeElement;
    const sheet = document.createElement('div');
    sheet.contentEditable = 'true';
    sheet.style.position = 'fixed';
    sheet.style.opacity = '0';
    sheet.append(image);
    document.body.append(sheet);
    getSelection()?.selectAllChildren(sheet);
    const copied = document.execCommand('copy');
    sheet.remove();
    if (before instanceof HTMLElement) before.focus();
    if (!copied) throw new Error('The clipboard could not be reached.');
  }
}

/** The content of a file as an address of its own. */
function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The picture could not be read.'));
    reader.readAsDataURL(blob);
  });
}

/** Shows everything larger or smaller: the window's own zoom in the shell, the page's elsewhere. */
export async function setZoom(factor: number): Promise<void> {
  if (inShell()) {
    await getCurrentWebview().setZoom(factor);
    return;
  }
  document.documentElement.style.setProperty('zoom', String(factor));
  document.documentElement.style.setProperty('--zoom', String(factor));
}
