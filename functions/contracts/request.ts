/** From an endpoint and its input to the parts of a request: used by the browser client, the demo seed and the tests alike. */
import type { BodyOf, Endpoint, ParamsOf, QueryOf } from './endpoint.ts';

/** Own header on every changing request: a foreign page cannot send it without a preflight, which we never grant. */
export const ownHeader = { name: 'x-kurs', value: '1' } as const;

type Part<Key extends string, Value> =
  Record<string, never> extends Value ? { [K in Key]?: Value } : { [K in Key]: Value };
export type InputOf<E> = Part<'params', ParamsOf<E>> & Part<'query', QueryOf<E>> & Part<'body', BodyOf<E>>;

export interface RequestParts {
  method: string;
  /** path with parameters filled in and the query, e.g. `/api/courses/crs_…?language=uk` */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Builds the request of an endpoint. The server parses the input again: nothing is trusted for being typed here. */
export function requestOf<E extends Endpoint>(endpoint: E, input: InputOf<E>): RequestParts {
  const { params, query, body } = input as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const changing = endpoint.method !== 'GET';
  const hasBody = body !== undefined;
  return {
    method: endpoint.method,
    path: fill(endpoint.path, params ?? {}) + queryString(query ?? {}),
    headers: {
      ...(changing ? { [ownHeader.name]: ownHeader.value } : {}),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    body: hasBody ? JSON.stringify(body) : undefined,
  };
}

function fill(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`no value for {${name}} in ${path}`);
    return encodeURIComponent(value);
  });
}

function queryString(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length
    ? `?${new URLSearchParams(Object.fromEntries(pairs.map(([key, value]) => [key, String(value)])))}`
    : '';
}
