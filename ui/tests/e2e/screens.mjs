// Opens every screen in Chromium, takes its picture in light and dark and two sizes, and lets axe look at it.
// Usage: node tests/e2e/screens.mjs [--bridge URL] [--only name,…] [--out folder]
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../fixture/server.mjs';
import { SCENES } from './scenes.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const out = argument('out') ?? join(import.meta.dirname, '../../../target/shots');
const only = argument('only')?.split(',') ?? null;
const SIZES = [[1280, 800], [1024, 700]];
const axe = await readFile(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
await mkdir(out, { recursive: true });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
let bad = 0;
const themes = argument('theme')?.split(',') ?? ['light', 'dark'];
const sizes = argument('width') === null ? SIZES : SIZES.filter(([width]) => String(width) === argument('width'));
for (const theme of themes) {
  for (const [width, height] of sizes) {
    const bridge = argument('bridge');
    const server = bridge === null ? await serve(join(import.meta.dirname, '../../dist')) : { url: bridge, stop: () => {} };
    if (server.backend) server.backend.data.settings[0].theme = theme;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce' });
    // The tour has a scene of its own; everywhere else it was seen before.
    await context.addInitScript(() => { if (!location.search.includes('scene=tour')) localStorage.setItem('regulars.tour', 'seen'); else localStorage.removeItem('regulars.tour'); });
    const page = await context.newPage();
    page.on('pageerror', (error) => { bad += 1; console.error(`${theme} ${width}: page error: ${error.message}`); });
    page.on('console', (message) => { if (message.type() === 'error') { console.error(`${theme} ${width}: console: ${message.text()}`); } });
    for (const scene of SCENES) {
      if (only !== null && !only.includes(scene.name)) continue;
      // Behind the bridge a book is open and its settings are its own; the journey sees the welcome page.
      if (bridge !== null && (scene.closed || scene.settings)) continue;
      if (server.backend) {
        server.backend.open = scene.closed !== true;
        Object.assign(server.backend.data.settings[0], { language: 'en', density: 'comfortable' }, scene.settings);
      }
      try {
        await page.goto(`${server.url}&scene=${scene.name}${scene.hash}`);
        await scene.act?.(page);
        await page.waitForTimeout(350);
        await page.screenshot({ path: join(out, `${scene.name}-${theme}-${width}.png`) });
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
console.log(bad === 0 ? 'Every screen opened and axe found no violation.' : `${bad} problems.`);
process.exit(bad === 0 ? 0 : 1);
