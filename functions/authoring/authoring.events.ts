/** Reactions: what was submitted is frozen; releases come to be known; teams and reviews follow people and units. */
import { react, type RecordEvent } from '../platform/events.ts';
import { followErasure } from './erased.ops.ts';
import { followRetirement, freeze, freezingFailed, markReleased } from './freezing.ops.ts';
import { uniteTeams } from './merge.ops.ts';
import { followUnit } from './moved-unit.ops.ts';
import { followRelease } from './seeding.ops.ts';

interface Reaction {
  run(event: RecordEvent, remainingMs: () => number): Promise<void>;
  /** it failed for good: what waits for it should wait no longer */
  givenUp?(event: RecordEvent): Promise<void>;
}

/** By the type of the record. */
const reactions: Record<string, Reaction> = {
  'authoring.submitted': { run: freeze, givenUp: freezingFailed },
  'courses.released': {
    run: (event, remainingMs) =>
      event.data['reviewId'] === undefined ? followRelease(event, remainingMs) : markReleased(event),
  },
  'courses.retired': { run: followRetirement },
  'courses.restored': { run: followRetirement },
  'identity.peopleMerged': { run: uniteTeams },
  'identity.personErased': { run: followErasure },
  'identity.organisationMoved': { run: (event) => followUnit(event.subjectId) },
};

export const handler = react({
  record: async (event, remainingMs) => reactions[event.type]?.run(event, remainingMs),
  givenUp: async (event) => reactions[event.type]?.givenUp?.(event),
});
