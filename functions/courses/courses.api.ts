/** Endpoints of courses: import, catalogue, course, lesson, picture, enrolment. */
import { coursesEndpoints } from '#contracts/rooms/courses.ts';
import { AppError } from '#contracts/errors.ts';
import { branchOf, homeOf, organisation, organisationsById, requireOpen } from '../identity/identity.reads.ts';
import { contentFileLink, contentText } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { ownJob, presentJob } from '../platform/jobs.ts';
import { isConditionFailure } from '../platform/table.ts';
import * as reads from './courses.reads.ts';
import * as store from './courses.store.ts';
import * as enrolments from './enrolments.store.ts';
import { picturesOf } from './candidate.ts';
import { attachedTo, byTitle, courseView, lessonView } from './manifest.ts';
import { startArchive, startImport } from './imports.ops.ts';
import { recallFor } from './recalls.reads.ts';
import { retire } from './retirement.ops.ts';
import { sharingHandlers } from './sharing.ops.ts';
import { texts } from './texts.ops.ts';
import { versionHandlers } from './versions.ops.ts';

export const handler = serve(coursesEndpoints, {
  ...sharingHandlers,
  ...versionHandlers,

  startImport,
  startArchive,

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
    const found = await reads.courseForLearner(ctx.person, params.courseId);
    const { manifest, card, enrolment } = found;
    const organisation = await named(manifest.organisationId);
    const { origin } = manifest;
    const upstream = origin && { ...origin, organisation: await named(origin.organisationId) };
    return {
      ...courseView(manifest, organisation, enrolment?.enrolledAt ?? null),
      newer: await reads.newerFor(ctx.person, found),
      retired: card.retired ?? null,
      recall: await recallFor(manifest),
      origin: upstream ?? null,
    };
  },

  async enrol(ctx, { params }) {
    const { manifest, enrolment } = await reads.courseForLearner(ctx.person, params.courseId);
    const enrolled = enrolment ?? (await enrolOnce(ctx, params.courseId, manifest.version));
    return { courseId: enrolled.courseId, version: enrolled.version, enrolledAt: enrolled.enrolledAt };
  },

  retireCourse: retire,

  async lesson(ctx, { params, query }) {
    const course = await reads.courseForLearner(ctx.person, params.courseId);
    const { manifest, enrolment } = course;
    const found = lessonView(manifest, params.lessonId, query.language, enrolment?.enrolledAt ?? null);
    if (!found) throw new AppError('notFound');
    const text = await contentText(found.textHash);
    const [newer, recall] = await Promise.all([reads.newerFor(ctx.person, course), recallFor(manifest)]);
    return { ...found.view, text, ...attachedTo(text, manifest), newer, recall };
  },

  texts,

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

async function named(id: string) {
  return { id, name: (await organisationsById([id])).get(id)?.name ?? {} };
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
