import '@fontsource-variable/inter/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { paintRemembered } from './features/app/session.svelte';

paintRemembered();
const target = document.getElementById('app');
if (target !== null) mount(App, { target });
