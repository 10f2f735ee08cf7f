/** A sign-in step by step, as a browser walks it, so that a test can step aside. */
import type { QueryOf } from '#contracts/endpoint.ts';
import { identity } from '#contracts/identity.ts';
import { requestOf } from '#contracts/request.ts';
import { testPassword, type TestClient } from '../support/stack.ts';

export interface Hop {
  url: URL;
  status: number;
  setCookies: string[];
}
export interface Landed {
  /** the page the browser shows in the end */
  url: URL;
  /** its text, where it is the provider's */
  page: string;
  hops: Hop[];
}

type SignInQuery = QueryOf<typeof identity.signIn>;

/** Begins a sign-in and answers where the provider's form leads. */
export async function reachForm(client: TestClient, query: SignInQuery = {}): Promise<URL> {
  const landed = await follow(client, new URL(requestOf(identity.signIn, { query }).path, client.origin));
  return formOf(landed);
}

/** Sends the form and stops before the browser is back with us; answers the address it would open. */
export async function stopBeforeCallback(client: TestClient, action: URL, login: string): Promise<URL> {
  const form = { method: 'POST', body: new URLSearchParams({ login, password: testPassword }) };
  const { url } = await follow(client, action, form, ({ origin }) => origin === client.origin);
  return url;
}

/** Sends the form and follows; in the end the browser shows our app or the provider's page. */
export function sendForm(client: TestClient, action: URL, login: string, password = testPassword): Promise<Landed> {
  return follow(client, action, { method: 'POST', body: new URLSearchParams({ login, password }) });
}

/** Sends the second form: the code of the second factor. */
export const sendCode = (client: TestClient, action: URL, code: string): Promise<Landed> =>
  follow(client, action, { method: 'POST', body: new URLSearchParams({ code }) });

/** Does the provider ask for the second factor? */
export const asksForCode = ({ page }: Landed): boolean => page.includes('name="code"');

export function formOf({ url, page }: Landed): URL {
  const action = /<form[^>]*action="([^"]*)"/.exec(page)?.[1] ?? '';
  return new URL(action.replaceAll('&amp;', '&'), url);
}

/** The hop that came back to our callback. */
export function callbackOf({ hops }: Landed): Hop {
  const hop = hops.find(({ url }) => url.pathname === '/api/identity/callback');
  if (!hop) throw new Error('the browser was never led to the callback');
  return hop;
}

async function follow(
  client: TestClient,
  start: URL,
  init: RequestInit = {},
  isEnd = ({ origin, pathname }: URL) => origin === client.origin && !pathname.startsWith('/api/'),
): Promise<Landed> {
  const hops: Hop[] = [];
  let answer = await client.fetch(start.href, init);
  for (let url = start; hops.length < 12; answer = await client.fetch(url.href)) {
    hops.push({ url, status: answer.status, setCookies: answer.headers.getSetCookie() });
    const location = answer.headers.get('location');
    if (!location) return { url, page: await answer.text(), hops };
    url = new URL(location, url);
    if (isEnd(url)) return { url, page: '', hops };
  }
  throw new Error('too many redirects');
}
