// Opens every screen in Chromium, looks for words that are cut off and controls that lie outside the window or over each
// other, lets axe look at it, and takes its picture. A screen is opened once for each size; its themes and directions are
// looked at in turn without opening it again.
// Usage: node tests/e2e/screens.mjs [--bridge URL] [--only name,…] [--except name,…] [--theme light,dark] [--width 1280]
//        [--language de] [--zoom 200] [--dir ltr,rtl] [--out folder]
// Without a bridge the stand-in answers, which can speak German at once; without a folder no pictures are kept.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../fixture/server.mjs';
import { misfits } from './fit.mjs';
import { SCENES } from './scenes.mjs';
import { settled } from './settled.mjs';
import { wordsOf } from './words.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const out = argument('out');
const only = argument('only')?.split(',') ?? null;
const except = argument('except')?.split(',') ?? [];
const SIZES = [[1280, 800], [1024, 700]];
const axe = await readFile(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
if (out !== null) await mkdir(out, { recursive: true });

const bridge = argument('bridge');
const language = argument('language') ?? 'en';
const zoom = argument('zoom') ?? '100';
// A window that shows everything larger has room for less; the page sees it as a smaller window with finer pixels.
const scale = Number(zoom) / 100;
const themes = argument('theme')?.split(',') ?? ['light', 'dark'];
const directions = argument('dir')?.split(',') ?? ['ltr'];
const sizes = argument('width') === null ? SIZES : SIZES.filter(([width]) => String(width) === argument('width'));
const plain = language === 'en' && zoom === '100' && directions.join() === 'ltr';
const say = wordsOf(language);
let bad = 0;
const complain = (text) => { bad += 1; console.error(text); };

/** Whether a scene can be played here and now. */
function plays(scene, width) {
  if ((only !== null && !only.includes(scene.name)) || except.includes(scene.name)) return false;
  // Behind the bridge a book is open and its settings are its own; the journey sees the welcome page.
  if (bridge !== null && (scene.closed || scene.settings)) return false;
  if (scene.wide && width / scale < 900) return false;
  // These scenes are about a language or a size of their own.
  return plain || !(scene.settings || scene.name.startsWith('large'));
}

async function look(page, scene, theme, direction, width) {
  const name = [scene.name, theme, width, ...(direction === 'ltr' ? [] : [direction])].join(' ');
  if (out !== null) await page.screenshot({ path: join(out, `${name.replaceAll(' ', '-')}.png`) });
  // Neither does a theme move anything, nor a direction colour it.
  if (theme === themes[0]) (await page.evaluate(misfits)).forEach((misfit) => complain(`${name}: ${misfit}`));
  if (!plain) return;
  if (theme === themes[0]) await page.evaluate(axe);
  const rules = theme === themes[0] ? RULES : ['color-contrast'];
  const found = await page.evaluate(([type, values]) => globalThis.axe.run(document, { runOnly: { type, values } }), [theme === themes[0] ? 'tag' : 'rule', rules]);
  for (const violation of found.violations) {
    complain(`${name}: ${violation.id}: ${violation.help}`);
    violation.nodes.slice(0, 3).forEach((node) => console.error(`    ${node.html.slice(0, 160)}\n    ${node.failureSummary?.split('\n')[1] ?? ''}`));
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
for (const [width, height] of sizes) {
  const server = bridge === null ? await serve(join(import.meta.dirname, '../../dist')) : { url: bridge, stop: () => {} };
  if (server.backend) server.backend.data.settings[0].theme = 'system';
  const context = await browser.newContext({ viewport: { width: Math.round(width / scale), height: Math.round(height / scale) }, deviceScaleFactor: scale, colorScheme: themes[0], locale: language === 'de' ? 'de-DE' : 'en-GB', reducedMotion: 'reduce' });
  // The tour has a scene of its own; everywhere else it was seen before.
  await context.addInitScript(() => { if (!location.search.includes('scene=tour')) localStorage.setItem('regulars.tour', 'seen'); else localStorage.removeItem('regulars.tour'); });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complain(`${width}: page error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') console.error(`${width}: console: ${message.text()}`); });
  for (const scene of SCENES.filter((each) => plays(each, width))) {
    if (server.backend) {
      server.backend.open = scene.closed !== true;
      Object.assign(server.backend.data.settings[0], { language, density: 'comfortable' }, scene.settings);
    }
    try {
      await page.emulateMedia({ colorScheme: themes[0], reducedMotion: 'reduce' });
      await page.goto(`${server.url}&scene=${scene.name}${scene.hash}`);
      await scene.act?.(page, scene.settings ? wordsOf('en') : say);
      for (const direction of directions) {
        // The language decides the direction; here another one is held against it.
        if (direction !== 'ltr') await page.evaluate((dir) => { document.documentElement.dir = dir; }, direction);
        for (const theme of themes) {
          if (theme !== themes[0] || themes.length > 1) await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
          await settled(page);
          assertTheme(scene, await page.evaluate(() => document.documentElement.dataset.theme), theme);
          await look(page, scene, theme, direction, width);
        }
      }
    } catch (error) {
      complain(`${scene.name} ${width}: ${error.message.split('\n')[0]}`);
      if (out !== null) await page.screenshot({ path: join(out, `FAILED-${scene.name}-${width}.png`) });
    }
  }
  await context.close();
  server.stop();
}
await browser.close();
console.log(bad === 0 ? 'Every screen opened, everything fits, and axe found no violation.' : `${bad} problems.`);
process.exit(bad === 0 ? 0 : 1);

/** A book whose theme is fixed would show the same colours twice and prove nothing. */
function assertTheme(scene, shown, wanted) {
  if (shown !== wanted) throw new Error(`${scene.name} is shown ${shown}, not ${wanted}: the book's theme must be the system's`);
}
