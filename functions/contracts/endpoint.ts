/** One row of the table of endpoints, from which handlers, client, OpenAPI and permission tests are made. */
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';
import { z } from './z.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Endpoint<
  Params extends z.core.$ZodType = z.core.$ZodType,
  Query extends z.core.$ZodType = z.core.$ZodType,
  Body extends z.core.$ZodType = z.core.$ZodType,
  Output extends z.core.$ZodType = z.core.$ZodType,
> {
  method: Method;
  /** Begins with `/api/<room>`; `{name}` marks a parameter. */
  path: `/api/${string}`;
  /** What the endpoint is for, in one sentence (goes into OpenAPI). */
  summary: string;
  /** Who may call it at all; scope (which organisation, which object) is checked by the handler. */
  permission: Permission;
  params: Params;
  query: Query;
  body: Body;
  output: Output;
  /** Codes beyond those every endpoint can answer with. */
  errors: readonly ErrorCode[];
  /** Largest body in bytes; 64 kB unless said. */
  bodyBytesMax: number;
  /** Calls a minute that one session or address may make, counted in the table; others are counted in the function only. */
  strictLimit?: number | undefined;
  /** Allowed in the read-only “see as”, although it changes something. */
  changesInView: boolean;
  /** `raw` endpoints answer with redirects or bytes instead of JSON. */
  raw: boolean;
}

type Empty = typeof empty;
const empty = z.strictObject({});

/** Fills what a row leaves out: no parameters, no query, no body, an empty answer. */
export function endpoint<
  Params extends z.core.$ZodType = Empty,
  Query extends z.core.$ZodType = Empty,
  Body extends z.core.$ZodType = Empty,
  Output extends z.core.$ZodType = Empty,
>(row: {
  method: Method;
  path: `/api/${string}`;
  summary: string;
  permission: Permission;
  params?: Params;
  query?: Query;
  body?: Body;
  output?: Output;
  errors?: readonly ErrorCode[];
  bodyBytesMax?: number;
  strictLimit?: number;
  changesInView?: boolean;
  raw?: boolean;
}): Endpoint<Params, Query, Body, Output> {
  return {
    errors: [],
    bodyBytesMax: 64 * 1024,
    raw: false,
    changesInView: false,
    ...row,
    params: row.params ?? (empty as unknown as Params),
    query: row.query ?? (empty as unknown as Query),
    body: row.body ?? (empty as unknown as Body),
    output: row.output ?? (empty as unknown as Output),
  };
}

/** A room's endpoints by operation name. */
export type EndpointTable = Record<string, Endpoint>;

export type ParamsOf<E> = E extends { params: infer P extends z.core.$ZodType } ? z.infer<P> : never;
export type QueryOf<E> = E extends { query: infer Q extends z.core.$ZodType } ? z.infer<Q> : never;
export type BodyOf<E> = E extends { body: infer B extends z.core.$ZodType } ? z.infer<B> : never;
export type OutputOf<E> = E extends { output: infer O extends z.core.$ZodType } ? z.infer<O> : never;
