/** A person at the HTTP interface, without a browser: signs in as a browser would, calls endpoints by their contract. */
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { ErrorBody, ErrorCode } from '#contracts/errors.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';

/** An answer that is not a success. */
export class Refused extends Error {
  readonly status: number;
  readonly code: ErrorCode | undefined;
  readonly details: Record<string, string> | undefined;

  constructor(status: number, body: Partial<ErrorBody>, what: string) {
    super(`${what}: ${status} ${body.error?.code ?? ''} ${JSON.stringify(body.error?.details ?? {})}`);
    this.status = status;
    this.code = body.error?.code;
    this.details = body.error?.details;
  }
}

export class Client {
  readonly origin: string;
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Calls an endpoint; throws `Refused` unless it succeeds. */
  async call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const request = requestOf(endpoint, input);
    const response = await this.fetch(request.path, { ...request, body: request.body ?? null });
    const body: unknown = await response.json().catch(() => ({}));
    if (!response.ok)
      throw new Refused(response.status, body as Partial<ErrorBody>, `${request.method} ${request.path}`);
    return body as OutputOf<E>;
  }

  /** One request with this person's cookies; redirects are answered, not followed. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.origin);
    const headers = new Headers(init.headers);
    const cookies = [...this.jar(url).entries()].map(([name, value]) => `${name}=${value}`);
    if (cookies.length) headers.set('cookie', cookies.join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.keepCookies(url, response);
    return response;
  }

  /** Signs in through the identity provider's own forms; `code` where the account has a second factor. */
  async signIn(login: string, password: string, code?: string): Promise<this> {
    let at = new URL('/api/identity/sign-in?language=uk', this.origin);
    let response = await this.fetch(at.href);
    // a form that comes back has been refused: sent over and over, it would lock the account
    let forms = code ? 2 : 1;
    for (let hop = 0; hop < 12; hop += 1) {
      if (response.status >= 300 && response.status < 400) {
        at = new URL(response.headers.get('location') ?? '', at);
        if (at.origin === this.origin && !at.pathname.startsWith('/api/')) return this.arrived(at);
        response = await this.fetch(at.href);
        continue;
      }
      const action = /<form[^>]*action="([^"]*)"/.exec(await response.text())?.[1];
      if (!action || forms === 0) throw new Error(`sign-in of ${login} stopped at ${at.href} (${response.status})`);
      forms -= 1;
      const form = new URLSearchParams({ login, password, ...(code && { code }) });
      at = new URL(unescape(action), at);
      response = await this.fetch(at.href, { method: 'POST', body: form });
    }
    throw new Error(`sign-in of ${login}: too many redirects`);
  }

  /** Cookies held for our own origin, e.g. for a browser context. */
  cookies(): { name: string; value: string }[] {
    return [...this.jar(new URL(this.origin))].map(([name, value]) => ({ name, value }));
  }

  private arrived(at: URL): this {
    const error = at.searchParams.get('error');
    if (error) throw new Error(`sign-in refused: ${error}`);
    return this;
  }

  private jar(url: URL): Map<string, string> {
    const held = this.jars.get(url.origin) ?? new Map<string, string>();
    this.jars.set(url.origin, held);
    return held;
  }

  private keepCookies(url: URL, response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';');
      const [name = '', ...value] = pair.split('=');
      if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.jar(url).delete(name);
      else this.jar(url).set(name, value.join('='));
    }
  }
}

const unescape = (html: string) =>
  html.replaceAll('&amp;', '&').replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
