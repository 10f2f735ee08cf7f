/** Reactions of cohorts: the learners of a large unit are added; people and units are followed. Safe to run again. */
import { AppError } from '#contracts/errors.ts';
import { react } from '../platform/events.ts';
import { jobFailed } from '../platform/jobs.ts';
import { followErasure, followName, followUnit, unitePeople } from './people.ops.ts';
import { runUnit } from './unit.ops.ts';

export const handler = react({
  async record(event) {
    if (event.type === 'cohorts.unitRequested') return runUnit(event);
    if (event.type === 'identity.personChanged') return followName(event.subjectId);
    if (event.type === 'identity.peopleMerged') return unitePeople(event);
    if (event.type === 'identity.personErased') return followErasure(event);
    if (event.type === 'identity.organisationMoved') return followUnit(event.subjectId);
  },

  async givenUp(event) {
    if (event.type === 'cohorts.unitRequested') await jobFailed(event.subjectId, new AppError('internal'), event.now);
  },
});
