/** Endpoints of identity; their work stands in the `.ops.ts` beside it, by subject. */
import { identityEndpoints } from '#contracts/rooms/identity.ts';
import { serve } from '../platform/http.ts';
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

export const handler = serve(identityEndpoints, {
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
});
