/** What somebody learns because it is assigned to their cohorts and organisations: computed, until they begin. */
import { AppError } from '#contracts/errors.ts';
import type { AssignedForLearner } from '#contracts/assigned-card.ts';
import type { Localised } from '#contracts/common.ts';
import { cohortsOfAll, type Cohort, type LearnedIn } from '../cohorts/cohorts.reads.ts';
import { organisationsById, personNow } from '../identity/identity.reads.ts';
import { inParallel } from '../platform/parallel.ts';
import { dueFirst, isAssigned, missingOf, onePerCourse, type Assigned } from './assigned.ts';
import { assignedAmong, assignedIn } from './assigned.store.ts';
import { cards } from './courses.store.ts';
import { enrolmentsByCourse, enrolmentsOf, enrolment, type Enrolment } from './enrolments.store.ts';

export type { Assigned };

/** What a cohort or organisation learns now, what is due first first. */
export const assignedNow = async (targetId: string): Promise<Assigned[]> =>
  (await assignedIn(targetId)).filter(isAssigned).sort(dueFirst);

interface Learner {
  id: string;
  memberships: readonly { organisationId: string; roles: readonly string[] }[];
}

/** Where something may be assigned to them: a cohort since they are in it, an organisation since ever. */
interface Target {
  id: string;
  since: string;
  cohort: Pick<Cohort, 'id' | 'name' | 'timeZone'> | null;
  organisation: { id: string; name: Localised } | null;
}
type Brought = Assigned & { target: Target };

/** A stored enrolment, or one that follows from what is assigned: that one says by what, and what is missing before it. */
export type Learning = Enrolment & { assigned?: Brought | undefined; missing?: string[] | undefined };

/** people, or what they learn by, asked for at the same time */
const atOnce = 16;

const targetsOf = async (learner: Learner): Promise<Target[]> => (await targetsOfAll([learner]))[0]!;

/** In the order of the learners; each organisation and cohort is read once. */
async function targetsOfAll(learners: readonly Learner[]): Promise<Target[][]> {
  const homes = learners.map(({ memberships }) =>
    memberships.filter(({ roles }) => roles.includes('learner')).map((each) => each.organisationId),
  );
  const [cohorts, homesById] = await Promise.all([
    cohortsOfAll(learners.map(({ id }) => id)),
    organisationsById([...new Set(homes.flat())]),
  ]);
  const above = await organisationsById([...new Set([...homesById.values()].flatMap(({ path }) => path))]);
  return learners.map((_, index) => [
    ...cohorts[index]!.flatMap(cohortTarget),
    ...[...new Set(homes[index]!.flatMap((id) => homesById.get(id)?.path ?? []))].flatMap((id) => {
      const found = above.get(id);
      return found ? [{ id, since: '', cohort: null, organisation: { id, name: found.name } }] : [];
    }),
  ]);
}

const cohortTarget = ({ cohort: { id, name, timeZone, state }, member }: LearnedIn): Target[] =>
  member.leftAt === undefined && state === 'active'
    ? [{ id, since: member.joinedAt, organisation: null, cohort: { id, name, timeZone } }]
    : [];

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
export const learningsOf = async (learner: Learner): Promise<Learning[]> => (await learningsOfAll([learner]))[0]!;

/**
 * The same of many, in their order. Two queries a person (enrolments, cohorts); what they have in common – organisations,
 * cohorts, what is assigned there – is read once for all of them.
 */
export async function learningsOfAll(learners: readonly Learner[]): Promise<Learning[][]> {
  const [enrolled, targets] = await Promise.all([
    inParallel(learners, atOnce, ({ id }) => enrolmentsOf(id)),
    targetsOfAll(learners),
  ]);
  const ids = [...new Set(targets.flat().map(({ id }) => id))];
  const found = new Map(await inParallel(ids, atOnce, async (id) => [id, await assignedIn(id)] as const));
  return learners.map(({ id: personId }, index) => {
    const own = targets[index]!;
    return united(
      personId,
      enrolled[index]!,
      brought(
        own,
        own.flatMap(({ id }) => found.get(id)!),
      ),
    );
  });
}

function united(personId: string, stored: readonly Enrolment[], found: readonly Brought[]): Learning[] {
  const byCourse = new Map(found.map((one) => [one.courseId, one]));
  const own = new Set(stored.map(({ courseId }) => courseId));
  const completed = completedIn(stored);
  return [
    ...stored.map((each): Learning => ({ ...each, assigned: byCourse.get(each.courseId) })),
    ...found.filter(({ courseId }) => !own.has(courseId)).map((one) => computed(personId, one, completed)),
  ];
}

/** What is assigned to the learner of a course, whether begun or not. */
export async function assignedTo(learner: Learner, learning: Learning): Promise<Learning> {
  if (learning.assigned) return learning;
  return { ...learning, assigned: (await assignedLearning(learner, learning.courseId))?.assigned };
}

/** Are the modules of the course learned one after the other, as it is assigned to them? */
export const learnsInOrder = async (learner: Learner, learning: Learning): Promise<boolean> =>
  (await assignedTo(learner, learning)).assigned?.inOrder ?? false;

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
          cohort: one.target.cohort && { id: one.target.cohort.id, name: one.target.cohort.name },
          organisation: one.target.organisation,
          startsOn: one.startsOn ?? null,
          dueOn: one.dueOn ?? null,
          inOrder: one.inOrder ?? false,
          missing: missing.map((courseId) => ({ courseId, title: titles.get(courseId) ?? {} })),
        }
      : null,
  );
}
