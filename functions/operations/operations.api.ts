/**
 * The operator's page – what it shows is asked of the services themselves, nothing of it is kept – and the description of all
 * rooms, which only a function without a room of its own has place for.
 */
import { endpoint } from '#contracts/endpoint.ts';
import { rooms } from '#contracts/endpoints.ts';
import { serve } from '../platform/http.ts';
import { openApi } from '../platform/openapi.ts';
import { health } from '../platform/operations.ts';

const openapi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description.',
  permission: 'public',
  raw: true,
});

export const handler = serve(
  { ...rooms.operations, openapi },
  {
    openapi: async () =>
      new Response(JSON.stringify(openApi(rooms)), {
        headers: { 'content-type': 'application/json', 'cache-control': 'max-age=300' },
      }),
    health: (ctx) => health(ctx.now),
  },
);
