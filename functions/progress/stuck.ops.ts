/** The endpoint that says who of a cohort is stuck. */
import type { OutputOf } from '#contracts/endpoint.ts';
import { reasonsMax, stuckCoursesMax, stuckMax, type StuckReason, type stuck as contract } from '#contracts/stuck.ts';
import { cohortForTeacher, membersOf } from '../cohorts/cohorts.reads.ts';
import { assignedNow } from '../courses/assigned.reads.ts';
import { lessonsOf, type Manifest } from '../courses/courses.reads.ts';
import { peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { inParallel } from '../platform/parallel.ts';
import { inCourses, manifestsOnce } from './stuck.reads.ts';
import { byPerson, reasonsOf, type Reason } from './stuck.ts';

export const stuckHandlers: Handlers<typeof contract> = { stuckLearners };

/** people looked at together, and how many such groups side by side: so that calls do not go out by the hundred */
const peopleAtOnce = 50;
const groupsAtOnce = 4;

type Found = Reason & { personId: string; manifest: Manifest };

async function stuckLearners(
  { person, now }: Context,
  { params }: Input<(typeof contract)['stuckLearners']>,
): Promise<OutputOf<(typeof contract)['stuckLearners']>> {
  const cohort = await cohortForTeacher(person, params.cohortId);
  const [members, assigned] = await Promise.all([membersOf(cohort.id), assignedNow(cohort.id)]);
  // of an archived cohort nothing is asked any more
  const people = cohort.state === 'archived' ? [] : members;
  const groups = Array.from({ length: Math.ceil(people.length / peopleAtOnce) }, (_, index) =>
    people.slice(index * peopleAtOnce, (index + 1) * peopleAtOnce),
  );
  const asked = { cohort, courses: assigned.slice(0, stuckCoursesMax), manifests: manifestsOnce() };
  const standings = await inParallel(groups, groupsAtOnce, (group) => inCourses({ ...asked, people: group }));
  const found = standings
    .flat()
    .flatMap(({ personId, manifest, standing }) =>
      reasonsOf(standing, now).map((reason): Found => ({ ...reason, personId, manifest })),
    );
  return { ...(await named(byPerson(found))), courses: assigned.length };
}

/** With their names; who may not sign in any more is not waited for. */
async function named(all: readonly { personId: string; reasons: readonly Found[] }[]) {
  const people = await peopleById(all.map(({ personId }) => personId));
  const present = all.filter(({ personId }) => people.get(personId)?.disabled === false);
  return {
    items: present.slice(0, stuckMax).map(({ personId, reasons }) => {
      const { givenName, familyName } = people.get(personId)!;
      return { personId, givenName, familyName, reasons: reasons.slice(0, reasonsMax).map(shown) };
    }),
    left: Math.max(0, present.length - stuckMax),
  };
}

function shown({ kind, since, lessonId, manifest }: Found): StuckReason {
  const lesson = lessonsOf(manifest).find(({ id }) => id === lessonId);
  return {
    ...{ kind, since },
    course: { id: manifest.courseId, title: manifest.title },
    lesson: lesson ? { id: lesson.id, title: lesson.title } : null,
  };
}
