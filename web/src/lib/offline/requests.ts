/** Which requests the service worker answers, and how. Pure. */
export type Handling =
  /** the page itself: network first, else the shell we have */
  | 'navigation'
  /** hashed files never change: ours first */
  | 'asset'
  /** icons and the like, named by index.html */
  | 'shellFile'
  /** readings a learner may fall back to without a network, marked as a copy */
  | 'reading'
  /** pictures are named by their hash: ours first */
  | 'picture'
  | 'me'
  | 'none';

export interface SeenRequest {
  method: string;
  mode: string;
  url: string;
}

const readings = [
  /^\/api\/progress\/home$/,
  /^\/api\/progress\/courses\/[^/]+$/,
  /^\/api\/courses\/mine$/,
  /^\/api\/courses\/crs_[^/]+$/,
  /^\/api\/courses\/crs_[^/]+\/lessons\/[^/]+$/,
  /^\/api\/courses\/crs_[^/]+\/texts$/,
  /^\/api\/progress\/courses\/[^/]+\/notes$/,
  /^\/api\/norms\/terms$/,
  /^\/api\/assessments\/runs$/,
  /^\/api\/assessments\/runs\/run_[^/]+$/,
];
const picture = /^\/api\/(courses\/crs_|assessments\/attempts\/att_)[^/]+\/pictures\/[0-9a-f]{64}$/;

/** Media, sign-in, changing requests and other origins are never touched. */
export function handlingOf(request: SeenRequest, origin: string, shellFiles: readonly string[]): Handling {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return 'none';
  const { pathname } = url;
  if (pathname.startsWith('/api/')) return apiHandling(pathname);
  if (pathname.startsWith('/media/') || pathname.startsWith('/dev/')) return 'none';
  if (request.mode === 'navigate') return 'navigation';
  if (pathname.startsWith('/assets/')) return 'asset';
  return shellFiles.includes(pathname) ? 'shellFile' : 'none';
}

function apiHandling(pathname: string): Handling {
  if (pathname === '/api/identity/me') return 'me';
  if (picture.test(pathname)) return 'picture';
  return readings.some((pattern) => pattern.test(pathname)) ? 'reading' : 'none';
}

/** Files of our origin that a page of HTML names. */
export function filesIn(html: string): string[] {
  const found = html.matchAll(/(?:src|href)="(\/[^"/][^"]*)"/g);
  return [...new Set([...found].map((match) => match[1] ?? ''))].filter((path) => !path.startsWith('/api/'));
}

/** `/assets/uk-Ab12Cd34.js` → `/assets/uk.js`: the same part in another release. */
export function partOf(asset: string): string {
  return asset.replace(/-[\w-]{8}(?=\.\w+$)/, '');
}

/** What a new release keeps ready beside what its page names: the parts this device used of the one before. */
export function partsToKeep(named: readonly string[], release: readonly string[], used: readonly string[]): string[] {
  const parts = new Set(used.map(partOf));
  return release.filter((asset) => parts.has(partOf(asset)) && !named.includes(asset));
}
