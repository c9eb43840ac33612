import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../src');
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|svelte|css)$/.test(entry.name))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path: relative(ROOT, path), text: readFileSync(path, 'utf8') };
  });

describe('the source of the window', () => {
  it('asks the shell in one place only', () => {
    expect(files.filter((file) => file.text.includes('@tauri-apps/')).map((file) => file.path)).toEqual(['platform/index.ts']);
  });

  it('uses the component kit only in its own components', () => {
    expect(files.filter((file) => /from 'bits-ui'/.test(file.text) && !file.path.startsWith('components/')).map((file) => file.path)).toEqual([]);
  });

  it('never writes text into the page as markup', () => {
    expect(files.filter((file) => /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('keeps the arrow: components know no feature, features no screen', () => {
    expect(files.filter((file) => file.path.startsWith('components/') && /from '\.\.\/(features|screens)\//.test(file.text)).map((file) => file.path)).toEqual([]);
    expect(files.filter((file) => file.path.startsWith('features/') && /\/screens\//.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('draws the lists of a pane by one rule, so that they stay alike', () => {
    const own = (text: string) => /<(ul|ol) class="matters"/.test(text) && /\n  li( a)? \{/.test(text);
    expect(files.filter((file) => own(file.text)).map((file) => file.path), 'a second rule beside the one in base.css').toEqual([]);
  });

  it('has no file above 500 lines', () => {
    expect(files.filter((file) => file.path !== 'api/generated.ts' && file.text.split('\n').length > 500).map((file) => file.path)).toEqual([]);
  });
});
