/** Readings a learner may fall back to without a network: of one person at a time, gone at sign-out. */
const cacheName = 'kurs-reading';
const personKey = '/api/identity/me';
const savedAtHeader = 'x-kurs-saved-at';
/** longer than this without an answer is as good as none, if we have a copy */
const timeoutMs = 10_000;

export interface Reading {
  response: Response;
  /** set if the response is a copy: when it was made */
  savedAt: string | null;
}

/** Who is here: never answered from a copy; another person’s arrival and a lost session remove what is kept. */
export function me(request: Request): Promise<Response> {
  const answer = arrive(request);
  arriving = answer.catch(() => undefined);
  return answer;
}

/** The newest question who is here: what is read meanwhile waits for its answer to be kept. */
let arriving: Promise<unknown> = Promise.resolve();

async function arrive(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.status === 401) await forget();
  if (!response.ok) return response;
  const before = await caches.match(personKey, { cacheName });
  if ((await idOf(before)) !== (await idOf(response))) await forget();
  await keep(request, response);
  return response;
}

/** Network first; a copy, marked, if there is no network. Kept only while we know whose it is. */
export async function reading(request: Request, later: (work: Promise<void>) => void): Promise<Reading> {
  return networkFirst(request, await copyOf(request), (response) => later(keepOnceKnown(request, response.clone())));
}

async function keepOnceKnown(request: Request, response: Response): Promise<void> {
  await arriving;
  if (await caches.match(personKey, { cacheName })) await keep(request, response);
}

/** Pictures are named by their hash: ours, else the network’s. */
export async function picture(request: Request): Promise<Response> {
  const ours = await copyOf(request);
  if (ours) return ours;
  const response = await fetch(request);
  if (response.ok && (await caches.match(personKey, { cacheName }))) await keep(request, response);
  return response;
}

export async function forget(): Promise<void> {
  await caches.delete(cacheName);
}

async function networkFirst(
  request: Request,
  copy: Response | undefined,
  arrived: (response: Response) => void,
): Promise<Reading> {
  try {
    const response = await (copy ? inTime(fetch(request)) : fetch(request));
    if (response.ok) arrived(response);
    return { response, savedAt: null };
  } catch (error) {
    if (!copy) throw error;
    return { response: copy, savedAt: copy.headers.get(savedAtHeader) };
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('late')), timeoutMs)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function copyOf(request: Request): Promise<Response | undefined> {
  return caches.match(request, { cacheName, ignoreVary: true });
}

async function keep(request: Request, response: Response): Promise<void> {
  const headers = new Headers(response.headers);
  headers.set(savedAtHeader, new Date().toISOString());
  const copy = new Response(await response.clone().blob(), { status: 200, headers });
  await (await caches.open(cacheName)).put(request, copy);
}

async function idOf(response: Response | undefined): Promise<unknown> {
  return response && ((await response.clone().json()) as { id?: unknown }).id;
}
