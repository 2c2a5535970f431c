import '@fontsource-variable/instrument-sans/wght.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { session } from './api/session.svelte.ts';
import { mindLinks } from './app/links.ts';
import { i18n, t } from './i18n/i18n.svelte.ts';
import './ui/tokens.css';
import './ui/base.css';
import { toasts } from './ui/toasts.svelte.ts';

i18n.start();
mindLinks();
// A screen of an older build is gone from the server: only loading the page again brings the new one.
window.addEventListener('vite:preloadError', () => {
  toasts.say(t('errors.stale'), { action: { label: t('errors.reload'), run: () => location.reload() } });
});

void session.load();
await i18n.load('common');
mount(App, { target: document.getElementById('app') ?? document.body });
// Needed only when something goes wrong, so it does not hold up the first page.
void i18n.load('errors');
