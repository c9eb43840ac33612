// The process that paints the pages ends in the midst of a form, as it does when memory runs out: loaded anew, the page is
// where it was, with what was typed.
// Usage: node tests/e2e/revived.mjs [--bridge URL]   (without a bridge, the stand-in answers)
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../fixture/server.mjs';

const at = process.argv.indexOf('--bridge');
const server = at < 0 ? await serve(join(import.meta.dirname, '../../dist')) : { url: process.argv[at + 1], stop: () => {} };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
await context.addInitScript(() => localStorage.setItem('regulars.tour', 'seen'));

const page = await context.newPage();
await page.goto(`${server.url}#/customers`);
await page.locator('[role=row][aria-rowindex="3"]').waitFor();
await page.keyboard.press('n');
await page.getByLabel('Last name', { exact: true }).fill('Quimby');
await page.waitForFunction(() => Object.entries(localStorage).some(([key, value]) => key.startsWith('regulars.draft.') && value.includes('Quimby')));
const where = page.url();
const ended = page.waitForEvent('crash');
const devtools = await context.newCDPSession(page);
// It never answers: who would have answered is gone.
devtools.send('Page.crash').catch(() => undefined);
await ended;
await page.close();

const again = await context.newPage();
await again.goto(where);
assert.equal(await again.getByLabel('Last name', { exact: true }).inputValue(), 'Quimby', 'kept while it was typed: a process that ends says nothing');
assert.match(again.url(), /#\/customers\/new$/, 'and on the page where one was');
await browser.close();
server.stop();
console.log('The page came back with what was typed.');
