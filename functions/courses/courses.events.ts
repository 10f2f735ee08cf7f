/** Reactions: imports run; what reviewers have approved is released; units that move and learners are followed. */
import { AppError } from '#contracts/errors.ts';
import { react, type RecordEvent } from '../platform/events.ts';
import { job, jobFailed } from '../platform/jobs.ts';
import { releaseApproved } from './approved.ops.ts';
import { runImport } from './bundle-import.ops.ts';
import { followLearner, followUnitLearners, uniteLearners } from './learners.ops.ts';
import { followUnit } from './moved-unit.ops.ts';
import { followBegun, followCompleted, moveNotBegun, runMove } from './moving.ops.ts';
import { followSharing, noteAdoption, reshelve } from './sharing.ops.ts';

/** a course may be taken over by other academies, or not any more, or has another title */
const shelved = ['courses.released', 'courses.retired', 'courses.restored', 'courses.recalled', 'courses.recallLifted'];

/** what starts a job */
const jobs = ['courses.importRequested', 'courses.learnersMoveRequested'];

/** a learner may belong elsewhere, or under another name, than where their enrolments stand */
const followed = ['identity.rolesChanged', 'identity.personChanged', 'identity.personErased', 'identity.placeChanged'];

export const handler = react({
  async record(event, remainingMs) {
    if (event.type === 'courses.importRequested') await runJob(event, remainingMs);
    if (event.type === 'authoring.approved') await releaseApproved(event);
    if (event.type === 'authoring.shared') await followSharing(event);
    if (event.type === 'authoring.adopted') await noteAdoption(event);
    if (event.type === 'courses.released') await moveNotBegun(event, remainingMs);
    if (event.type === 'courses.learnersMoveRequested') await runMove(event, remainingMs);
    if (event.type === 'progress.begun') await followBegun(event);
    if (event.type === 'progress.courseCompleted') await followCompleted(event);
    if (shelved.includes(event.type)) await reshelve(event.subjectId);
    if (event.type === 'identity.organisationMoved') {
      await followUnit(event.subjectId);
      await followUnitLearners(event.subjectId);
    }
    if (event.type === 'identity.peopleMerged') await uniteLearners(event);
    if (followed.includes(event.type)) await followLearner(event.subjectId);
  },

  async givenUp(event) {
    if (jobs.includes(event.type)) await jobFailed(event.subjectId, new AppError('internal'), event.now);
  },
});

async function runJob(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'running') return;
  try {
    await runImport(stored, event, remainingMs);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await jobFailed(stored.id, error, event.now);
  }
}
