/** Endpoints of courses: import, catalogue, course, lesson, picture, enrolment. */
import { isDeepStrictEqual } from 'node:util';
import { courses } from '#contracts/courses.ts';
import { AppError } from '#contracts/errors.ts';
import { branchOf, homeOf, organisation, organisationsById, requireOpen } from '../identity/identity.reads.ts';
import { contentFileLink, contentText, incomingUpload, putIncomingManifest } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { ownJob, presentJob, type NewJob } from '../platform/jobs.ts';
import { isConditionFailure } from '../platform/table.ts';
import { checkBundle } from './bundle-check.ts';
import * as reads from './courses.reads.ts';
import * as store from './courses.store.ts';
import * as enrolments from './enrolments.store.ts';
import { picturesOf } from './candidate.ts';
import { attachedTo, byTitle, courseView, lessonView } from './manifest.ts';
import { additionOf } from './quota.ops.ts';
import { retire } from './retirement.ops.ts';

export const handler = serve(courses, {
  async startImport(ctx, { body }) {
    const { jobId, courseId, organisationId, bundle } = body;
    const home = await organisation(organisationId);
    requireIn(ctx, 'importCourses', home.path);
    requireOpen(home);
    const existing = await store.cardNow(courseId);
    if (existing && existing.organisationId !== organisationId) throw new AppError('idTaken');
    checkBundle(bundle);
    const branchId = branchOf(home.path);
    await additionOf(branchId, bundle, existing && (await reads.manifestOfVersion(courseId, existing.version)));
    const manifest = await putIncomingManifest(jobId, JSON.stringify(bundle));
    const task = { courseId, organisationId, branchId, manifest };
    await createJob(ctx, {
      id: jobId,
      kind: 'courseImport',
      ownerId: ctx.person.id,
      organisationId,
      task,
      total: bundle.files.length,
    });
    const uploads = await Promise.all(
      bundle.files.map(async (file) => ({
        path: file.path,
        sha256: file.sha256,
        ...(await incomingUpload(jobId, file)),
      })),
    );
    return { job: presentJob(await ownJob(jobId, ctx.person.id, 'courseImport')), uploads };
  },

  async runImport(ctx, { params }) {
    const job = await ownJob(params.jobId, ctx.person.id, 'courseImport');
    if (job.state === 'failed' || job.state === 'cancelled') throw new AppError('importNotWaiting');
    if (job.state === 'waiting') {
      // a role taken away since it was announced counts
      const home = await organisation(job.task['organisationId'] ?? '');
      requireIn(ctx, 'importCourses', home.path);
      requireOpen(home);
      const record = {
        kind: 'signal',
        type: 'courses.importRequested',
        subjectId: job.id,
        actorId: ctx.person.id,
      } as const;
      await store.startJob(job.id, record, ctx.now).catch(ignoreRepeat);
    }
    return presentJob(await ownJob(params.jobId, ctx.person.id, 'courseImport'));
  },

  importJob: async (ctx, { params }) => presentJob(await ownJob(params.jobId, ctx.person.id, 'courseImport')),

  async usage(ctx, { params }) {
    const { path } = await organisation(params.organisationId);
    requireIn(ctx, 'importCourses', path);
    return reads.usageOf(branchOf(path));
  },

  async catalogue(ctx, { query }) {
    const scope = `catalogue ${ctx.person.id}`;
    const { items, lastKey } = await store.shelfPage('all', await openCursor(query.cursor, scope, ctx.now));
    // what an academy keeps to itself comes first, on the first page
    const own = query.cursor ? [] : await ownShelves(ctx);
    const cards = byTitle(await reads.presentCards([...own, ...items]), query.language ?? ctx.person.locale);
    return { items: cards, next: await sealCursor(lastKey, scope, ctx.now) };
  },

  async mine(ctx, { query }) {
    const scope = `mine ${ctx.person.id}`;
    await openCursor(query.cursor, scope, ctx.now);
    const enrolled = await reads.enrolledCourses(ctx.person.id);
    return {
      items: enrolled.map(({ course, enrolment }) => ({ course, enrolledAt: enrolment.enrolledAt })),
      next: null,
    };
  },

  async course(ctx, { params }) {
    const { manifest, card, enrolment } = await reads.courseForLearner(ctx.person, params.courseId);
    const author = (await organisationsById([manifest.organisationId])).get(manifest.organisationId);
    const organisation = { id: manifest.organisationId, name: author?.name ?? {} };
    return { ...courseView(manifest, organisation, enrolment?.enrolledAt ?? null), retired: card.retired ?? null };
  },

  async enrol(ctx, { params }) {
    const { manifest, enrolment } = await reads.courseForLearner(ctx.person, params.courseId);
    const enrolled = enrolment ?? (await enrolOnce(ctx, params.courseId, manifest.version));
    return { courseId: enrolled.courseId, version: enrolled.version, enrolledAt: enrolled.enrolledAt };
  },

  retireCourse: retire,

  async lesson(ctx, { params, query }) {
    const { manifest, enrolment } = await reads.courseForLearner(ctx.person, params.courseId);
    const found = lessonView(manifest, params.lessonId, query.language, enrolment?.enrolledAt ?? null);
    if (!found) throw new AppError('notFound');
    const text = await contentText(found.textHash);
    return { ...found.view, text, ...attachedTo(text, manifest) };
  },

  async picture(ctx, { params }) {
    const { manifest } = await reads.courseForLearner(ctx.person, params.courseId);
    const found = picturesOf(manifest).find((each) => each.sha256 === params.sha256);
    if (!found) throw new AppError('notFound');
    return pictureResponse(found);
  },

  async file(ctx, { params }) {
    const { manifest } = await reads.courseForLearner(ctx.person, params.courseId);
    const found = manifest.files?.[params.mediaId];
    if (!found) throw new AppError('notFound');
    const location = await contentFileLink(found.sha256, found);
    return new Response(null, { status: 302, headers: { location, 'x-content-type-options': 'nosniff' } });
  },
});

async function createJob(ctx: Context, job: NewJob): Promise<void> {
  try {
    await store.putJob(job, ctx.now);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const existing = await ownJob(job.id, job.ownerId, job.kind).catch(() => undefined);
    const same = existing?.state === 'waiting' && isDeepStrictEqual(existing.task, job.task);
    if (!same) throw new AppError('idTaken');
  }
}

/** A second request came first: then its outcome stands. */
function ignoreRepeat(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}

/** courses an academy keeps to itself; they are shown together, on the first page */
const ownShelfMax = 300;

async function ownShelves(ctx: Context) {
  const shelves = await Promise.all(
    (await reads.branchesOf(ctx.person)).map((branch) => store.shelfPage(branch, undefined, ownShelfMax)),
  );
  return shelves.flatMap((shelf) => shelf.items);
}

async function enrolOnce(ctx: Context, courseId: string, version: number): Promise<enrolments.Enrolment> {
  const home = await homeOf(ctx.person.memberships);
  const { id: personId, familyName, givenName } = ctx.person;
  const enrolled = {
    personId,
    courseId,
    version,
    enrolledAt: new Date(ctx.now).toISOString(),
    organisationId: home.organisationId,
  };
  const record = {
    kind: 'fact',
    type: 'courses.enrolled',
    subjectId: personId,
    actorId: personId,
    objectId: courseId,
    data: { version },
  } as const;
  await enrolments
    .putEnrolment(enrolled, { branchId: home.branchId, name: `${familyName} ${givenName}` }, record, ctx.now)
    .catch(ignoreRepeat);
  return (await enrolments.enrolment(personId, courseId)) ?? enrolled;
}
