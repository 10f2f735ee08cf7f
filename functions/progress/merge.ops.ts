/** What a duplicate has learned becomes the kept person's. The duplicate's own items stay, for the record. */
import { isDeepStrictEqual } from 'node:util';
import { dataOf, lessonsOf, manifestOfVersion } from '../courses/courses.reads.ts';
import { keptPerson } from '../identity/identity.reads.ts';
import type { RecordEvent } from '../platform/events.ts';
import type { NewRecord } from '../platform/record.ts';
import { unitedLesson, unitedSummary, type CoursePlace } from './merge.ts';
import { uniteNotes } from './notes.ops.ts';
import { dataOf as everythingOf } from './progress.reads.ts';
import * as store from './progress.store.ts';
import * as watching from './watch.store.ts';
import { unitedWatch, type WatchItem } from './watched.ts';

type Everything = Awaited<ReturnType<typeof everythingOf>>;

/** Reaction: again, it finds nothing to do; somebody learning at that very moment makes it fail and come again. */
export async function uniteProgress({ subjectId, objectId, now }: RecordEvent): Promise<void> {
  const person = await keptPerson(subjectId);
  if (!person || objectId === undefined) return;
  await uniteNotes(objectId, person.id);
  const [duplicate, kept] = (await Promise.all([objectId, person.id].map(everythingOf))) as [Everything, Everything];
  for (const watch of duplicate.lectures) await uniteLecture(watch, kept, person.id);
  const [theirs, own] = await Promise.all([dataOf(objectId), dataOf(person.id)]);
  for (const { courseId, version } of theirs.enrolments) {
    const summary = duplicate.courses.find((each) => each.courseId === courseId && each.version === version);
    const learned = own.enrolments.find((each) => each.courseId === courseId)?.version ?? version;
    const place = await placeOf(person.id, courseId, learned);
    if (summary) await uniteCourse({ summary, lessons: duplicate.lessons }, kept, place, { from: objectId, now });
  }
}

async function placeOf(personId: string, courseId: string, version: number): Promise<CoursePlace> {
  const lessons = lessonsOf(await manifestOfVersion(courseId, version));
  return {
    personId,
    courseId,
    version,
    lessons: lessons.map(({ id, lectures }) => ({ id, hasLecture: Object.keys(lectures).length > 0 })),
  };
}

async function uniteLecture(theirs: WatchItem, kept: Everything, personId: string): Promise<void> {
  const { lectureId, version } = theirs;
  const own = kept.lectures.find((each) => each.lectureId === lectureId && each.version === version);
  const united = unitedWatch(own, theirs, personId);
  if (isDeepStrictEqual(united, own)) return;
  if (!(await watching.saveWatch(own, united))) throw new Error('watched meanwhile');
}

async function uniteCourse(
  duplicate: { summary: store.Summary; lessons: store.StoredLesson[] },
  kept: Everything,
  place: CoursePlace,
  { from, now }: { from: string; now: number },
): Promise<void> {
  const at = new Date(now).toISOString();
  const { courseId, version, personId } = place;
  const ids = new Set(place.lessons.map(({ id }) => id));
  const pairs = duplicate.lessons
    .filter(({ lessonId }) => ids.has(lessonId))
    .map((theirs) => {
      const before = kept.lessons.find(({ lessonId }) => lessonId === theirs.lessonId);
      return { before, after: unitedLesson(before, theirs, place, at) };
    });
  const before = kept.courses.find((each) => each.courseId === courseId && each.version === version);
  const lessons = pairs.map(({ after }) => after);
  const after = unitedSummary(before, duplicate.summary, place, lessons, at);
  for (const pair of pairs) {
    if (isDeepStrictEqual(pair.before, pair.after)) continue;
    if (!(await store.saveUnitedLesson(pair.before, pair.after))) throw new Error('learned meanwhile');
  }
  if (before && isDeepStrictEqual({ ...after, revision: before.revision }, before)) return;
  const about = { kind: 'fact', subjectId: personId, actorId: 'system', objectId: courseId } as const;
  const facts: NewRecord[] = [{ ...about, type: 'progress.merged', data: { courseId, version, from } }];
  const first = after.completedAt !== undefined && !before?.completedAt && !duplicate.summary.completedAt;
  if (first) facts.push({ ...about, type: 'progress.courseCompleted', data: { courseId, version } });
  if (!(await store.saveSummary(before, after, facts, now))) throw new Error('learned meanwhile');
}
