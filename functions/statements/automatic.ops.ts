/** Where an academy wants it so, who completes a course gets their statement at once. */
import { enrolmentOf } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { AppError } from '#contracts/errors.ts';
import type { RecordEvent } from '../platform/events.ts';
import { derivedId } from '../platform/ids.ts';
import { issueOnce } from './issuing.ops.ts';
import { settings } from './settings.store.ts';
import * as store from './statements.store.ts';

/** Reaction to `progress.courseCompleted`: the person is its subject, the course its object. Again, it finds the statement. */
export async function issueByItself({ subjectId: personId, objectId: courseId = '', data, now }: RecordEvent) {
  const enrolment = await enrolmentOf(personId, courseId);
  if (!enrolment) return;
  const organisationId = branchOf((await organisation(enrolment.organisationId)).path);
  const rules = await settings(organisationId);
  if (!rules?.automatic || (await store.heldMany([{ personId, courseId }])).length) return;
  const id = derivedId('statement', personId, courseId, String(data['version']));
  const order = { id, organisationId, courseId, personId, languages: rules.languages, issuer: null, now };
  await issueOnce(order, 'system').catch((error: unknown) => {
    // moved on meanwhile: somebody will issue it by hand
    if (!(error instanceof AppError)) throw error;
  });
}
