import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { PAGES, PART_OF } from '../../gallery/pages';

const components = readdirSync(join(import.meta.dirname, '../../src/components')).filter((name) => name.endsWith('.svelte')).map((name) => name.replace('.svelte', ''));

describe('the gallery', () => {
  it.each(components)('has a page for %s, so that its states are looked at before they are used', (name) => {
    expect(PAGES[PART_OF[name] ?? name], `make ui/gallery/pages/${name}.svelte`).toBeDefined();
  });

  it.each(Object.keys(PAGES))('opens the page of %s', (name) => {
    const Page = PAGES[name];
    if (Page === undefined) throw new Error(`There is no page ${name}.`);
    const { container } = render(Page);
    expect(container.querySelector('section'), 'a page shows at least one state').not.toBeNull();
  });
});

describe('the tests', () => {
  const tests = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.test.ts')).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

  it.each(components)('use %s by itself, so that its keys and words cannot break unseen', (name) => {
    const file = `src/components/${PART_OF[name] ?? name}.svelte'`;
    expect(tests.some((text) => text.includes(file)), `write a test that imports ${file}`).toBe(true);
  });
});
