/** The identity provider on this machine: oidc-provider shaped like a Cognito user pool, with our own sign-in page. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import Provider, { type Interaction } from 'oidc-provider';
import { openAccounts, signingKey, type AccountStore } from './accounts.ts';
import { lostPage, pickLanguage, signInCss, signInPage } from './signin-page.ts';

/** Password of every demo account; shown on the sign-in page of this machine. */
export const demoPassword = 'kurs-demo-2026';

export interface NewAccount {
  login: string;
  password?: string;
  name?: string;
  /** listed on the sign-in page */
  demo?: boolean;
}
export interface UserPool {
  issuer: string;
  /** Throws LoginTaken (accounts.ts) where the login exists. */
  create(account: NewAccount): Promise<{ sub: string }>;
  setPassword(login: string, password: string, options?: { demo?: boolean }): Promise<void>;
  disable(login: string): void;
  exists(login: string): boolean;
  /** By login or sub. */
  find(name: string): { login: string; sub: string; name: string; disabled: boolean } | undefined;
  close(): Promise<void>;
}
export interface ProviderOptions {
  port: number;
  dataDir: string;
  /** the app's origin: where sign-in and sign-out lead back to */
  origin: string;
  userPoolId: string;
  clientId: string;
  clock: { now(): number };
  log(line: Record<string, unknown>): void;
}

const scopes = 'openid email profile';
const lockOut = { failures: 10, withinMs: 5 * 60_000 };

/** Starts the provider on 127.0.0.1: another site than the app on localhost, as in the cloud. */
export async function startProvider(options: ProviderOptions): Promise<UserPool> {
  mkdirSync(options.dataDir, { recursive: true });
  const issuer = `http://127.0.0.1:${options.port}`;
  const accounts = openAccounts(join(options.dataDir, 'accounts.sqlite'));
  const provider = new Provider(issuer, configuration(options, issuer, accounts));
  provider.on('server_error', (_context, error) =>
    options.log({ level: 'error', from: 'provider', error: error.stack }),
  );
  const pages = signInPages(options, provider, accounts);
  const standard = provider.callback();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    pages(request, response, url).then(
      (served) => served || standard(request, response),
      (error: Error) => {
        if (error.name !== 'SessionNotFound') options.log({ level: 'error', from: 'provider', error: error.stack });
        const language = pickLanguage(url.searchParams.get('lang'), request.headers['accept-language']);
        html(response, options.origin, 400, lostPage(language, options.origin));
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    issuer,
    async create({ login, password, name, demo }) {
      const sub = accounts.create(login, name ?? login, demo ?? false);
      if (password) await accounts.setPassword(login, password);
      return { sub };
    },
    setPassword: (login, password, more) => accounts.setPassword(login, password, more?.demo),
    disable: accounts.disable,
    exists: (login) => accounts.byLogin(login) !== undefined,
    find(name) {
      const found = accounts.byLogin(name) ?? accounts.bySub(name);
      return found && { login: found.login, sub: found.sub, name: found.name, disabled: found.disabled === 1 };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      accounts.close();
    },
  };
}

function configuration({ origin, clientId }: ProviderOptions, issuer: string, accounts: AccountStore): object {
  return {
    adapter: accounts.adapter,
    jwks: { keys: [accounts.key('signing', signingKey)] },
    cookies: { keys: [accounts.key('cookies', () => randomBytes(32).toString('hex'))] },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${origin}/api/identity/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    scopes: scopes.split(' '),
    // Cognito puts all claims into the ID token
    conformIdTokenClaims: false,
    claims: {
      openid: ['sub', 'cognito:username', 'token_use'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    discovery: { end_session_endpoint: `${issuer}/logout` },
    findAccount: (_context: unknown, sub: string) => claimsOf(accounts, sub),
    // one client, our own: no page that asks for consent
    async loadExistingGrant(context: { oidc: GrantContext }) {
      const { client, session, provider } = context.oidc;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope(scopes);
      grant.addResourceScope(issuer, scopes);
      await grant.save();
      return grant;
    },
    interactions: { url: (_context: unknown, { uid }: Interaction) => `/sign-in/${uid}` },
    extraTokenClaims: (_context: unknown, token: { accountId?: string; clientId: string }) => ({
      token_use: 'access',
      client_id: token.clientId,
      username: token.accountId,
    }),
    renderError(context: { type: string; body: unknown; get(name: string): string }) {
      context.type = 'html';
      context.body = lostPage(pickLanguage(context.get('accept-language')), origin);
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => issuer,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes,
          audience: clientId,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
        }),
      },
    },
    ttl: { AccessToken: 3600, AuthorizationCode: 60, IdToken: 3600, Interaction: 1800, Session: 3600, Grant: 3600 },
  };
}

interface GrantContext {
  client: { clientId: string };
  session: { accountId: string };
  provider: Provider;
}

function claimsOf(accounts: AccountStore, sub: string) {
  const account = accounts.bySub(sub);
  if (!account || account.disabled) return undefined;
  return {
    accountId: sub,
    claims: () => ({
      sub,
      'cognito:username': sub,
      token_use: 'id',
      email: account.login,
      email_verified: true,
      name: account.name,
    }),
  };
}

/** Serves the pages that are ours; answers false for everything oidc-provider serves itself. */
function signInPages({ origin, clientId, clock }: ProviderOptions, provider: Provider, accounts: AccountStore) {
  const failures = new Map<string, number[]>();
  const recent = (login: string) =>
    (failures.get(login) ?? []).filter((moment) => moment > clock.now() - lockOut.withinMs);

  async function signIn(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const language = pickLanguage(query.get('lang'), params.ui_locales, request.headers['accept-language']);
    const demo = accounts.demo();
    // a refused form is a page like any other: an error status would only fill the browser's console
    const show = (login: string, error?: 'wrong' | 'locked') => {
      const password = !error && demo.some((account) => account.login === login) ? demoPassword : '';
      html(response, origin, 200, signInPage({ language, login, password, demo, ...(error && { error }) }));
    };
    if (request.method !== 'POST') return show(query.get('login_hint') ?? String(params.login_hint ?? ''));
    const form = new URLSearchParams(await body(request));
    const login = (form.get('login') ?? '').trim().toLowerCase().slice(0, 254);
    if (recent(login).length >= lockOut.failures) return show(login, 'locked');
    const account = await accounts.check(login, (form.get('password') ?? '').slice(0, 256));
    if (!account) {
      failures.set(login, [...recent(login), clock.now()]);
      return show(login, 'wrong');
    }
    failures.delete(login);
    await provider.interactionFinished(request, response, { login: { accountId: account.sub, remember: false } });
  }

  /** Cognito's own sign-out: `/logout?client_id=…&logout_uri=…`. */
  async function signOut(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
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

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    if (url.pathname === '/sign-in.css') {
      response
        .writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' })
        .end(signInCss);
    } else if (/^\/sign-in\/[\w-]+$/.test(url.pathname)) await signIn(request, response, url.searchParams);
    else if (url.pathname === '/logout') await signOut(request, response, url.searchParams);
    else return false;
    return true;
  };
}

function html(response: ServerResponse, origin: string, status: number, page: string): void {
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
