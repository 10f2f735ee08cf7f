import { describe, expect, inject, it } from 'vitest';
import { rooms } from '#contracts/endpoints.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { errorCodes } from '#contracts/errors.ts';

interface Operation {
  operationId: string;
  summary: string;
  security: unknown[];
  parameters: { name: string; in: 'path' | 'query'; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { type?: string; properties?: object } }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  'x-errors': string[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

const answer = await fetch(`${inject('origin')}/api/openapi.json`);
const document = (await answer.json()) as Document;
const endpoints: [string, Endpoint][] = Object.entries(rooms).flatMap(([room, table]) =>
  Object.entries(table).map(([name, endpoint]): [string, Endpoint] => [`${room}.${name}`, endpoint]),
);
const operationOf = ({ path, method }: Endpoint) => document.paths[path]?.[method.toLowerCase()];

describe('the description of the API', () => {
  it('is for everybody, without signing in', () => {
    expect([answer.status, document.openapi]).toEqual([200, '3.1.0']);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it.each(endpoints)('lists %s as its contract has it', (name, endpoint) => {
    const operation = operationOf(endpoint);
    expect(operation).toMatchObject({ operationId: name, summary: endpoint.summary });
    expect(operation?.security.length).toBe(endpoint.permission === 'public' ? 0 : 1);
    const inPath = operation?.parameters.filter((each) => each.in === 'path').map((each) => each.name);
    expect(inPath?.toSorted()).toEqual([...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted());
    expect(operation?.requestBody !== undefined).toBe(endpoint.method !== 'GET');
    const answered = operation?.responses['200']?.content?.['application/json']?.schema;
    expect(answered !== undefined).toBe(!endpoint.raw);
  });

  it('lists nothing else', () => {
    const listed = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(listed.map(({ operationId }) => operationId).toSorted()).toEqual(endpoints.map(([name]) => name).toSorted());
  });

  it('names errors that exist, and those that exist only', () => {
    const used = endpoints.flatMap(([, endpoint]) => operationOf(endpoint)?.['x-errors'] ?? []);
    expect(used.filter((code) => !errorCodes.includes(code as (typeof errorCodes)[number]))).toEqual([]);
    expect(used).toContain('bundlePathInvalid');
  });

  it('says what a body looks like', () => {
    const schema = document.paths['/api/identity/me']?.patch?.requestBody?.content['application/json']?.schema;
    expect(schema).toMatchObject({
      type: 'object',
      properties: { locale: { enum: ['uk', 'ru', 'kk', 'en'] }, revision: { type: 'integer', minimum: 0 } },
      required: ['revision'],
      additionalProperties: false,
    });
  });
});
