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

/** Where to send the browser, with the secrets to keep until it comes back. */
export async function startSignIn(language: string | undefined): Promise<Started> {
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const location = oidc.buildAuthorizationUrl(await provider(), {
    redirect_uri: callback(),
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // `ui_locales` by the standard, `lang` for Cognito's pages
    ...(language ? { ui_locales: language, lang: language } : {}),
  });
  return { state, nonce, verifier, location: location.href };
}

/** Exchanges the code; state, nonce, issuer, audience and signature are checked. Throws on anything amiss. */
export async function finishSignIn(query: URLSearchParams, kept: Omit<Started, 'location'>) {
  const tokens = await oidc.authorizationCodeGrant(await provider(), new URL(`${callback()}?${query}`), {
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    pkceCodeVerifier: kept.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  return { subject: claims?.sub ?? '', login: String(claims?.['email'] ?? '').toLowerCase() };
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
