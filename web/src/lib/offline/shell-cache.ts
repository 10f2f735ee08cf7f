/** The service worker’s shell: index.html and hashed files, one cache per release; the last release but one stays. */
import { filesIn, partsToKeep } from './requests.ts';

const prefix = 'kurs-shell-';
const indexKey = '/index.html';

/** Index first answered by the network within this time, else the one we have. */
const navigationTimeoutMs = 4000;

export class ShellCache {
  readonly #name: string;
  readonly #release: readonly string[];
  #shellFiles: string[] = [];

  constructor(version: string, release: readonly string[]) {
    this.#name = `${prefix}${version}`;
    this.#release = release;
  }

  get files(): readonly string[] {
    return this.#shellFiles;
  }

  /** Fetches what the new release’s page names, all or nothing, and its versions of the parts used before, if it can. */
  async install(): Promise<void> {
    const index = await fetch(indexKey, { cache: 'no-cache' });
    if (!index.ok) throw new Error(`index.html: ${index.status}`);
    const named = filesIn(await index.clone().text());
    const cache = await caches.open(this.#name);
    await cache.addAll(named);
    await cache.put(indexKey, index);
    await Promise.allSettled(
      partsToKeep(named, this.#release, await usedBefore(this.#name)).map((file) => cache.add(file)),
    );
  }

  /** Removes releases older than the one before: a tab may still live in that. */
  async tidy(): Promise<void> {
    const older = (await shellNames()).filter((name) => name !== this.#name).slice(0, -1);
    await Promise.all(older.map((name) => caches.delete(name)));
  }

  /** After a restart of the worker the list is read from the page we have. */
  async wake(): Promise<void> {
    const index = await caches.match(indexKey, { cacheName: this.#name });
    this.#shellFiles = index ? filesIn(await index.text()) : [];
  }

  async navigation(request: Request): Promise<Response> {
    const ours = await caches.match(indexKey, { cacheName: this.#name });
    try {
      const signal = ours ? AbortSignal.timeout?.(navigationTimeoutMs) : undefined;
      return await fetch(request.url, {
        credentials: 'same-origin',
        redirect: 'manual',
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      if (ours) return ours;
      throw error;
    }
  }

  /** Hashed files never change: ours, else the network’s, which is then kept. */
  async file(request: Request): Promise<Response> {
    const ours = await caches.match(request, { ignoreVary: true });
    if (ours) return ours;
    const response = await fetch(request);
    if (response.ok) await (await caches.open(this.#name)).put(request, response.clone());
    return response;
  }

  /** Files the page had loaded before the worker came to life (they come from the browser’s own cache). */
  async keep(files: readonly string[]): Promise<void> {
    const cache = await caches.open(this.#name);
    const ours = files.filter((file) => this.#release.includes(file));
    await Promise.all(ours.map(async (file) => (await cache.match(file)) ?? cache.add(file)));
  }
}

/** In order of their making: browsers list caches so. */
async function shellNames(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

async function usedBefore(release: string): Promise<string[]> {
  const last = (await shellNames()).filter((name) => name !== release).at(-1);
  if (!last) return [];
  const requests = await (await caches.open(last)).keys();
  return requests.map((request) => new URL(request.url).pathname);
}
