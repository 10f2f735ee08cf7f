/** The way through the sign-in pages of the local identity provider: password, code where one is asked for, sign-out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Account, AccountStore } from './accounts.ts';
import { codePage, lostPage, pickLanguage, signInCss, signInPage, type SignInError } from './signin-page.ts';

/** Password of every demo account; shown on the sign-in page of this machine. */
export const demoPassword = 'kurs-demo-2026';

const lockOut = { failures: 10, withinMs: 5 * 60_000 };

export interface FlowOptions {
  origin: string;
  clientId: string;
  clock: { now(): number };
  provider: Provider;
  accounts: AccountStore;
}
interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
}
type Pages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

/** Serves the pages that are ours; answers false for everything oidc-provider serves itself. */
export function signInPages(options: FlowOptions): Pages {
  const signIn = signInSteps(options);
  return async (request, response, { pathname, searchParams: query }) => {
    if (pathname === '/sign-in.css') {
      const headers = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' };
      response.writeHead(200, headers).end(signInCss);
    } else if (/^\/sign-in\/[\w-]+$/.test(pathname)) await signIn({ request, response, query });
    else if (pathname === '/logout') await signOut(options, { request, response, query });
    else return false;
    return true;
  };
}

function signInSteps({ origin, clock, provider, accounts }: FlowOptions): (visit: Visit) => Promise<void> {
  const guard = createGuard(clock);
  /** whose password was right, by interaction: the code is still to come */
  const halfway = new Map<string, string>();

  return async ({ request, response, query }) => {
    const { params, uid } = await provider.interactionDetails(request, response);
    const language = pickLanguage(query.get('lang'), params.ui_locales, request.headers['accept-language']);
    const demo = accounts.demo();
    // a refused form is a page like any other: an error status would only fill the browser's console
    const show = (login: string, error?: SignInError) => {
      halfway.delete(uid);
      const password = !error && demo.some((account) => account.login === login) ? demoPassword : '';
      html(response, origin, 200, signInPage({ language, login, password, demo, ...(error && { error }) }));
    };
    const askCode = (error?: SignInError) =>
      html(response, origin, 200, codePage({ language, ...(error && { error }) }));
    const finish = ({ sub, login }: Account) => {
      guard.forget(login);
      halfway.delete(uid);
      return provider.interactionFinished(request, response, { login: { accountId: sub, remember: false } });
    };
    const waiting = accounts.bySub(halfway.get(uid) ?? '');
    if (request.method !== 'POST') {
      if (waiting && !query.has('login_hint')) return askCode();
      return show(query.get('login_hint') ?? String(params.login_hint ?? ''));
    }
    const form = new URLSearchParams(await body(request));
    if (waiting && form.has('code')) {
      if (guard.locked(waiting.login)) return show(waiting.login, 'locked');
      if (accounts.secondFactors.take(waiting.sub, digits(form.get('code')), clock.now())) return finish(waiting);
      guard.failed(waiting.login);
      return askCode('wrongCode');
    }
    const login = (form.get('login') ?? '').trim().toLowerCase().slice(0, 254);
    if (guard.locked(login)) return show(login, 'locked');
    const account = await accounts.check(login, (form.get('password') ?? '').slice(0, 256));
    if (!account) {
      guard.failed(login);
      return show(login, 'wrong');
    }
    if (!account.secondFactor) return finish(account);
    halfway.set(uid, account.sub);
    return askCode();
  };
}

const digits = (code: string | null) => (code ?? '').replaceAll(/\s/g, '').slice(0, 16);

/** Counts failures by login; ten within five minutes lock it for as long. */
function createGuard(clock: { now(): number }) {
  const failures = new Map<string, number[]>();
  const recent = (login: string) =>
    (failures.get(login) ?? []).filter((moment) => moment > clock.now() - lockOut.withinMs);
  return {
    locked: (login: string) => recent(login).length >= lockOut.failures,
    failed: (login: string) => void failures.set(login, [...recent(login), clock.now()]),
    forget: (login: string) => void failures.delete(login),
  };
}

/** Cognito's own sign-out: `/logout?client_id=…&logout_uri=…`. */
async function signOut(
  { origin, clientId, provider }: FlowOptions,
  { request, response, query }: Visit,
): Promise<void> {
  const to = query.get('logout_uri');
  if (query.get('client_id') !== clientId || to !== `${origin}/`) {
    return html(response, origin, 400, lostPage(pickLanguage(request.headers['accept-language']), origin));
  }
  const context = provider.createContext(request, response);
  const session = await provider.Session.get(context);
  if (session.accountId) await session.destroy();
  context.cookies.set(provider.cookieName('session'), null, { path: '/', signed: true });
  response.writeHead(302, { location: to, 'cache-control': 'no-store' }).end();
}

/** Answers a page of ours. */
export function html(response: ServerResponse, origin: string, status: number, page: string): void {
  // after the form is sent the browser is led to the app: form-action has to name it
  const policy = `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${origin}; base-uri 'none'; frame-ancestors 'none'`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .end(page);
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 8192) throw new Error('form too large');
  }
  return text;
}
