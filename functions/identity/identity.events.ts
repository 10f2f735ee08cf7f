/** Reactions: invitations are sent, accounts at the user pool follow their people; work that takes long. */
import { react, type RecordEvent } from '../platform/events.ts';
import { erasureGivenUp, runErasure } from './erasure-steps.ops.ts';
import { inviteBatch, inviteBatchGivenUp } from './import-invitations.ops.ts';
import { sendInvitation } from './invitations.ops.ts';
import { moveGivenUp, runMove } from './organisation-move.ops.ts';
import { importGivenUp, takeImportFurther } from './people-import-reactions.ops.ts';
import { followPerson } from './person-state.ops.ts';

interface Reaction {
  run(event: RecordEvent, remainingMs: () => number): Promise<void>;
  /** it failed for good: what waits for it should wait no longer */
  givenUp?(event: RecordEvent): Promise<void>;
}

/** By the type of the record. */
const reactions: Record<string, Reaction> = {
  'identity.invitationRequested': { run: sendInvitation },
  'identity.accountChanged': { run: followPerson },
  'identity.peopleImportRequested': { run: takeImportFurther, givenUp: importGivenUp },
  'identity.invitationsRequested': { run: inviteBatch, givenUp: inviteBatchGivenUp },
  'identity.erasureRequested': { run: runErasure, givenUp: erasureGivenUp },
  'identity.organisationMoveRequested': { run: runMove, givenUp: moveGivenUp },
};

export const handler = react({
  record: async (event, remainingMs) => reactions[event.type]?.run(event, remainingMs),
  givenUp: async (event) => reactions[event.type]?.givenUp?.(event),
});
