// Opens every screen in Chromium, takes its picture in light and dark and two sizes, lets axe look at it, and looks for
// words that are cut off and controls that lie outside the window or over each other.
// Usage: node tests/e2e/screens.mjs [--bridge URL] [--only name,…] [--theme light,dark] [--width 1280] [--out folder]
//        [--language de] [--zoom 200] [--dir rtl]   without a bridge: the same scenes in German, larger, or mirrored
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../fixture/server.mjs';
import { misfits } from './fit.mjs';
import { SCENES } from './scenes.mjs';
import { wordsOf } from './words.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const out = argument('out') ?? join(import.meta.dirname, '../../../target/shots');
const only = argument('only')?.split(',') ?? null;
const SIZES = [[1280, 800], [1024, 700]];
const axe = await readFile(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
await mkdir(out, { recursive: true });

const language = argument('language') ?? 'en';
const zoom = argument('zoom') ?? '100';
// A window that shows everything larger has room for less; the page sees it as a smaller window with finer pixels.
const scale = Number(zoom) / 100;
const direction = argument('dir') ?? 'ltr';
const say = wordsOf(language);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
let bad = 0;
const themes = argument('theme')?.split(',') ?? ['light', 'dark'];
const sizes = argument('width') === null ? SIZES : SIZES.filter(([width]) => String(width) === argument('width'));
for (const theme of themes) {
  for (const [width, height] of sizes) {
    const bridge = argument('bridge');
    const server = bridge === null ? await serve(join(import.meta.dirname, '../../dist')) : { url: bridge, stop: () => {} };
    if (server.backend) server.backend.data.settings[0].theme = theme;
    const context = await browser.newContext({ viewport: { width: Math.round(width / scale), height: Math.round(height / scale) }, deviceScaleFactor: scale, colorScheme: theme, locale: language === 'de' ? 'de-DE' : 'en-GB', reducedMotion: 'reduce' });
    // The tour has a scene of its own; everywhere else it was seen before.
    await context.addInitScript(() => { if (!location.search.includes('scene=tour')) localStorage.setItem('regulars.tour', 'seen'); else localStorage.removeItem('regulars.tour'); });
    // The language decides the direction; here another one is held against it.
    if (direction !== 'ltr') await context.addInitScript((dir) => {
      const turn = () => { if (document.documentElement !== null && document.documentElement.dir !== dir) document.documentElement.dir = dir; };
      new MutationObserver(turn).observe(document, { attributes: true, childList: true, subtree: true });
    }, direction);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => { bad += 1; console.error(`${theme} ${width}: page error: ${error.message}`); });
    page.on('console', (message) => { if (message.type() === 'error') { console.error(`${theme} ${width}: console: ${message.text()}`); } });
    for (const scene of SCENES) {
      if (only !== null && !only.includes(scene.name)) continue;
      // Behind the bridge a book is open and its settings are its own; the journey sees the welcome page.
      if (bridge !== null && (scene.closed || scene.settings)) continue;
      if (scene.wide && width / scale < 900) continue;
      // These scenes are about a language or a size of their own.
      if ((language !== 'en' || zoom !== '100' || direction !== 'ltr') && (scene.settings || scene.name.startsWith('large'))) continue;
      if (server.backend) {
        server.backend.open = scene.closed !== true;
        Object.assign(server.backend.data.settings[0], { language, density: 'comfortable' }, scene.settings);
      }
      try {
        await page.goto(`${server.url}&scene=${scene.name}${scene.hash}`);
        await scene.act?.(page, scene.settings ? wordsOf('en') : say);
        await page.waitForTimeout(350);
        await page.screenshot({ path: join(out, `${scene.name}-${theme}-${width}.png`) });
        for (const misfit of await page.evaluate(misfits)) {
          bad += 1;
          console.error(`${scene.name} ${theme} ${width}: ${misfit}`);
        }
        await page.evaluate(axe);
        const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
        for (const violation of found.violations) {
          bad += 1;
          console.error(`${scene.name} ${theme} ${width}: ${violation.id}: ${violation.help}`);
          violation.nodes.slice(0, 3).forEach((node) => console.error(`    ${node.html.slice(0, 160)}\n    ${node.failureSummary?.split('\n')[1] ?? ''}`));
        }
      } catch (error) {
        bad += 1;
        console.error(`${scene.name} ${theme} ${width}: ${error.message.split('\n')[0]}`);
        await page.screenshot({ path: join(out, `FAILED-${scene.name}-${theme}-${width}.png`) });
      }
    }
    await context.close();
    server.stop();
  }
}
await browser.close();
console.log(bad === 0 ? 'Every screen opened, everything fits, and axe found no violation.' : `${bad} problems.`);
process.exit(bad === 0 ? 0 : 1);
