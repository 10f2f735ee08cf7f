/** What somebody learns because it is assigned to their cohorts and organisations: computed, until they begin. */
import { AppError } from '#contracts/errors.ts';
import type { AssignedForLearner } from '#contracts/assigned-card.ts';
import type { Localised } from '#contracts/common.ts';
import { cohortsOf, type Cohort } from '../cohorts/cohorts.reads.ts';
import { organisationsById, personNow } from '../identity/identity.reads.ts';
import { isAssigned, missingOf, onePerCourse, type Assigned } from './assigned.ts';
import { assignedAmong, assignedIn } from './assigned.store.ts';
import { cards } from './courses.store.ts';
import { enrolmentsByCourse, enrolmentsOf, enrolment, type Enrolment } from './enrolments.store.ts';

interface Learner {
  id: string;
  memberships: readonly { organisationId: string; roles: readonly string[] }[];
}

/** Where something may be assigned to them: a cohort since they are in it, an organisation since ever. */
interface Target {
  id: string;
  since: string;
  cohort: Pick<Cohort, 'id' | 'name'> | null;
  organisation: { id: string; name: Localised } | null;
}
type Brought = Assigned & { target: Target };

/** A stored enrolment, or one that follows from what is assigned: that one says by what, and what is missing before it. */
export type Learning = Enrolment & { assigned?: Brought | undefined; missing?: string[] | undefined };

async function targetsOf({ id, memberships }: Learner): Promise<Target[]> {
  const homes = memberships.filter(({ roles }) => roles.includes('learner')).map((each) => each.organisationId);
  const [mine, homesById] = await Promise.all([cohortsOf(id), organisationsById([...new Set(homes)])]);
  const above = await organisationsById([...new Set([...homesById.values()].flatMap(({ path }) => path))]);
  const cohorts = mine.filter(({ cohort, member }) => member.leftAt === undefined && cohort.state === 'active');
  return [
    ...cohorts.map(({ cohort, member }) => ({
      ...{ id: cohort.id, since: member.joinedAt, organisation: null },
      cohort: { id: cohort.id, name: cohort.name },
    })),
    ...[...above.values()].map(({ id: organisationId, name }) => ({
      ...{ id: organisationId, since: '', cohort: null },
      organisation: { id: organisationId, name },
    })),
  ];
}

function brought(targets: readonly Target[], found: readonly Assigned[]): Brought[] {
  const byId = new Map(targets.map((target) => [target.id, target]));
  return onePerCourse(found.filter(isAssigned).map((one) => ({ ...one, target: byId.get(one.targetId)! })));
}

const later = (a: string, b: string) => (a > b ? a : b);

const computed = (personId: string, one: Brought, completed: ReadonlySet<string>): Learning => ({
  personId,
  courseId: one.courseId,
  version: one.version,
  enrolledAt: later(one.assignedAt, one.target.since),
  organisationId: one.target.organisation?.id ?? '',
  assigned: one,
  missing: missingOf(one, completed),
});

const completedIn = (enrolled: readonly Enrolment[]) =>
  new Set(enrolled.filter(({ completed }) => completed !== undefined).map(({ courseId }) => courseId));

/** How somebody learns a course: what is stored counts, else what is assigned to them. */
export async function learningOf(learner: Learner, courseId: string): Promise<Learning | undefined> {
  return (await enrolment(learner.id, courseId)) ?? assignedLearning(learner, courseId);
}

/** The assigned course before it is begun. */
export async function assignedLearning(learner: Learner, courseId: string): Promise<Learning | undefined> {
  const targets = await targetsOf(learner);
  const [one] = brought(
    targets,
    await assignedAmong(
      targets.map(({ id }) => id),
      courseId,
    ),
  );
  return one && computed(learner.id, one, completedIn(await enrolmentsByCourse(learner.id, one.after)));
}

/** The same for somebody who does not ask themselves. */
export async function enrolmentOf(personId: string, courseId: string): Promise<Learning | undefined> {
  const stored = await enrolment(personId, courseId);
  if (stored) return stored;
  const person = await personNow(personId);
  return person && assignedLearning(person, courseId);
}

/** All that somebody learns. What is stored stays in its version, and says what is assigned besides. */
export async function learningsOf(learner: Learner): Promise<Learning[]> {
  const [stored, targets] = await Promise.all([enrolmentsOf(learner.id), targetsOf(learner)]);
  const found = brought(targets, (await Promise.all(targets.map(({ id }) => assignedIn(id)))).flat());
  const byCourse = new Map(found.map((one) => [one.courseId, one]));
  const own = new Set(stored.map(({ courseId }) => courseId));
  const completed = completedIn(stored);
  return [
    ...stored.map((each): Learning => ({ ...each, assigned: byCourse.get(each.courseId) })),
    ...found.filter(({ courseId }) => !own.has(courseId)).map((one) => computed(learner.id, one, completed)),
  ];
}

/** What is assigned to the learner of a course, whether begun or not. */
export async function assignedTo(learner: Learner, learning: Learning): Promise<Learning> {
  if (learning.assigned) return learning;
  return { ...learning, assigned: (await assignedLearning(learner, learning.courseId))?.assigned };
}

/** Refuses what cannot be begun yet. */
export function requireOpen(learning: Learning | undefined): void {
  const [courseId] = learning?.missing ?? [];
  if (courseId !== undefined) throw new AppError('prerequisiteMissing', { courseId });
}

/** As the learner sees it; in the order of the enrolments, null where nothing is assigned. */
export async function presentAssigned(all: readonly Learning[]): Promise<(AssignedForLearner | null)[]> {
  const ids = [...new Set(all.flatMap(({ missing = [] }) => missing))];
  const titles = new Map((ids.length ? await cards(ids) : []).map(({ id, title }) => [id, title]));
  return all.map(({ assigned: one, missing = [] }) =>
    one
      ? {
          cohort: one.target.cohort,
          organisation: one.target.organisation,
          startsOn: one.startsOn ?? null,
          dueOn: one.dueOn ?? null,
          missing: missing.map((courseId) => ({ courseId, title: titles.get(courseId) ?? {} })),
        }
      : null,
  );
}
