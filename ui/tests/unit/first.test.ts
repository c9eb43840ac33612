import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../src/api/generated';
import { session } from '../../src/features/app/session.svelte';

const ui = join(import.meta.dirname, '../..');
const script = readFileSync(join(ui, 'public/first.js'), 'utf8');
const page = readFileSync(join(ui, 'index.html'), 'utf8');
const frame = /<div id="first".*?<\/div><\/div>/.exec(page)?.[0] ?? '';

/** What stands in the window before the code of the pages is run. */
function begin(kept: Record<string, string>): Element | null {
  for (const [key, value] of Object.entries(kept)) localStorage.setItem(`regulars.${key}`, value);
  document.body.innerHTML = frame;
  new Function(script)();
  vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
  document.dispatchEvent(new Event('readystatechange'));
  return document.getElementById('first');
}

afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
  for (const key of ['book', 'theme']) localStorage.removeItem(`regulars.${key}`);
});

describe('the first paint', () => {
  it('shows the name of the book that was open last, in the look of last time', () => {
    expect(begin({ book: 'ärztehaus', theme: 'dark' })?.textContent).toBe('Äärztehaus');
    expect(document.documentElement.dataset.theme, 'a dark window never begins with a white flash').toBe('dark');
  });

  it('chooses the theme once for the first paint and for every later one', async () => {
    const system = (dark: boolean) => vi.stubGlobal('matchMedia', () => ({ matches: dark, addEventListener: () => undefined }));
    system(true);
    begin({ theme: 'system' });
    const shown = () => document.documentElement.dataset.theme;
    expect(shown()).toBe('dark');
    const settings = (theme: string) => session.adopt({ ...(session.settings as Settings), theme } as Settings);
    await session.load();
    await settings('light');
    expect(shown()).toBe('light');
    await settings('system');
    expect(shown()).toBe('dark');
    system(false);
    await settings('system');
    expect(shown()).toBe('light');
    vi.unstubAllGlobals();
  });

  it('leaves the window empty where none was open, because a welcome without a sidebar comes', () => {
    expect(begin({ theme: 'light' })).toBeNull();
    expect(document.documentElement.dataset.theme).toBe('light');
  });

  it('is found by what no other part can be called, because its rule lays whatever it finds over the sidebar', () => {
    expect(frame).not.toContain('class=');
    const style = readFileSync(join(ui, 'src/styles/base.css'), 'utf8');
    expect(style.match(/^.*\{\n  position: fixed;/gm), 'a rule for all parts fixes nothing else to the window').toEqual(['#first {\n  position: fixed;']);
  });

  it('is read before anything is painted and comes from the program itself', () => {
    expect(page).toMatch(/<head>[\s\S]*<script src="\.\/first\.js"><\/script>[\s\S]*<\/head>/);
    expect(page, 'the policy of the window runs no script that stands in the page').not.toMatch(/<script(?![^>]*src)/);
  });
});
