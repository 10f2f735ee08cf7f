import './lib/old-browsers.ts';
import './styles/tokens.css';
import './styles/base.css';
import { progress } from '#contracts/progress.ts';
import { mount } from 'svelte';
import App from './App.svelte';
import { startWords } from './lib/i18n.svelte.ts';
import { queryClient, queryOf } from './lib/query.svelte.ts';
import { loadAnewWhen, preload } from './lib/router.ts';
import { routeNameOf, routes } from './lib/routes.ts';
import { recallMe } from './lib/session-memory.ts';
import { session } from './lib/session.svelte.ts';

/** Everything the first page needs is asked for at once; nothing waits for anything but the words. */
async function start(): Promise<void> {
  const words = startWords();
  const route = routeNameOf(location.pathname);
  void preload(location.pathname);
  if (route === 'home') void queryClient.prefetchQuery(queryOf(progress.home, {}));
  if (!route || routes[route].frame !== 'door' || recallMe() || location.search.includes('done')) void session.check();
  else session.stayOut();
  await words;
  mount(App, { target: document.getElementById('app') ?? document.body });
}

function failed(): void {
  const lines = ['«Курс» не завантажився. Оновіть сторінку.', '«Курс» не загрузился. Обновите страницу.'];
  lines.push('«Курс» жүктелмеді. Бетті жаңартыңыз.', 'Kurs did not load. Reload the page.');
  for (const line of lines) document.body.append(Object.assign(document.createElement('p'), { textContent: line }));
}

/** Service worker, outbox: after the first page stands. */
async function startBackground(): Promise<void> {
  const { releaseWaiting, startOffline } = await import('./lib/offline/start.ts');
  startOffline();
  loadAnewWhen(releaseWaiting);
}

start().then(startBackground, failed);
