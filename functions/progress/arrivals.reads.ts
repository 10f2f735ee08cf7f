/** Where a learner stands in the version they are on: as it is kept, or carried from the versions before it. */
import { lessonsOf, manifestOfVersion, sinceRead, type Manifest } from '../courses/courses.reads.ts';
import type { LessonProgress } from '#contracts/progress.ts';
import { carried } from './carrying.ts';
import type { LessonItem } from './lesson-progress.ts';
import * as store from './progress.store.ts';

/** What is needed of an enrolment. */
export interface Enrolled {
  personId: string;
  courseId: string;
  version: number;
  earlier?: readonly number[] | undefined;
  movedAt?: string | undefined;
}

/** One summary for each enrolment that has begun, in no order. Until the first step in a version it is computed. */
export async function standings(enrolled: readonly Enrolled[]): Promise<store.Summary[]> {
  const kept = await store.summaries(enrolled.map(keyOf));
  const known = new Set(kept.map(nameOf));
  const arrived = enrolled.filter((each) => each.earlier?.length && !known.has(nameOf(each)));
  const before = await store.summaries(arrived.flatMap(earlierKeys));
  const carriedOnes = await Promise.all(
    arrived.map((each) =>
      broughtAlong(
        each,
        before.filter(({ personId, courseId }) => personId === each.personId && courseId === each.courseId),
      ),
    ),
  );
  return [...kept, ...carriedOnes.flatMap((each) => each ?? [])];
}

export interface Standing {
  /** as it stands in the table; undefined before the first step in this version */
  kept: store.Summary | undefined;
  /** what counts: that, or what was brought along */
  summary: store.Summary | undefined;
}

export async function standing(enrolled: Enrolled): Promise<Standing> {
  const kept = await store.summary(enrolled);
  if (kept || !enrolled.earlier?.length) return { kept, summary: kept };
  return { kept, summary: await broughtAlong(enrolled, await store.summaries(earlierKeys(enrolled))) };
}

async function broughtAlong(enrolled: Enrolled, before: readonly store.Summary[]): Promise<store.Summary | undefined> {
  if (!before.length) return undefined;
  const { personId, courseId, version, movedAt = '' } = enrolled;
  const lessonIds = lessonsOf(await manifestOfVersion(courseId, version)).map(({ id }) => id);
  return carried(before, { personId, courseId, version, lessonIds, at: movedAt });
}

const keyOf = ({ personId, courseId, version }: Enrolled): store.SummaryKey => ({ personId, courseId, version });
const nameOf = ({ personId, courseId }: store.SummaryKey): string => `${personId} ${courseId}`;
const earlierKeys = ({ personId, courseId, earlier = [] }: Enrolled): store.SummaryKey[] =>
  earlier.map((version) => ({ personId, courseId, version }));

/** What has changed in a lesson since the learner read it; null where nothing has, or it was never read. */
export async function changedSince(
  { read, readIn, version: opened, lessonId }: LessonItem,
  now: Manifest,
): Promise<LessonProgress['changed']> {
  const version = readIn ?? opened;
  if (!read || version >= now.version) return null;
  const then = await manifestOfVersion(now.courseId, version);
  const side = (of: Manifest) => lessonsOf(of).find(({ id }) => id === lessonId);
  const [was, is] = [side(then), side(now)];
  if (!was || !is) return null;
  const { rewritten, film } = sinceRead({ lesson: was, of: then }, { lesson: is, of: now });
  return rewritten.length || film ? { version, languages: rewritten, film } : null;
}
