/**
 * A unit as its chief sees it. Whether somebody has begun or completed a course is read off the enrolment, where courses
 * notes what progress has told: two queries a person (enrolments, cohorts), and one for each cohort and organisation by
 * which something is assigned. Progress itself is not read.
 */
import { AppError } from '#contracts/errors.ts';
import { mayIn } from '#contracts/permissions.ts';
import {
  unitCoursesMax,
  unitPeopleMax,
  type UnitCourse,
  type UnitLearner,
  type unitLearning as contract,
  type UnitResults,
} from '#contracts/unit-learning.ts';
import { cardsById, learningsOfAll } from '../courses/courses.reads.ts';
import { organisation, peopleById, peopleNamed } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { addTo, countsOf, emptyTally, mostUrgentFirst, resultsOf, stateOf, type Duty } from './unit-learning.ts';

export const unitLearningHandlers: Handlers<typeof contract> = { unitLearners, unitLearner, unitResults };

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Unit = Awaited<ReturnType<typeof organisation>>;
type Person = Awaited<ReturnType<typeof peopleNamed>>['items'][number];
type Learning = Awaited<ReturnType<typeof learningsOfAll>>[number][number];

/** learners in one answer; people are read so many at a time as well */
const pageSize = 20;
/** of whom so many are looked at for one answer, where only some are asked for: 200 queries */
const lookedAtMax = 100;
/** people of a unit that are in memory at the same time while it is added up */
const atOnce = 100;

/** Units alone: none lies in another, so that no two results differ by a few people. Others’ do not exist. */
async function unitSeen(ctx: Context, organisationId: string): Promise<Unit> {
  const found = await organisation(organisationId);
  if (found.kind !== 'unit' || !mayIn(ctx.person.memberships, 'seeUnitLearning', found.path))
    throw new AppError('notFound');
  return found;
}

const learnsIn = ({ disabled, memberships }: Person, unit: Unit): boolean =>
  !disabled && memberships.some(({ organisationId, roles }) => organisationId === unit.id && roles.includes('learner'));

type Assigned = Learning & { assigned: NonNullable<Learning['assigned']> };
const isDuty = (learning: Learning): learning is Assigned => learning.assigned !== undefined;

const dutyOf = ({ courseId, assigned, begunAt, completed }: Assigned, unit: Unit): Duty => ({
  courseId,
  dueOn: assigned.dueOn,
  timeZone: assigned.target.cohort?.timeZone ?? unit.timeZone,
  begun: begunAt !== undefined,
  done: completed !== undefined,
});

/** In the order of the people. */
async function dutiesOf(people: readonly Person[], unit: Unit): Promise<Duty[][]> {
  const all = await learningsOfAll(people);
  return all.map((learnings) => learnings.filter(isDuty).map((each) => dutyOf(each, unit)));
}

/** Where the next learner of a list is looked for: after the key, past so many people. */
interface Place {
  from?: Record<string, unknown> | undefined;
  skip: number;
}

async function unitLearners(ctx: Context, { params: { organisationId }, query }: Of<'unitLearners'>) {
  const unit = await unitSeen(ctx, organisationId);
  const { show = 'all' } = query;
  const scope = `unitLearners ${organisationId} ${show} ${ctx.person.id}`;
  const items: UnitLearner[] = [];
  let place: Place | undefined = ((await openCursor(query.cursor, scope, ctx.now)) as Place | undefined) ?? { skip: 0 };
  for (let looked = 0; place && items.length < pageSize && looked < lookedAtMax; looked += pageSize) {
    const { rows, next } = await rowsAt(unit, place, ctx.now);
    const fitting = rows.filter(({ row }) => show === 'all' || row.overdue > 0);
    const taken = fitting.slice(0, pageSize - items.length);
    items.push(...taken.map(({ row }) => row));
    place = taken.length < fitting.length ? { ...place, skip: taken.at(-1)!.position + 1 } : next;
  }
  return { items, next: await sealCursor(place && { ...place }, scope, ctx.now) };
}

/** The learners among the next people of the unit, each with their position among them. */
async function rowsAt(unit: Unit, { from, skip }: Place, now: number) {
  const { items, lastKey } = await peopleNamed(unit.id, { limit: pageSize }, from);
  const learners = items
    .map((person, position) => ({ person, position }))
    .filter(({ person, position }) => position >= skip && learnsIn(person, unit));
  const duties = await dutiesOf(
    learners.map(({ person }) => person),
    unit,
  );
  const rows = learners.map(({ person: { id, givenName, familyName }, position }, index) => ({
    position,
    row: { id, givenName, familyName, ...countsOf(duties[index]!, now) },
  }));
  const next: Place | undefined = lastKey && { from: lastKey, skip: 0 };
  return { rows, next };
}

async function unitLearner(ctx: Context, { params: { organisationId, personId } }: Of<'unitLearner'>) {
  const [unit, people] = await Promise.all([unitSeen(ctx, organisationId), peopleById([personId])]);
  const person = people.get(personId);
  if (!person || !learnsIn(person, unit)) throw new AppError('notFound');
  const [learnings = []] = await learningsOfAll([person]);
  const assigned = learnings.filter(isDuty);
  const titled = await titlesOf(assigned.map(({ courseId }) => courseId));
  const items = assigned.map((each): UnitCourse => {
    const { cohort, organisation: by } = each.assigned.target;
    return {
      ...titled(each.courseId),
      cohort: cohort && { id: cohort.id, name: cohort.name },
      organisation: by,
      dueOn: each.assigned.dueOn ?? null,
      state: stateOf(dutyOf(each, unit), ctx.now),
    };
  });
  return { items: items.sort(mostUrgentFirst).slice(0, unitCoursesMax) };
}

async function titlesOf(courseIds: readonly string[]) {
  const cards = await cardsById(courseIds);
  return (courseId: string) => ({ courseId, title: cards.get(courseId)?.title ?? {} });
}

/**
 * Added up anew for each answer, a hundred people at a time and a thousand at most: then some 2,000 queries, 32 side by side.
 * Nothing is kept, so nothing goes out of date, and no crowd writes a counter.
 */
async function unitResults(ctx: Context, { params: { organisationId } }: Of<'unitResults'>): Promise<UnitResults> {
  const unit = await unitSeen(ctx, organisationId);
  const tally = emptyTally();
  let from: Record<string, unknown> | undefined;
  let looked = 0;
  do {
    const { items, lastKey } = await peopleNamed(unit.id, { limit: atOnce }, from);
    const learners = items.filter((person) => learnsIn(person, unit));
    for (const duties of await dutiesOf(learners, unit)) addTo(tally, duties, ctx.now);
    [from, looked] = [lastKey, looked + atOnce];
  } while (from && looked < unitPeopleMax);
  const { people, done, toDo, overdue } = tally;
  const results = resultsOf(tally);
  const titled = await titlesOf((results ?? []).map(({ courseId }) => courseId));
  return {
    ...{ people, done, toDo, overdue, isCut: from !== undefined },
    courses: results && results.map((each) => ({ ...each, ...titled(each.courseId) })),
  };
}
