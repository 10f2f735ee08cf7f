/**
 * Starts the offline side of the app, once, after the first page stands:
 * the service worker, sending what the device kept, forgetting at sign-out, noticing a new release.
 */
import { queryClient } from '../query.svelte.ts';
import { session } from '../session.svelte.ts';
import { copies } from './copies.svelte.ts';
import { keepSending } from './keep-sending.svelte.ts';
import type { FromWorker, ToWorker } from './worker-types.ts';

export function startOffline(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void startWorker();
  session.onLeave(forgetReadings);
  session.onLeave(forgetAttempts);
  addEventListener('online', () => {
    copies.clear();
    void queryClient.invalidateQueries();
  });
  keepSending();
}

let newRelease = false;

/** True once a newer release has taken over: the router then leads to the next page by loading it anew. */
export function releaseWaiting(): boolean {
  return newRelease;
}

async function startWorker(): Promise<void> {
  const container = navigator.serviceWorker;
  let controlled = container.controller !== null;
  container.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    if (event.data.type === 'copy') copies.is(event.data);
  });
  container.addEventListener('controllerchange', () => {
    newRelease = controlled;
    controlled = true;
  });
  try {
    await container.register('/sw.js', { updateViaCache: 'none' });
    const registration = await container.ready;
    tell(registration.active, { type: 'used', files: loadedFiles() });
  } catch {
    // the app works without a worker, only not without a network
  }
}

function loadedFiles(): string[] {
  const paths = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);
  return paths.filter((path) => path.startsWith('/assets/'));
}

async function forgetReadings(): Promise<void> {
  if ('serviceWorker' in navigator) tell(navigator.serviceWorker.controller, { type: 'forget' });
  if ('caches' in window) await caches.delete('kurs-reading');
}

/** Papers of tests leave the device with their learner; answers the academy does not have stay. */
async function forgetAttempts(): Promise<void> {
  const personId = session.me?.id;
  if (!personId) return;
  await import('../attempt/resend.ts').then(({ forgetPapers }) => forgetPapers(personId)).catch(() => undefined);
}

function tell(worker: ServiceWorker | null, message: ToWorker): void {
  worker?.postMessage(message);
}
