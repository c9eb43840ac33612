// Every test begins with a fresh stand-in for the core and the English of Britain.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup } from '@testing-library/svelte';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { announce } from '../../src/api/rpc';
import { setLanguage } from '../../src/i18n';
import { useBackend } from './backend';

// The page runs this before all code of the window, which shows every later theme by it.
new Function(readFileSync(join(import.meta.dirname, '../../public/first.js'), 'utf8'))();

// The test page has no top layer; the window only needs the calls to exist.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute('open', '');
};
Element.prototype.scrollIntoView ??= () => undefined;

beforeEach(() => {
  localStorage.clear();
  setLanguage('en', 'GB');
  useBackend();
  // What lists have kept belongs to the book of the test before.
  announce({ type: 'book', open: true });
});

afterEach(cleanup);

/** A little more than what the window waits before it gives the keys a place. */
const SETTLED_MS = 60;
// A screen that goes gives the keys a place a moment later, which must find the page still there; and one that is on its way
// must not arrive where nothing is any more.
afterAll(async () => {
  vi.useRealTimers();
  await new Promise((settled) => setTimeout(settled, SETTLED_MS));
  await vi.dynamicImportSettled();
});
