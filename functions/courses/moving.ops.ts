/** Taking learners over to a newer version: each by themselves, many by a job, with a release who has not begun. */
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contracts/errors.ts';
import type { versions as contract } from '#contracts/versions.ts';
import { branchOf, organisation, organisationsById } from '../identity/identity.reads.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { runSteps, type Step } from '../platform/job-steps.ts';
import { job, jobEnd, ownJob, presentJob, runningJobPut, type StoredJob } from '../platform/jobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact, transactPatiently } from '../platform/table.ts';
import { courseForLearner, newerFor, newestCourse } from './courses.reads.ts';
import { cardNow, type StoredCard } from './courses.store.ts';
import * as enrolments from './enrolments.store.ts';
import { canMove, countedByVersion, keptVersion, moved, movesByItself, ownMove } from './moving.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const attemptsMax = 4;
const atOnce = 8;
const pageSize = 100;
/** pages of an academy's learners that are counted */
const pagesMax = 500;
/** with less time than this left, the next delivery goes on */
const enoughMs = 20_000;

const movedFact = (
  { personId, courseId, version: from }: enrolments.Enrolment,
  version: number,
  actorId: string,
): NewRecord => ({
  ...{ kind: 'fact', type: 'courses.moved', subjectId: personId, actorId, objectId: courseId },
  data: { version, from },
});

/** The learner's own step. */
export async function learnVersion(ctx: Context, { params: { courseId }, body: { version } }: Of<'learnVersion'>) {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const course = await courseForLearner(ctx.person, courseId);
    const { enrolment } = course;
    if (!enrolment) throw new AppError('notEnrolled');
    const newer = await newerFor(ctx.person, course);
    const after = ownMove(enrolment, version, newer ?? 0, new Date(ctx.now).toISOString());
    if (!after || (await isMoved(enrolment, after, ctx.person.id, ctx.now)))
      return { courseId, version, enrolledAt: enrolment.enrolledAt };
  }
  throw new AppError('conflict');
}

/** The version to which learners of an academy or region can come: the newest, unless it is recalled or for others alone. */
const offeredVersion = (card: StoredCard | undefined, branchId: string): number =>
  card && !card.recalled && (card.audience === 'all' || card.branchId === branchId) ? card.version : 0;

/** False where it was not as it was read any more. */
async function isMoved(
  before: enrolments.Enrolment,
  after: Parameters<typeof enrolments.versionWrite>[1],
  actorId: string,
  now: number,
): Promise<boolean> {
  try {
    const fact = movedFact(before, after.version, actorId);
    await transactPatiently(enrolments.versionWrite(before, after), recordPut(fact, now));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** The organisation must be an academy or region whose learners the asker may move, the course one they can see. */
async function requireMayMove(ctx: Context, courseId: string, organisationId: string): Promise<number> {
  const { path } = await organisation(organisationId);
  requireIn(ctx, 'moveLearners', path);
  if (branchOf(path) !== organisationId) throw new AppError('invalid', { field: 'organisationId', reason: 'branch' });
  await newestCourse(ctx.person, courseId);
  return offeredVersion(await cardNow(courseId), organisationId);
}

export async function learnerVersions(ctx: Context, { params: { courseId }, query }: Of<'learnerVersions'>) {
  const newest = await requireMayMove(ctx, courseId, query.organisationId);
  const found: enrolments.Enrolment[] = [];
  let from: Record<string, unknown> | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, lastKey } = await enrolments.enrolledPage(courseId, query.organisationId, from, pageSize * 10);
    found.push(...items);
    from = lastKey;
    if (!from) break;
  }
  return { newest, items: countedByVersion(found) };
}

export async function moveLearners(ctx: Context, { params: { courseId }, body }: Of<'moveLearners'>) {
  const { jobId, organisationId, version, people } = body;
  const newest = await requireMayMove(ctx, courseId, organisationId);
  const task = { courseId, organisationId, version: String(version), people: JSON.stringify(people) };
  const total = people?.length ?? (await enrolments.enrolledCount(courseId, organisationId));
  const signal = {
    ...({ kind: 'signal', type: 'courses.learnersMoveRequested' } as const),
    ...{ subjectId: jobId, actorId: ctx.person.id },
  };
  const asked = { id: jobId, kind: 'learnersMove', ownerId: ctx.person.id, organisationId, task, total } as const;
  const known = await ownJob(jobId, ctx.person.id, 'learnersMove').catch(() => undefined);
  // another one was released since it was looked at
  if (!known && version !== newest) throw new AppError('conflict');
  await transact(runningJobPut(asked, ctx.now), recordPut(signal, ctx.now)).catch(async (error: unknown) => {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(jobId, ctx.person.id, 'learnersMove').catch(() => undefined);
    if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
  });
  return presentJob(await ownJob(jobId, ctx.person.id, 'learnersMove'));
}

interface Cursor {
  from?: Record<string, unknown> | undefined;
  moved: number;
  stayed: number;
}

/** Reaction: moves page by page; delivered twice or stopped, nobody is moved twice. */
export async function runMove(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state === 'running') await runSteps(stored, (at) => moveSome(at, event.now), { event, remainingMs });
}

async function moveSome(at: StoredJob, now: number): Promise<Step | undefined> {
  const cursor = JSON.parse(at.cursor ?? '{"moved":0,"stayed":0}') as Cursor;
  const { items, lastKey } = await pageOf(at, cursor);
  const to = Number(at.task['version']);
  const outcomes = await inParallel(items, atOnce, (each) => moveOne(each, to, at.ownerId, now));
  const movedNow = outcomes.filter(Boolean).length;
  const next = { moved: cursor.moved + movedNow, stayed: cursor.stayed + items.length - movedNow };
  const done = next.moved + next.stayed;
  if (lastKey) return { cursor: JSON.stringify({ ...next, from: lastKey }), done, total: Math.max(at.total, done) };
  const result = { moved: String(next.moved), stayed: String(next.stayed), version: String(to) };
  await transact(jobEnd(at.id, done, result, new Date(now).toISOString())).catch(ignoreRepeat);
  return undefined;
}

/** Those who were chosen, at once; else a page of the academy's learners. */
async function pageOf({ task }: StoredJob, { from }: Cursor) {
  const [courseId, organisationId] = [task['courseId'] ?? '', task['organisationId'] ?? ''];
  const people = JSON.parse(task['people'] ?? 'null') as string[] | null;
  if (!people) return enrolments.enrolledPage(courseId, organisationId, from, pageSize);
  const found = (await inParallel(people, atOnce, (id) => enrolments.enrolment(id, courseId))).flatMap(
    (one) => one ?? [],
  );
  const homes = await organisationsById(found.map((each) => each.organisationId));
  const isHere = (home: { path: string[] } | undefined) => home !== undefined && branchOf(home.path) === organisationId;
  return { items: found.filter((each) => isHere(homes.get(each.organisationId))), lastKey: undefined };
}

/** Did the learner come to the version? Somebody who has completed theirs, or is there already, did not. */
async function moveOne(
  { personId, courseId }: enrolments.Enrolment,
  to: number,
  actorId: string,
  now: number,
  may: typeof canMove = canMove,
): Promise<boolean> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await enrolments.enrolment(personId, courseId);
    if (!before || !may(before, to)) return false;
    if (await isMoved(before, moved(before, to, new Date(now).toISOString()), actorId, now)) return true;
  }
  throw new Error('enrolment keeps changing');
}

/** `courses.released`: who has not opened a lesson of an earlier version yet begins with the newest. */
export async function moveNotBegun({ subjectId, now }: RecordEvent, remainingMs: () => number): Promise<void> {
  const card = await cardNow(subjectId);
  let from: Record<string, unknown> | undefined;
  do {
    if (remainingMs() < enoughMs) throw new Error('out of time');
    const { items, lastKey } = await enrolments.learnersEverywhere(subjectId, from);
    const homes = await organisationsById(items.map(({ organisationId }) => organisationId));
    await inParallel(items, atOnce, async (each) => {
      const home = homes.get(each.organisationId);
      const to = offeredVersion(card, home ? branchOf(home.path) : '');
      if (movesByItself(each, to)) await moveOne(each, to, 'system', now, movesByItself);
    });
    from = lastKey;
  } while (from);
}

/** `progress.begun`: the person is its subject, the course its object. */
export const followBegun = ({ subjectId, objectId = '', now }: RecordEvent): Promise<void> =>
  enrolments.noteBegun({ personId: subjectId, courseId: objectId }, new Date(now).toISOString());

/** `progress.courseCompleted`: what is completed stays the learner's version. */
export async function followCompleted({ subjectId, objectId = '', data, now }: RecordEvent): Promise<void> {
  const completed = Number(data['version']);
  await enrolments.noteCompleted({ personId: subjectId, courseId: objectId }, completed);
  const enrolment = await enrolments.enrolment(subjectId, objectId);
  const kept = enrolment?.completed === completed ? keptVersion(enrolment, completed) : undefined;
  if (enrolment && kept && !(await isMoved(enrolment, kept, 'system', now))) throw new Error('moved meanwhile');
}

function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
