/** Rows of sign-in and of the signed-in person. */
import type { identity } from '#contracts/identity.ts';
import { forAll, forOwnOrganisation, type RowsOf } from './row.ts';
import type { World } from './world.ts';

const unknownToken = 'A'.repeat(43);
const noInvitation = { own: 'invitationInvalid', foreign: 'invitationInvalid' } as const;
/** the askers have signed in for every day, not for a change of their second factor */
const notFresh = { own: 'freshSignInNeeded', foreign: 'freshSignInNeeded' } as const;

export const identityRows = ({ own }: World): RowsOf<typeof identity> => ({
  signIn: { input: () => ({ query: {} }), own: 302, foreign: 302 },
  callback: { input: () => ({ query: { code: 'x', state: 'y' } }), own: 302, foreign: 302 },
  signOut: { input: () => ({}), ...forAll },
  me: { input: () => ({}), ...forAll },
  changeMe: { input: () => ({ body: { revision: 0 } }), ...forAll },
  signOutEverywhere: { input: () => ({}), ...forAll },
  startSeeAs: {
    input: () => ({ body: { organisationId: own.academyId, role: 'learner' } }),
    ...forOwnOrganisation,
  },
  endSeeAs: { input: () => ({}), ...forAll },
  secondFactorState: { input: () => ({}), ...forAll },
  startSecondFactor: { input: () => ({}), ...notFresh },
  confirmSecondFactor: { input: () => ({ body: { code: '000000' } }), ...notFresh },
  removeSecondFactor: { input: () => ({}), ...notFresh },
  lookAtInvitation: { input: () => ({ body: { token: unknownToken } }), ...noInvitation },
  acceptInvitation: { input: () => ({ body: { token: unknownToken, password: 'x' } }), ...noInvitation },
});
