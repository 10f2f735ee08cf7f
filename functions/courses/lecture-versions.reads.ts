/** The versions of a lecture: which releases of its course first had them. For rooms that tell how a lecture is watched. */
import { AppError } from '#contracts/errors.ts';
import type { Person } from '../platform/session.ts';
import {
  cardsById,
  isFor,
  lessonsOf,
  manifest as manifestUnder,
  type Manifest,
  type ManifestLecture,
} from './courses.reads.ts';
import { versionsOf } from './courses.store.ts';

export interface LectureVersion {
  lecture: ManifestLecture;
  lessonId: string;
  /** the first version of the course that had it, as far as looked back */
  courseVersion: number;
  releasedAt: string;
}

/** releases of a course that are looked back through */
const releasesMax = 60;

/** The newest first, of those the person may see; `notFound` where there is none. */
export async function lectureVersions(person: Person, courseId: string, lectureId: string): Promise<LectureVersion[]> {
  const card = (await cardsById([courseId])).get(courseId);
  if (!card || !(await isFor(person, card))) throw new AppError('notFound');
  const releases = (await versionsOf(courseId)).slice(0, releasesMax);
  const manifests = await Promise.all(releases.map(({ manifest }) => manifestUnder(manifest)));
  const found: LectureVersion[] = [];
  for (const manifest of manifests) {
    const here = versionIn(manifest, lectureId);
    if (!here || !(await isFor(person, { ...card, audience: manifest.audience }))) continue;
    const known = found.at(-1);
    if (known?.lecture.version === here.lecture.version)
      Object.assign(known, { courseVersion: here.courseVersion, releasedAt: here.releasedAt });
    else found.push(here);
  }
  if (found.length === 0) throw new AppError('notFound');
  return found;
}

function versionIn(manifest: Manifest, lectureId: string): LectureVersion | undefined {
  const lecture = manifest.lectures.find(({ id }) => id === lectureId);
  const lesson = lessonsOf(manifest).find(({ lectures }) => Object.values(lectures).includes(lectureId));
  if (!lecture || !lesson) return undefined;
  return { lecture, lessonId: lesson.id, courseVersion: manifest.version, releasedAt: manifest.releasedAt };
}
