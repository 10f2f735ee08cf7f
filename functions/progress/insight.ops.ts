/** How the learners of an academy or region watch a lecture: drawn from what is kept of each, kept itself for a while. */
import { Heat, type LectureInsight, type insight as contract } from '#contracts/insight.ts';
import { AppError } from '#contracts/errors.ts';
import { chaptersIn } from '#contracts/film-chapters.ts';
import { z } from '#contracts/z.ts';
import { enrolledPage } from '../courses/courses.reads.ts';
import { lectureVersions, type LectureVersion } from '../courses/lecture-versions.reads.ts';
import { contentText } from '../platform/blobs.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { emptyHeat, heatOf } from './heat.ts';
import { requireLearnersOf } from './learners.ops.ts';
import { mayBeDrawn, toldHeat } from './told-heat.ts';
import * as store from './watch.store.ts';

/** for so long nobody is asked again what they watched */
const freshMs = 10 * 60_000;
/** learners read at a time: five calls of a hundred items side by side */
const pageSize = 500;

export const insightHandlers: Handlers<typeof contract> = { lectureInsight };

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

async function lectureInsight(ctx: Context, { params, query }: Of<'lectureInsight'>): Promise<LectureInsight> {
  const { courseId, lectureId } = params;
  await requireLearnersOf(ctx, courseId, query.organisationId);
  const versions = await lectureVersions(ctx.person, courseId, lectureId);
  const chosen = versions.find(
    ({ lecture }) => query.version === undefined || lecture.version === Number(query.version),
  );
  if (!chosen) throw new AppError('notFound');
  const { lecture, lessonId } = chosen;
  const { version, language, durationSeconds } = lecture;
  const [heat, chapters] = await Promise.all([
    drawnHeat(courseId, query.organisationId, chosen, ctx.now),
    lecture.chapters === undefined ? [] : contentText(lecture.chapters).then(chaptersIn),
  ]);
  return {
    ...{ lectureId, lessonId, version, language, durationSeconds, heat },
    chapters: chapters.map(({ startMs, title }) => ({ startSeconds: startMs / 1000, title })),
    versions: versions.map(({ lecture: { version }, courseVersion, releasedAt }) => ({
      ...{ version, courseVersion, releasedAt },
    })),
  };
}

/** The line as it was drawn last, or a new one where it is time and enough has changed. */
async function drawnHeat(
  courseId: string,
  branchId: string,
  { lecture }: LectureVersion,
  now: number,
): Promise<Heat | null> {
  const key = { lectureId: lecture.id, version: lecture.version, branchId };
  const before = await store.storedHeat(key);
  if (before && now - before.checkedAt < freshMs) return shown(before);
  const heat = await watchedBy(courseId, key, lecture.durationSeconds, { since: before?.heat ? before.at : 0, now });
  const told = mayBeDrawn(heat, before?.heat !== undefined) ? toldHeat(heat) : undefined;
  const after: store.StoredHeat = told
    ? { ...key, heat: JSON.stringify({ ...told, at: new Date(now).toISOString() }), at: now, checkedAt: now }
    : { ...key, at: now, ...before, checkedAt: now };
  if (await store.saveHeat(before, after)) return shown(after);
  // somebody else drew it at the same moment: all see the same
  const theirs = await store.storedHeat(key);
  return theirs ? shown(theirs) : null;
}

const shown = ({ heat }: store.StoredHeat): Heat | null =>
  heat === undefined ? null : z.parse(Heat, JSON.parse(heat));

/** All learners of the academy or region, a page at a time: no more of them is in memory. */
async function watchedBy(
  courseId: string,
  { branchId, lectureId, version }: store.HeatKey,
  durationSeconds: number,
  { since, now }: { since: number; now: number },
) {
  const heat = emptyHeat(durationSeconds);
  let from: Record<string, unknown> | undefined;
  do {
    const { items, lastKey } = await enrolledPage(courseId, branchId, from, pageSize);
    const personIds = items.map(({ personId }) => personId);
    heatOf(await store.watchesOf(personIds, { lectureId, version }), durationSeconds, now, { since, heat });
    from = lastKey;
  } while (from);
  return heat;
}
