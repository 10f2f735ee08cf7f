/** Endpoints of identity; their work stands in the `.ops.ts` beside it, by subject. */
import { rooms } from '#contracts/endpoints.ts';
import { endpoint } from '#contracts/endpoint.ts';
import { serve } from '../platform/http.ts';
import { openApi } from '../platform/openapi.ts';
import { erasureHandlers } from './erasure.ops.ts';
import { invitationHandlers } from './invitations.ops.ts';
import { meHandlers } from './me.ops.ts';
import { mergeHandlers } from './merge.ops.ts';
import { organisationHandlers } from './organisations.ops.ts';
import { importHandlers } from './people-import.ops.ts';
import { peopleHandlers } from './people.ops.ts';
import { personStateHandlers } from './person-state.ops.ts';
import { rebindHandlers } from './rebind.ops.ts';
import { roleHandlers } from './roles.ops.ts';
import { secondFactorHandlers } from './second-factor.ops.ts';
import { signInHandlers } from './sign-in.ops.ts';

const openapi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description.',
  permission: 'public',
  raw: true,
});

export const handler = serve(
  { ...rooms.identity, openapi },
  {
    openapi: async () =>
      new Response(JSON.stringify(openApi(rooms)), {
        headers: { 'content-type': 'application/json', 'cache-control': 'max-age=300' },
      }),
    ...signInHandlers,
    ...meHandlers,
    ...secondFactorHandlers,
    ...invitationHandlers,
    ...organisationHandlers,
    ...peopleHandlers,
    ...roleHandlers,
    ...personStateHandlers,
    ...rebindHandlers,
    ...mergeHandlers,
    ...erasureHandlers,
    ...importHandlers,
  },
);
