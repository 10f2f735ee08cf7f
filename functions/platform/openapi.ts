/** OpenAPI 3.1 from the table of endpoints: the same rows that the handlers and the browser are made from. */
import type { Endpoint, EndpointTable } from '#contracts/endpoint.ts';
import { z } from '#contracts/z.ts';

type Json = Record<string, unknown>;

/** The document for all rooms. */
export function openApi(rooms: Record<string, EndpointTable>): Json {
  const paths: Record<string, Json> = {};
  for (const [room, endpoints] of Object.entries(rooms)) {
    for (const [name, endpoint] of Object.entries(endpoints)) {
      paths[endpoint.path] = {
        ...paths[endpoint.path],
        [endpoint.method.toLowerCase()]: operation(room, name, endpoint),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kurs', version: '1', description: 'Changing requests carry the header x-kurs: 1.' },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-kurs' } } },
    paths,
  };
}

function operation(room: string, name: string, endpoint: Endpoint): Json {
  return {
    operationId: `${room}.${name}`,
    summary: endpoint.summary,
    tags: [room],
    security: endpoint.permission === 'public' ? [] : [{ session: [] }],
    'x-permission': endpoint.permission,
    'x-errors': endpoint.errors,
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.method === 'GET' ? {} : { requestBody: { content: json(endpoint.body, 'input') } }),
    responses: {
      200: { description: 'Success', ...(endpoint.raw ? {} : { content: json(endpoint.output, 'output') }) },
    },
  };
}

function parameters(schema: z.core.$ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: value,
  }));
}

const json = (schema: z.core.$ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: jsonSchema(schema, io) },
});

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
