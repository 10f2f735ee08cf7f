/** The identity provider, by OpenID Connect (code + PKCE, RFC 7636) and Cognito's address for signing out. */
import * as oidc from 'openid-client';
import { environment } from './environment.ts';

let configured: Promise<oidc.Configuration> | undefined;

function provider(): Promise<oidc.Configuration> {
  configured ??= discover().catch((error: unknown) => {
    configured = undefined;
    throw error;
  });
  return configured;
}

function discover(): Promise<oidc.Configuration> {
  const issuer = new URL(environment('OIDC_ISSUER'));
  // plain http is for a provider on the loopback interface only (RFC 8252, section 8.3)
  const options = issuer.hostname === '127.0.0.1' ? { execute: [oidc.allowInsecureRequests] } : {};
  return oidc.discovery(issuer, environment('OIDC_CLIENT_ID'), undefined, oidc.None(), options);
}

const callback = () => `${environment('PUBLIC_ORIGIN')}/api/identity/callback`;

export interface Started {
  state: string;
  nonce: string;
  verifier: string;
  location: string;
}

export interface SignInOptions {
  /** `secondFactor`: asks for the password anew, and for the right to change one's own account at the provider */
  purpose?: 'secondFactor' | undefined;
}

/** Cognito's name for “may change one's own account”. */
const ownAccountScope = 'aws.cognito.signin.user.admin';
/** A password given longer ago than this is no fresh sign-in, whatever the provider made of `prompt`. */
const freshSeconds = 300;
/** The state says what a sign-in is for: nobody can make one up, because we keep it (hashed) until the browser is back. */
const freshState = 'fresh.';

/** Where to send the browser, with the secrets to keep until it comes back. */
export async function startSignIn(language: string | undefined, { purpose }: SignInOptions = {}): Promise<Started> {
  const [random, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const state = purpose ? freshState + random : random;
  const location = oidc.buildAuthorizationUrl(await provider(), {
    redirect_uri: callback(),
    scope: purpose ? `openid email ${ownAccountScope}` : 'openid email',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(purpose ? { prompt: 'login', max_age: '0' } : {}),
    // `ui_locales` by the standard, `lang` for Cognito's pages
    ...(language ? { ui_locales: language, lang: language } : {}),
  });
  return { state, nonce, verifier, location: location.href };
}

export interface Finished {
  subject: string;
  login: string;
  /** when the person proved who they are, in milliseconds by the provider's clock */
  authTime: number;
  /** how long that was before the provider answered: compare moments of ours with `now - authAgeMs` */
  authAgeMs: number;
  /** changes the person's own account; given after a fresh sign-in that asked for it */
  accessToken: string | undefined;
}

/** Exchanges the code; state, nonce, issuer, audience and signature are checked. Throws on anything amiss. */
export async function finishSignIn(query: URLSearchParams, kept: Omit<Started, 'location'>): Promise<Finished> {
  const tokens = await oidc.authorizationCodeGrant(await provider(), new URL(`${callback()}?${query}`), {
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    pkceCodeVerifier: kept.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  // an address that nobody has proved could be anybody's
  if (claims?.['email_verified'] !== true) throw new Error('the address is not verified');
  const issuedAt = claims?.iat ?? 0;
  const authTime = claims?.auth_time ?? 0;
  const fresh = kept.state.startsWith(freshState) && issuedAt - authTime <= freshSeconds;
  return {
    subject: claims?.sub ?? '',
    login: String(claims?.['email'] ?? '').toLowerCase(),
    authTime: authTime * 1000,
    authAgeMs: (issuedAt - authTime) * 1000,
    accessToken: fresh ? tokens.access_token : undefined,
  };
}

/** Where the browser ends the provider's own session (Cognito's parameters). */
export async function signOutLocation(): Promise<string> {
  const home = `${environment('PUBLIC_ORIGIN')}/`;
  // our session has ended, even while the provider cannot be reached
  const configuration = await provider().catch(() => undefined);
  const end = configuration?.serverMetadata().end_session_endpoint;
  if (!end) return home;
  return `${end}?${new URLSearchParams({ client_id: environment('OIDC_CLIENT_ID'), logout_uri: home })}`;
}

/** Where the provider lets a person who has just signed in add a passkey; null where it takes none. */
export function passkeysUrl(): string | null {
  const url = environment('PASSKEYS_URL');
  return url === 'off' ? null : url;
}
