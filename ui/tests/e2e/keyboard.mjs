// The main paths with the keyboard alone: the pointer is never used, and whatever has the focus must show it.
// Usage: node tests/e2e/keyboard.mjs [--bridge URL] [--out folder]   (without a bridge, the fixture answers; with one, its
// book is open and its file dialogs answer with a CSV file)
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../fixture/server.mjs';
import { settled } from './settled.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const out = argument('out') ?? join(import.meta.dirname, '../../../target/shots');
await mkdir(out, { recursive: true });
const bridge = argument('bridge');
const server = bridge === null ? await serve(join(import.meta.dirname, '../../dist')) : { url: bridge, stop: () => {} };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
await context.addInitScript(() => {
  localStorage.setItem('regulars.tour', 'seen');
  // Nothing here may be done by pointer, not even by mistake.
  for (const type of ['pointerdown', 'mousedown']) addEventListener(type, () => { globalThis.pointed = true; }, true);
});
const page = await context.newPage();
page.setDefaultTimeout(15_000);
const complaints = [];
page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));

/** What has the focus: its role, its name, and whether anything about it differs from how it looks without the focus. */
const focused = () => page.evaluate(() => {
  const node = document.activeElement;
  if (node === null || node === document.body) return null;
  const shows = (element) => { const style = getComputedStyle(element); return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5) || style.boxShadow !== 'none'; };
  // A field within a frame may let the frame show it, a list its row, a hidden radio button its label.
  const near = [node, node.closest('label'), node.closest('.search'), node.closest('.tags'), node.closest('.frame'), node.querySelector('.row.keys'), document.getElementById(node.getAttribute('aria-activedescendant') ?? ''), document.getElementById(node.getAttribute('aria-activedescendant') ?? '')?.closest('[role=row]')];
  const visible = node.id === 'main' || near.some((element) => element && shows(element)) || node.getAttribute('aria-activedescendant') !== null;
  const labels = node.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const name = node.getAttribute('aria-label') ?? labels ?? node.labels?.[0]?.textContent ?? node.getAttribute('title') ?? node.textContent;
  return { tag: node.tagName.toLowerCase(), role: node.getAttribute('role') ?? '', name: (name ?? '').trim().replace(/\s+/g, ' ').slice(0, 60), visible, place: `${node.tagName}#${node.id}.${node.className}`.slice(0, 80) };
});

const unseen = new Set();
/** Presses a key and looks where the focus went. */
async function press(key, times = 1) {
  for (let turn = 0; turn < times; turn += 1) {
    await page.keyboard.press(key);
    let at = await focused();
    // A list that has the focus shows it on a row, as soon as it has rows.
    for (let wait = 0; wait < 10 && at !== null && !at.visible; wait += 1) { await page.waitForTimeout(50); at = await focused(); }
    if (at !== null && !at.visible && !unseen.has(at.place)) { unseen.add(at.place); complaints.push(`the focus cannot be seen on ${at.place} “${at.name}”`); }
  }
}
/** Steps with Tab until what is wanted has the focus. */
async function tabTo(name, { back = false, most = 60, role = null } = {}) {
  for (let step = 0; step < most; step += 1) {
    const at = await focused();
    if (at !== null && (name instanceof RegExp ? name.test(at.name) : at.name === name) && (role === null || at.role === role || at.tag === role)) return at;
    await press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab never led to ${name}; it is on ${JSON.stringify(await focused())}`);
}
const waitText = (css, text) => page.locator(css, { hasText: text }).first().waitFor();
/** Goes to a screen by its letter and waits until it stands: what is still being exchanged cannot hold a focus. */
const go = async (letter) => {
  await press('g');
  await press(letter);
  await settled(page);
};

let number = 0;
async function step(name, work) {
  number += 1;
  try {
    await work();
    assert.notEqual(await page.evaluate(() => globalThis.pointed === true), true, 'the pointer was used');
    console.log(`${String(number).padStart(2)}. ${name}`);
  } catch (error) {
    console.error(`${String(number).padStart(2)}. ${name}: ${error.message.split('\n').slice(0, 5).join('\n')}`);
    complaints.push(name);
    await page.screenshot({ path: join(out, `keyboard-FAILED-${number}.png`) });
    // The next path begins with nothing open.
    for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('Escape');
  }
}

await page.goto(`${server.url}#/today`);
await page.locator('[data-agenda]').first().waitFor();

await step('At the start the page has the keys, and a Tab from the top offers to skip what every screen has', async () => {
  await page.waitForFunction(() => document.activeElement?.matches('main h1'));
  await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); });
  await press('Tab');
  assert.match((await focused()).name, /Skip|content/i);
  await press('Enter');
});
await step('Every screen is reached with G and its letter, and its list or page can be stepped into', async () => {
  for (const letter of ['c', 's', 'o', 'p', 'f', 'm', 'v', 'r', 'i', 'h', 'e', 'b', 't']) {
    await go(letter);
    await page.locator('main h1').first().waitFor();
    // Import hands the focus to its one verb by itself, which is the last thing on the page: a Tab would leave it.
    if (letter === 'i') await page.waitForFunction(() => document.activeElement?.textContent.trim() === 'Choose a file');
    else await press('Tab');
    assert.notEqual(await focused(), null, `after G ${letter} Tab leads nowhere`);
    await page.evaluate(() => document.getElementById('main')?.focus());
  }
});
await step('A customer is created', async () => {
  await go('c');
  await page.locator('[role=grid]').waitFor();
  await press('n');
  await page.locator('aside form').waitFor();
  await tabTo('First name');
  await page.keyboard.type('Zoë');
  await tabTo('Last name');
  await page.keyboard.type('Keyboard-Only');
  await press('Control+Enter');
  await waitText('aside h2', 'Zoë Keyboard-Only');
});
await step('A sale is added, with a line, a customer found by typing, and saved', async () => {
  await go('s');
  await page.locator('[role=grid]').waitFor();
  await press('n');
  await page.locator('main h1', { hasText: 'New sale' }).waitFor();
  await tabTo('Customer');
  await page.keyboard.type('keyboard');
  await page.locator('li[role=option]:visible').first().waitFor();
  await press('Enter');
  await tabTo('Add a line');
  await press('Enter');
  await tabTo('Description');
  await page.keyboard.type('Hand-made stool');
  await tabTo('Price');
  await press('Control+a');
  await page.keyboard.type('100');
  await press('Control+Enter');
  await page.locator('aside h2').first().waitFor();
  await waitText('aside', 'Hand-made stool');
});
await step('Its payment is recorded', async () => {
  await tabTo('Record payment');
  await press('Enter');
  await page.locator('dialog').waitFor();
  assert.equal((await focused()).tag, 'input', 'the amount comes first');
  await tabTo('Record payment', { most: 30 });
  await press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
});
await step('A follow-up is completed from Today, and the focus stays in the list', async () => {
  await go('t');
  await page.locator('[data-agenda]').first().waitFor();
  await page.evaluate(() => document.getElementById('main')?.focus());
  for (let turn = 0; turn < 20 && !(await page.evaluate(() => document.activeElement?.closest('[data-agenda]') !== null)); turn += 1) await press('Tab');
  // Promises to customers come before the first follow-up.
  for (let turn = 0; turn < 20 && !(await page.evaluate(() => document.activeElement?.querySelector('.later button') !== null)); turn += 1) await press('j');
  await press('d');
  await page.locator('dialog').waitFor();
  assert.equal((await focused()).tag, 'textarea', 'whoever presses D goes on writing at once');
  await page.keyboard.type('Comes on Friday');
  await press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await waitText('.toast', /done|complete/i);
});
await step('A call is logged with one key and a line', async () => {
  await go('c');
  await page.locator('[role=row][aria-rowindex="2"]').waitFor();
  await page.evaluate(() => document.querySelector('[role=grid]')?.focus());
  await press('Enter');
  await page.locator('aside h2').first().waitFor();
  await tabTo('Open the whole page');
  await press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Open matters' }).waitFor();
  await press('c');
  await page.locator('dialog').waitFor();
  assert.equal((await focused()).tag, 'textarea', 'whoever presses C goes on writing at once');
  await page.keyboard.type('Asked when the shelf comes');
  await press('Enter');
  await waitText('.timeline', 'Asked when the shelf comes');
  await press('Escape');
});
await step('It is undone with Ctrl+Z', async () => {
  await page.evaluate(() => document.getElementById('main')?.focus());
  await press('Control+z');
  await waitText('.toast', 'Undone');
});
await step('A list is filtered, sorted, and its row menu opened', async () => {
  await go('c');
  await page.locator('[role=row][aria-rowindex="3"]').waitFor();
  await press('/');
  await page.keyboard.type('a');
  await page.waitForTimeout(300);
  await press('Enter');
  assert.equal((await focused()).role, 'grid', 'Enter in the search leads to what was found');
  await press('ArrowDown');
  await press('Shift+F10');
  await page.locator('[role=menu]').waitFor();
  await press('ArrowDown');
  await press('Escape');
  await page.locator('[role=menu]').waitFor({ state: 'detached' });
  await tabTo('Filter', { back: true });
  await press('Enter');
  await page.locator('.builder').waitFor();
  await press('Escape');
});
await step('The palette finds and goes, and Esc gives the focus back', async () => {
  await press('Control+k');
  await page.locator('dialog [role=combobox]').waitFor();
  await page.keyboard.type('back up');
  await waitText('[role=option]', 'Make a backup');
  await press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.notEqual(await focused(), null, 'the focus is not lost');
});
await step('A file is imported and the import undone', async () => {
  await go('i');
  await page.locator('.drop').waitFor();
  await tabTo('Choose a file');
  await press('Enter');
  await page.locator('.map').waitFor();
  await tabTo('Try it', { most: 120 });
  await press('Enter');
  await page.getByRole('button', { name: /^Import [\d,]+ rows?/ }).waitFor({ timeout: 60_000 });
  await tabTo(/^Import [\d,]+ rows?/, { most: 120 });
  await press('Enter');
  await page.getByRole('button', { name: 'Undo the import' }).waitFor({ timeout: 60_000 });
  await tabTo('Undo the import', { most: 120 });
  await press('Enter');
  await page.locator('.drop').waitFor({ timeout: 60_000 });
});
await step('A value is edited in its place', async () => {
  await go('f');
  await page.locator('[role=row][aria-rowindex="3"]').waitFor();
  await page.evaluate(() => document.querySelector('[role=grid]')?.focus());
  await press('F2');
  await page.locator('.editor').waitFor();
  await press('Escape');
  assert.equal((await focused())?.role, 'grid');
});
await browser.close();
server.stop();
complaints.forEach((text) => console.error(text));
console.log(complaints.length === 0 ? 'Everything was done without the pointer, and the focus was always seen.' : `${complaints.length} complaints.`);
process.exit(complaints.length === 0 ? 0 : 1);
