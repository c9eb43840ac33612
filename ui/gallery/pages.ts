/** Every page of the gallery, by the name of the component it shows. */
import type { Component } from 'svelte';

const FOUND = import.meta.glob<{ default: Component }>('./pages/*.svelte', { eager: true });

export const PAGES: Record<string, Component> = Object.fromEntries(Object.entries(FOUND).map(([path, module]) => [path.replace(/^.*\/(\w+)\.svelte$/, '$1'), module.default]));

/** Components that are only ever seen inside another one, and the page that shows them. */
export const PART_OF: Record<string, string> = { GridHead: 'DataGrid', Modal: 'Dialog' };
