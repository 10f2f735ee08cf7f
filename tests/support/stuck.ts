/** A cohort that has been learning for some days, and people who stopped on the way. */
import { assigned } from '#contracts/assigned.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { addDays } from '#contracts/local-time.ts';
import type { InputOf } from '#contracts/request.ts';
import { expect } from 'vitest';
import { replyAt } from '../api/direct.ts';
import { newCohort } from './cohorts.ts';
import { academyDay, newId, now, type TestClient } from './stack.ts';

const dayMs = 86_400_000;

/** As `client.call`, so many days ago: nobody else's clock moves. Answers when that was. */
export async function daysAgo<E extends Endpoint>(
  client: TestClient,
  days: number,
  endpoint: E,
  input: InputOf<E>,
): Promise<string> {
  const moment = Math.round((await now()) - days * dayMs);
  const { status, body } = await replyAt(client, moment, endpoint, input);
  expect([status, body.error], endpoint.path).toEqual([200, undefined]);
  return new Date(moment).toISOString();
}

interface Wish {
  courseIds: string[];
  personIds: string[];
  /** since when, in days */
  days: number;
}

/** A cohort that was begun a month ago, and to which these courses and people were given so many days ago. */
export async function learningCohort(
  teacher: TestClient,
  organisationId: string,
  { courseIds, personIds, days }: Wish,
): Promise<{ cohortId: string; since: string }> {
  const cohortId = newId('cohort');
  const today = academyDay(await now());
  const body = { id: cohortId, ...newCohort({ startsOn: addDays(today, -30), endsOn: addDays(today, 40) }) };
  await teacher.call(cohorts.createCohort, { params: { organisationId }, body });
  await daysAgo(teacher, days, cohortMembers.addMembers, { params: { cohortId }, body: { personIds } });
  const given = { courseIds, startsOn: null, dueOn: null };
  const since = await daysAgo(teacher, days, assigned.assignCourses, { params: { targetId: cohortId }, body: given });
  return { cohortId, since };
}
