import '@fontsource-variable/inter/index.css';
import '../src/styles/tokens.css';
import '../src/styles/base.css';
import { mount } from 'svelte';
import { setLanguage } from '../src/i18n';
import Frame from './Frame.svelte';
import Gallery from './Gallery.svelte';

const query = new URLSearchParams(location.search);
const page = query.get('page');
document.documentElement.dataset.theme = query.get('theme') === 'dark' ? 'dark' : 'light';
// The direction belongs to the language: menus and charts ask it too, and it is set on the page with it.
if (query.get('dir') === 'rtl') setLanguage('qps-plocm');
else setLanguage(query.get('language') ?? 'en', query.get('language') === 'de' ? 'DE' : 'GB');
const target = document.getElementById('app');
if (target !== null) {
  if (page === null) mount(Gallery, { target });
  else mount(Frame, { target, props: { page } });
}
