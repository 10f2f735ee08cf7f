/** Reactions: what was submitted is frozen, what was imported waits for reviewers; releases come to be known; teams and reviews follow people and units. */
import { react, type RecordEvent } from '../platform/events.ts';
import { adoptionFailed, runAdoption } from './adoption.ops.ts';
import { writeExport, writingFailed } from './export-write.ops.ts';
import { filmFailed, keepFilm } from './film-check.ops.ts';
import { followErasure } from './erased.ops.ts';
import { followRetirement, freeze, freezingFailed, markReleased } from './freezing.ops.ts';
import { takeIn, takingInFailed } from './imported.ops.ts';
import { uniteTeams } from './merge.ops.ts';
import { followUnit } from './moved-unit.ops.ts';

interface Reaction {
  run(event: RecordEvent, remainingMs: () => number): Promise<void>;
  /** it failed for good: what waits for it should wait no longer */
  givenUp?(event: RecordEvent): Promise<void>;
}

/** By the type of the record. */
const reactions: Record<string, Reaction> = {
  'authoring.submitted': { run: freeze, givenUp: freezingFailed },
  'authoring.filmUploaded': { run: keepFilm, givenUp: filmFailed },
  'authoring.adoptionRequested': { run: runAdoption, givenUp: adoptionFailed },
  'authoring.exportRequested': { run: writeExport, givenUp: writingFailed },
  'courses.imported': {
    // pictures and files come first, where there are any
    run: async (event, remainingMs) => (event.data['hasMedia'] === true ? undefined : takeIn(event, remainingMs)),
    givenUp: takingInFailed,
  },
  'media.brought': { run: takeIn, givenUp: takingInFailed },
  'courses.released': { run: markReleased },
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
