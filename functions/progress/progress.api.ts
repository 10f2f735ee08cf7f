/** Endpoints of progress: the learner's home, lessons, watching; the instructor's list and export. */
import { isDeepStrictEqual } from 'node:util';
import { progressEndpoints } from '#contracts/rooms/progress.ts';
import { AppError } from '#contracts/errors.ts';
import { courseForLearner, enrolledCount, lessonsOf } from '../courses/courses.reads.ts';
import { organisation } from '../identity/identity.reads.ts';
import { exportLink } from '../platform/blobs.ts';
import { requireIn } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { fileMs, ownJob, presentJob } from '../platform/jobs.ts';
import { isConditionFailure } from '../platform/table.ts';
import { standing } from './arrivals.reads.ts';
import { continueAt } from './completion.ts';
import { home } from './home.reads.ts';
import { insightHandlers } from './insight.ops.ts';
import { requireLearnersOf } from './learners.ops.ts';
import { noteHandlers } from './notes.ops.ts';
import { learnersPage } from './progress.reads.ts';
import * as store from './progress.store.ts';
import { applyChange, placeOf, presentLesson } from './tracking.ops.ts';
import { reportWatch, watchState } from './watching.ops.ts';

export const handler = serve(progressEndpoints, {
  ...noteHandlers,
  ...insightHandlers,
  home: (ctx) => home(ctx.person),

  async course(ctx, { params }) {
    const { manifest, enrolment } = await courseForLearner(ctx.person, params.courseId);
    const lessons = lessonsOf(manifest);
    const ids = lessons.map((lesson) => lesson.id);
    const withLecture = new Set(
      lessons.filter((lesson) => Object.keys(lesson.lectures).length).map((lesson) => lesson.id),
    );
    const [{ summary }, opened] = await Promise.all([
      standing(enrolment ?? { personId: ctx.person.id, courseId: manifest.courseId, version: manifest.version }),
      store.lessonsOf(ctx.person.id, ids),
    ]);
    const completed = new Set(summary?.completedLessons);
    return {
      courseId: manifest.courseId,
      version: manifest.version,
      moved: enrolment?.movedAt ? { from: enrolment.earlier?.at(-1) ?? 0, at: enrolment.movedAt } : null,
      enrolledAt: enrolment?.enrolledAt ?? null,
      startedAt: summary?.startedAt ?? null,
      completedAt: summary?.completedAt ?? null,
      lessonsCompleted: completed.size,
      lessonsTotal: ids.length,
      continueLessonId: continueAt(ids, completed, summary?.lastLessonId) ?? null,
      lessons: await Promise.all(
        opened.map((each) => presentLesson(each, { hasLecture: withLecture.has(each.lessonId), manifest })),
      ),
    };
  },

  async openLesson(ctx, { params }) {
    const place = await placeOf(ctx.person, params.courseId, params.lessonId);
    return applyChange(place, {}, ctx.now);
  },

  async readLesson(ctx, { params, query }) {
    const place = await placeOf(ctx.person, params.courseId, params.lessonId);
    const readIn = Math.min(place.version, Number(query.version ?? place.version));
    return applyChange(place, { read: true, readIn }, ctx.now);
  },

  watch: (ctx, { params }) => watchState(ctx.person, params),
  reportWatch: (ctx, { params, body }) => reportWatch(ctx.person, params, body, ctx.now),

  async learners(ctx, { params, query }) {
    await requireLearnersOf(ctx, params.courseId, query.organisationId);
    const scope = `learners ${params.courseId} ${query.organisationId} ${ctx.person.id}`;
    const [{ rows, lastKey }, total] = await Promise.all([
      learnersPage(params.courseId, query.organisationId, await openCursor(query.cursor, scope, ctx.now)),
      enrolledCount(params.courseId, query.organisationId),
    ]);
    return { items: rows, next: await sealCursor(lastKey, scope, ctx.now), total };
  },

  async startExport(ctx, { params, body }) {
    const { jobId, organisationId, language, words } = body;
    await requireLearnersOf(ctx, params.courseId, organisationId);
    const total = await enrolledCount(params.courseId, organisationId);
    const task = { courseId: params.courseId, organisationId, language, words: JSON.stringify(words) };
    const by = { actorId: ctx.person.id, objectId: params.courseId };
    await store
      .putExportJob(
        {
          id: jobId,
          kind: 'learnersExport',
          ownerId: ctx.person.id,
          organisationId,
          task,
          total,
          fileAction: 'seeLearners',
        },
        [
          { ...by, kind: 'signal', type: 'progress.exportRequested', subjectId: jobId },
          { ...by, kind: 'fact', type: 'progress.exported', subjectId: organisationId },
        ],
        ctx.now,
      )
      .catch(async (error: unknown) => {
        if (!isConditionFailure(error)) throw error;
        const existing = await ownJob(jobId, ctx.person.id, 'learnersExport').catch(() => undefined);
        if (!isDeepStrictEqual(existing?.task, task)) throw new AppError('idTaken');
      });
    return presentJob(await ownJob(jobId, ctx.person.id, 'learnersExport'));
  },

  async exportJob(ctx, { params }) {
    const job = await ownJob(params.jobId, ctx.person.id, 'learnersExport');
    const shown = presentJob(job);
    if (job.state !== 'succeeded') return shown;
    // a role taken away since counts: the file holds names
    requireIn(ctx, 'seeLearners', (await organisation(job.task['organisationId'] ?? '')).path);
    const isGone = ctx.now - Date.parse(job.finishedAt ?? job.createdAt) > fileMs;
    if (!job.file || isGone) return { ...shown, result: null };
    return { ...shown, result: { url: await exportLink(job.file.key, job.file.name) } };
  },
});
