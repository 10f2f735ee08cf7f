/**
 * The service worker: the shell opens without a network, a lesson read before can be read again, media are left alone.
 * A new release takes over at the next navigation: files of the release before stay for tabs that live in it.
 */
import * as readings from './lib/offline/reading-cache.ts';
import { handlingOf } from './lib/offline/requests.ts';
import { ShellCache } from './lib/offline/shell-cache.ts';
import type { FetchedEvent, FromWorker, ToWorker, WorkerScope } from './lib/offline/worker-types.ts';

const worker = self as unknown as WorkerScope;
const shell = new ShellCache(__VERSION__, __ASSETS__);
void shell.wake();

worker.addEventListener('install', (event) => {
  event.waitUntil(shell.install().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([shell.tidy(), shell.wake(), worker.clients.claim()]));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  switch (handlingOf(request, worker.location.origin, shell.files)) {
    case 'navigation':
      return event.respondWith(shell.navigation(request));
    case 'asset':
    case 'shellFile':
      return event.respondWith(shell.file(request));
    case 'picture':
      return event.respondWith(readings.picture(request));
    case 'me':
      return event.respondWith(readings.me(request));
    case 'reading':
      return event.respondWith(
        readings.reading(request, (work) => event.waitUntil(work)).then((reading) => told(event, reading)),
      );
    case 'none':
      return;
  }
});

worker.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  if (message.type === 'used') event.waitUntil(shell.keep(message.files));
  else if (message.type === 'forget') event.waitUntil(readings.forget());
});

/** The page is told before it gets a copy. */
async function told(event: FetchedEvent, { response, savedAt }: readings.Reading): Promise<Response> {
  if (savedAt) {
    const { pathname, search } = new URL(event.request.url);
    const message: FromWorker = { type: 'copy', path: pathname + search, savedAt };
    (await worker.clients.get(event.clientId))?.postMessage(message);
  }
  return response;
}
