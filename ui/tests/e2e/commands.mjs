// After every command the keys stand somewhere: presses each button of the screens' heads, cards, bars and menus by key, and
// looks whether the focus is still on something afterwards. On the page's body, whoever works by key would begin anew.
// Usage: node tests/e2e/commands.mjs [--bridge URL] [--only name,…] [--except name,…]
// (without a bridge, the stand-in answers; with one, its book is changed by what is pressed)
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../fixture/server.mjs';
import { SCENES } from './scenes.mjs';
import { settled } from './settled.mjs';
import { wordsOf } from './words.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const only = argument('only')?.split(',') ?? null;
const except = argument('except')?.split(',') ?? [];
const bridge = argument('bridge');
const server = bridge === null ? await serve(join(import.meta.dirname, '../../dist')) : { url: bridge, stop: () => {} };
const say = wordsOf('en');
/** Of what is in every row, the first is pressed; the others are the same. */
const ALIKE = 1;
/** What leaves the page, or the book, for good; a page that was just opened has nothing to go back to. */
const LEAVES = /^(Back$|Forward$|Close this book|Open another book|Another window|New window)/;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
await context.addInitScript(() => { if (location.protocol.startsWith('http')) localStorage.setItem('regulars.tour', 'seen'); });
await context.grantPermissions(['clipboard-read', 'clipboard-write']);
let page = await context.newPage();
let pressed = 0;
const complaints = new Set();
const complain = (text) => { if (!complaints.has(text)) console.error(text); complaints.add(text); };

/** Where the keys are, when that is nowhere: a sentence; otherwise null. */
const lost = () => page.evaluate(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return 'the page has the keys';
  if (at.closest('[inert]') !== null || !at.checkVisibility({ checkVisibilityCSS: true })) return `the keys are on ${at.tagName} “${(at.getAttribute('aria-label') ?? at.textContent).trim().slice(0, 40)}”, which nobody can see`;
  if (at.tagName === 'IFRAME') return 'the keys are in a frame';
  const above = [...document.querySelectorAll('dialog[open]')].at(-1);
  return above === undefined || above.contains(at) || at.closest('[popover]') !== null ? null : 'the keys are behind a dialog';
});

/** The buttons that can be pressed now, each by its number among all and its name; of rows only the first. */
const buttons = () => page.evaluate(([alike]) => {
  const seen = new Map();
  const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  return [...within.querySelectorAll('button, summary, [role=tab], [role=button]')].map((node, index) => ({ node, index })).filter(({ node }) => {
    if (node.disabled || node.closest('[inert], [role=grid] [role=row] button, .toaster') !== null || !node.checkVisibility({ checkVisibilityCSS: true })) return false;
    const row = node.closest('li, tr, article, [role=row]');
    const key = row === null ? `${seen.size}` : [row.parentElement?.className, [...row.querySelectorAll('button, summary')].indexOf(node)].join('|');
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) <= alike;
  }).map(({ node, index }) => ({ index, name: (node.getAttribute('aria-label') ?? node.textContent).trim().replace(/\s+/g, ' ').slice(0, 50) }));
}, [ALIKE]);

/** A page of its own for each scene: what hangs in one of them holds up no other. */
async function turnTo() {
  await page.close();
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complain(`page error: ${error.message}`));
}

/** Opens a scene anew, as if for the first time. */
async function open(scene) {
  await page.goto('about:blank');
  await page.goto(`${server.url}&scene=${scene.name}${scene.hash}`);
  await scene.act?.(page, say);
  await settled(page);
}

/** Gives a button the keys and presses Enter on it; false when it is no longer there. */
async function press({ index, name }) {
  const there = await page.evaluate(([at, called]) => {
    const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const node = [...within.querySelectorAll('button, summary, [role=tab], [role=button]')][at];
    if (node === undefined || (node.getAttribute('aria-label') ?? node.textContent).trim().replace(/\s+/g, ' ').slice(0, 50) !== called) return false;
    node.focus();
    return document.activeElement === node;
  }, [index, name]);
  if (!there) return false;
  pressed += 1;
  await page.keyboard.press('Enter');
  await settled(page, 200);
  return true;
}

const entriesOfMenu = () => page.locator('.menu-pop [role^=menuitem]');
async function look(way) {
  const why = await lost();
  if (why !== null) complain(`${way}: ${why}`);
}

/** Leaves what lies above, one layer after the other, and looks after each. */
async function leave(way) {
  for (let layer = 0; layer < 3; layer += 1) {
    const above = await page.evaluate(() => document.querySelectorAll('dialog[open], .pop, .menu-pop, .date-pop').length);
    if (above === 0) return;
    await page.keyboard.press('Escape');
    await settled(page);
    await look(`${way} › Esc`);
  }
}

for (const scene of SCENES) {
  if ((only !== null && !only.includes(scene.name)) || except.includes(scene.name) || scene.closed || scene.settings || /^(large|reminder|tour)/.test(scene.name)) continue;
  let turn = -1;
  try {
    await turnTo();
    await open(scene);
    const all = (await buttons()).filter(({ name }) => !LEAVES.test(name));
    const scope = await page.evaluate(() => document.querySelector('dialog[open]') !== null);
    // The sidebar is on every screen and pressed on the first only.
    const main = scope || scene.name === 'today' ? all : await page.evaluate((list) => { const nodes = [...document.body.querySelectorAll('button, summary, [role=tab], [role=button]')]; return list.filter(({ index }) => nodes[index].closest('main, [data-floating-ui-portal], [popover]') !== null || nodes[index].closest('nav, .sidebar') === null); }, all);
    for (const button of main) {
      turn += 1;
      if (turn > 0) await open(scene);
      const way = `${scene.name} › ${button.name}`;
      if (!(await press(button))) continue;
      await look(way);
      const entries = await entriesOfMenu().allTextContents();
      await leave(way);
      for (const [number, entry] of entries.entries()) {
        if (LEAVES.test(entry.trim())) continue;
        await open(scene);
        if (!(await press(button))) break;
        if (await entriesOfMenu().count() <= number) break;
        await entriesOfMenu().nth(number).focus();
        pressed += 1;
        await page.keyboard.press('Enter');
        await settled(page, 200);
        await look(`${way} › ${entry.trim()}`);
        await leave(`${way} › ${entry.trim()}`);
      }
    }
  } catch (error) {
    // What was pressed may have taken away what the scene begins with; then it was pressed.
    if (turn < 0) complain(`${scene.name}: ${error.message.split('\n')[0]}`);
    else console.log(`${scene.name} ends after ${turn + 1} of its buttons: ${error.message.split('\n')[0]}`);
  }
  console.log(`${scene.name}: ${pressed}`);
}
await browser.close();
server.stop();
console.log(complaints.size === 0 ? `After each of ${pressed} commands the keys stood somewhere.` : `${complaints.size} complaints after ${pressed} commands.`);
process.exit(complaints.size === 0 ? 0 : 1);
