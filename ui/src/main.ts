import '@fontsource-variable/inter/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { paintRemembered } from './features/app/session.svelte';

paintRemembered();
const target = document.getElementById('app');
if (target !== null) {
  const first = document.getElementById('first');
  mount(App, { target });
  first?.remove();
}

/** How long the start is left alone before letters that are not in sight yet are fetched. */
const LETTERS_AFTER_MS = 1500;
// Polish, Czech or Turkish names need a second part of the font. Without this it comes with the first such name in a
// list, and all words are laid out anew while somebody types.
setTimeout(() => void document.fonts?.load('1em "Inter Variable"', 'ł'), LETTERS_AFTER_MS);
