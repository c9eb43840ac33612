import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/**
 * WebKit takes a container's width without the window's own zoom: at 200 % it calls a page of 640 pixels one of 1280,
 * and what should have made room stays in the way. The container `window` is as wide as the page, so each of its rules
 * is said to the page's width too; either of the two is enough.
 */
export function saidToThePageToo(css: string): string {
  const rule = /@container window (\(max-width: \d+px\)) \{/g;
  let done = 0;
  let out = '';
  for (const found of css.matchAll(rule)) {
    const body = found.index + found[0].length;
    let depth = 1;
    let end = body;
    for (; end < css.length && depth > 0; end += 1) depth += css[end] === '{' ? 1 : css[end] === '}' ? -1 : 0;
    out += `${css.slice(done, end)}\n@media ${found[1] ?? ''} {${css.slice(body, end)}`;
    done = end;
  }
  return out + css.slice(done);
}

const roomWhenZoomed = {
  name: 'room-when-zoomed',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => (/\.css($|\?)|lang\.css$/.test(id) && code.includes('@container window') ? { code: saidToThePageToo(code), map: null } : null),
};

/** The icons stay the library's; the component that draws them is ours, which is quicker. A library that no longer has such a component draws its icons itself. */
const quickIcons = {
  name: 'quick-icons',
  enforce: 'pre' as const,
  resolveId: (source: string, importer: string | undefined) => (source.endsWith('/Icon.svelte') && importer?.includes('/@lucide/svelte/') ? fileURLToPath(new URL('src/components/icons/Icon.svelte', import.meta.url)) : null),
};

// The page is loaded from a custom protocol or from the development bridge, so every address in it is relative.
export default defineConfig({
  base: './',
  plugins: [quickIcons, svelte(), roomWhenZoomed],
  build: { target: 'es2022', outDir: 'dist', chunkSizeWarningLimit: 400 },
  // The user guide lies beside this folder and is taken in when the window is built.
  server: { port: 1420, strictPort: true, fs: { allow: ['..'] } },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  // A computer that is busy with something else must not fail a test of a whole screen.
  test: { testTimeout: 20_000, environment: 'happy-dom', include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'], setupFiles: ['tests/unit/setup.ts'] },
});
