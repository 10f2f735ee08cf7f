/** The browser's side of the contracts: one function that calls any endpoint. */
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import type { ErrorBody, ErrorCode } from '#contracts/errors.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';

/** The server answered, and the answer is a refusal. Words: `error.<code>` in the messages. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: Record<string, string>;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(body: ErrorBody['error'], status: number, retryAfterSeconds?: number) {
    super(body.code);
    this.name = 'ApiError';
    this.code = body.code;
    this.status = status;
    this.details = body.details ?? {};
    this.requestId = body.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came: no network, or the academy is out of reach. */
export class OfflineError extends Error {
  constructor(cause?: unknown) {
    super('offline', { cause });
    this.name = 'OfflineError';
  }
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** lets a request outlive the page, e.g. the last report of a lecture */
  keepalive?: boolean;
  timeoutMs?: number;
}

/** The service worker answers with a copy from this device: the academy itself did not. */
const copyHeader = 'x-kurs-saved-at';

type Outcome = 'answered' | 'unreachable' | 'signInNeeded';
const listeners = new Set<(outcome: Outcome) => void>();

/** Tells how each call went: the session and the connection state live from it. Returns the way to stop. */
export function onOutcome(listener: (outcome: Outcome) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls an endpoint; throws `ApiError` or `OfflineError`. An aborted call throws the signal's own reason. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> {
  const { path, ...request } = requestOf(endpoint, input);
  const response = await send(path, { ...request, body: request.body ?? null }, options);
  if (response.ok) {
    report(response.headers.has(copyHeader) ? 'unreachable' : 'answered');
    return (await read(response)) as OutputOf<E>;
  }
  const error = await refusal(response);
  report(error.status === 401 ? 'signInNeeded' : 'answered');
  throw error;
}

async function send(
  path: string,
  request: RequestInit,
  { signal, keepalive, timeoutMs = 30_000 }: CallOptions,
): Promise<Response> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  const forward = () => timeout.abort();
  signal?.addEventListener('abort', forward);
  try {
    return await fetch(path, {
      ...request,
      credentials: 'same-origin',
      keepalive: keepalive ?? false,
      signal: timeout.signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    report('unreachable');
    throw new OfflineError(cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

/** A body that breaks off in the middle is a network failure too. */
async function read(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : {};
  } catch (cause) {
    throw new OfflineError(cause);
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  const body: unknown = await response.json().catch(() => undefined);
  return new ApiError(errorOf(body) ?? { code: codeOf(response.status) }, response.status, retryAfter);
}

function errorOf(body: unknown): ErrorBody['error'] | undefined {
  const error = (body as Partial<ErrorBody> | undefined)?.error;
  return typeof error?.code === 'string' ? error : undefined;
}

/** An answer that is not ours (a gateway's, a proxy's) has only its status. */
function codeOf(status: number): ErrorCode {
  if (status === 401) return 'signInNeeded';
  if (status === 403) return 'notAllowed';
  if (status === 404) return 'notFound';
  if (status === 413) return 'tooLarge';
  if (status === 429) return 'tooManyRequests';
  return status >= 502 ? 'unavailable' : 'internal';
}

function report(outcome: Outcome): void {
  for (const listener of listeners) listener(outcome);
}
