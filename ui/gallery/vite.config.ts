import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The gallery is for those who build the window; it is never part of the program.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [svelte()],
  build: { target: 'es2022', outDir: '../dist-gallery', emptyOutDir: true },
  server: { port: 1421, strictPort: true, fs: { allow: ['..'] } },
});
