/** Adopting a shared course: asked for here, made by a job; what is seen is whole. */
import { isDeepStrictEqual } from 'node:util';
import type { adoption as contract } from '#contracts/adoption.ts';
import type { IdKind, Job } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { lessonsOf, manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { sharedCourse } from '../courses/sharing.reads.ts';
import { branchOf, organisation, requireOpen } from '../identity/identity.reads.ts';
import { putContent } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { Input } from '../platform/http.ts';
import { derivedId } from '../platform/ids.ts';
import {
  job,
  jobEnd,
  jobFailed,
  jobProgress,
  ownJob,
  presentJob,
  runningJobPut,
  type NewJob,
  type StoredJob,
} from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { adoptedBlocks, adoptedDraft, adoptedManifest, type IdOf } from './adopted-course.ts';
import { adoptMedia } from './blocks.store.ts';
import { draft as draftNow, draftPuts } from './drafts.store.ts';
import { bringIntoDraft } from './import-draft.ops.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { memberPut } from './team.store.ts';

type Of = Input<(typeof contract)['adopt']>;

/** Whatever is asked for twice has the same ids. */
export const adoptedId =
  (courseId: string): IdOf =>
  (kind: IdKind, original: string) =>
    derivedId(kind, courseId, original);

const jobOf = (courseId: string): string => derivedId('job', 'adoption', courseId);

export async function adopt(ctx: Context, { body: { id, organisationId, from, version } }: Of): Promise<Job> {
  const home = await organisation(organisationId);
  requireIn(ctx, 'authorCourses', home.path);
  requireOpen(home);
  const task = { courseId: id, organisationId, from, version: String(version) };
  const known = await ownJob(jobOf(id), ctx.person.id, 'courseAdoption').catch(() => undefined);
  if (known && known.state !== 'failed') return same(known, task);
  const shared = await sharedCourse(from, [branchOf(home.path)]);
  if (!shared) throw new AppError('notFound');
  if (shared.card.recalled) throw new AppError('versionRecalled');
  // another version than the one that was looked at
  if (shared.card.version !== version) throw new AppError('conflict');
  if (known || (await draftNow(id))) throw new AppError('idTaken');
  const total = lessonsOf(shared.manifest).length;
  const begun: NewJob = { id: jobOf(id), kind: 'courseAdoption', ownerId: ctx.person.id, organisationId, task, total };
  const signal = { kind: 'signal', type: 'authoring.adoptionRequested', subjectId: begun.id } as const;
  try {
    await transact(runningJobPut(begun, ctx.now), recordPut({ ...signal, actorId: ctx.person.id }, ctx.now));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
  return same(await ownJob(begun.id, ctx.person.id, 'courseAdoption').catch(taken), task);
}

function taken(): never {
  throw new AppError('idTaken');
}

function same(found: StoredJob, task: StoredJob['task']): Job {
  if (!isDeepStrictEqual(found.task, task)) throw new AppError('idTaken');
  return presentJob(found);
}

/** `authoring.adoptionRequested`: the job is its subject. Run again, it goes on. */
export async function runAdoption(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state !== 'running') return;
  const { courseId = '', organisationId = '', from = '', version = '' } = stored.task;
  if (await draftNow(courseId)) return jobFailed(stored.id, new AppError('idTaken'), event.now);
  const original = await manifestOfVersion(from, Number(version));
  const blocks = await putBlocks(original, courseId, stored);
  const adopted = adoptedManifest(original, { courseId, organisationId, idOf: adoptedId(courseId) }, blocks.hashes);
  // the job's own time, so that a repeat writes the same
  const at = stored.createdAt;
  await bringIntoDraft(adopted, { jobId: stored.id, by: stored.ownerId, at, remainingMs });
  await adoptMedia(courseId, blocks.media);
  // it may have been stopped meanwhile
  await finish(stored, original, event.now).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}

export const adoptionFailed = ({ subjectId, now }: RecordEvent): Promise<void> =>
  jobFailed(subjectId, new AppError('internal'), now);

async function putBlocks(original: Manifest, courseId: string, stored: StoredJob) {
  const hashes = new Map<string, string>();
  const media: string[] = [];
  for (const [index, lesson] of lessonsOf(original).entries()) {
    const blocks = adoptedBlocks(await frozenBlocksOf(original, lesson), adoptedId(courseId));
    hashes.set(lesson.id, await putContent(JSON.stringify(blocks), 'application/json'));
    media.push(...blocks.flatMap(({ ref }) => ref ?? []));
    if (index % 5 === 0) await jobProgress(stored.id, index, stored.total);
  }
  return { hashes, media };
}

/** The head last: draft, owner, fact and the end of the job are one. */
async function finish(stored: StoredJob, original: Manifest, now: number): Promise<void> {
  const { courseId = '', organisationId = '' } = stored.task;
  const at = stored.createdAt;
  const { head, text } = adoptedDraft(original, { courseId, organisationId, at });
  const data = { from: original.courseId, version: original.version };
  const fact = {
    kind: 'fact',
    type: 'authoring.adopted',
    subjectId: courseId,
    objectId: organisationId,
    data,
  } as const;
  await transact(
    ...draftPuts(head, text),
    memberPut({ courseId, personId: stored.ownerId, role: 'owner', since: at }),
    recordPut({ ...fact, actorId: stored.ownerId }, now),
    jobEnd(stored.id, stored.total, { courseId }, new Date(now).toISOString()),
  );
}
