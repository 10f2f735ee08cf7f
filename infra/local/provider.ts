/** The identity provider on this machine: oidc-provider shaped like a Cognito user pool, with our own sign-in page. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { importJWK, jwtVerify } from 'jose';
import Provider, { type Interaction } from 'oidc-provider';
import { LoginTaken, openAccounts, signingKey, type Account, type AccountStore } from './accounts.ts';
import { lacks, type PasswordPolicy } from './password-policy.ts';
import { html, signInPages } from './signin-flow.ts';
import { lostPage, pickLanguage } from './signin-page.ts';

export { demoPassword } from './signin-flow.ts';

export interface NewAccount {
  login: string;
  password?: string;
  name?: string;
  /** listed on the sign-in page */
  demo?: boolean;
}
export interface UserPool {
  issuer: string;
  /** Throws LoginTaken (accounts.ts) where the login exists. Without a password nobody can sign in to it yet. */
  create(account: NewAccount): Promise<{ sub: string }>;
  /** Sets a password, whatever it is; makes the account where there is none. */
  setPassword(login: string, password: string, options?: { demo?: boolean }): Promise<void>;
  disable(login: string): void;
  enable(login: string): void;
  remove(login: string): void;
  /** What a password lacks by the pool's policy. */
  lacks(password: string): string | undefined;
  /** Makes the access tokens issued so far void; the browser's session here goes on, as at Cognito. */
  signOut(login: string): void;
  /** by sub */
  secondFactors: AccountStore['secondFactors'];
  /** Whose access token this is, if it is good and made for changing one's own account. */
  bearer(token: string): Promise<PoolAccount | undefined>;
  exists(login: string): boolean;
  /** By login or sub. */
  find(name: string): PoolAccount | undefined;
  close(): Promise<void>;
}
export interface PoolAccount {
  login: string;
  sub: string;
  name: string;
  disabled: boolean;
  confirmed: boolean;
  secondFactor: boolean;
}
export interface ProviderOptions {
  port: number;
  dataDir: string;
  /** the app's origin: where sign-in and sign-out lead back to */
  origin: string;
  userPoolId: string;
  clientId: string;
  passwordPolicy?: PasswordPolicy;
  /** what it costs to try a password */
  hashCost?: number;
  clock: { now(): number };
  log(line: Record<string, unknown>): void;
}

/** lets an access token change its own account */
const ownAccount = 'aws.cognito.signin.user.admin';
const scopes = `openid email profile ${ownAccount}`;
const accessTokenSeconds = 900;

/** Starts the provider on 127.0.0.1: another site than the app on localhost, as in the cloud. */
export async function startProvider(options: ProviderOptions): Promise<UserPool> {
  mkdirSync(options.dataDir, { recursive: true });
  const issuer = `http://127.0.0.1:${options.port}`;
  const accounts = openAccounts(join(options.dataDir, 'accounts.sqlite'), options.hashCost);
  const provider = new Provider(issuer, configuration(options, issuer, accounts));
  provider.on('server_error', (_context, error) =>
    options.log({ level: 'error', from: 'provider', error: error.stack }),
  );
  const pages = signInPages({ ...options, provider, accounts });
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
    ...userPool(accounts, issuer, options.passwordPolicy ?? {}),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      accounts.close();
    },
  };
}

function userPool(accounts: AccountStore, issuer: string, policy: PasswordPolicy): Omit<UserPool, 'close'> {
  const publicKey = importJWK(publicPart(accounts), 'RS256');
  const find = finder(accounts);
  const create = async ({ login, password, name, demo }: NewAccount) => {
    const sub = accounts.create(login, name ?? login, demo ?? false);
    if (password) await accounts.setPassword(login, password);
    return { sub };
  };
  return {
    issuer,
    create,
    async setPassword(login, password, more) {
      if (!find(login)) await create({ login }).catch(ignoreTaken);
      await accounts.setPassword(login, password, more?.demo);
    },
    disable: (login) => accounts.setDisabled(login, true),
    enable: (login) => accounts.setDisabled(login, false),
    remove: accounts.remove,
    lacks: (password) => lacks(password, policy),
    signOut: accounts.signOut,
    secondFactors: accounts.secondFactors,
    exists: (login) => accounts.byLogin(login) !== undefined,
    find,
    async bearer(token) {
      const { payload } = await jwtVerify(token, await publicKey, { issuer, algorithms: ['RS256'] });
      const account = accounts.bySub(String(payload.sub));
      const granted = payload.token_use === 'access' && String(payload.scope).split(' ').includes(ownAccount);
      const since = account && Number(payload.issued_ms) > account.signedOutAt;
      return granted && since && !account.disabled ? presented(account) : undefined;
    },
  };
}

const finder = (accounts: AccountStore) => (name: string) => {
  const account = accounts.byLogin(name) ?? accounts.bySub(name);
  return account && presented(account);
};

const presented = ({ login, sub, name, disabled, confirmed, secondFactor }: Account): PoolAccount => ({
  login,
  sub,
  name,
  disabled: disabled === 1,
  confirmed: confirmed === 1,
  secondFactor: secondFactor === 1,
});

function publicPart(accounts: AccountStore) {
  const { kty, n, e } = accounts.key('signing', signingKey);
  return { kty, n, e } as { kty: string; n: string; e: string };
}

function ignoreTaken(error: unknown): undefined {
  if (!(error instanceof LoginTaken)) throw error;
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
        require_auth_time: true,
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
      // `iat` counts seconds: too coarse to tell a token from before a sign-out from one after it
      issued_ms: Date.now(),
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
          accessTokenTTL: accessTokenSeconds,
        }),
      },
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 1800,
      Session: 3600,
      Grant: 3600,
    },
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
