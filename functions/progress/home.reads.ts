/** The learner's home: what is under way, and where to go on. */
import type { progress } from '#contracts/progress.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import {
  enrolledCourses,
  lessonsOf,
  manifestOfVersion,
  type Manifest,
  type ManifestLesson,
} from '../courses/courses.reads.ts';
import type { Person } from '../platform/session.ts';
import { standings } from './arrivals.reads.ts';
import { continueAt } from './completion.ts';
import type * as store from './progress.store.ts';
import { watch } from './watch.store.ts';

type Home = OutputOf<(typeof progress)['home']>;
type Entry = Awaited<ReturnType<typeof enrolledCourses>>[number] & { summary: store.Summary | undefined };

export async function home(person: Person): Promise<Home> {
  const enrolled = await enrolledCourses(person.id);
  const summaries = await standings(enrolled.map(({ enrolment }) => enrolment));
  const byCourse = new Map(summaries.map((each) => [each.courseId, each]));
  const entries = enrolled.map((each): Entry => ({ ...each, summary: byCourse.get(each.course.id) })).sort(latestFirst);
  const under = entries.find((entry) => !entry.summary?.completedAt);
  return {
    next: under ? await nextStep(person, under) : null,
    courses: entries.map(({ course, enrolment, summary }) => ({
      course,
      enrolledAt: enrolment.enrolledAt,
      lessonsCompleted: summary?.completedLessons.length ?? 0,
      lastAt: summary?.lastAt ?? null,
      completedAt: summary?.completedAt ?? null,
    })),
  };
}

const latest = ({ summary, enrolment }: Entry) => summary?.lastAt ?? enrolment.enrolledAt;
const latestFirst = (a: Entry, b: Entry) => latest(b).localeCompare(latest(a));

async function nextStep(person: Person, { course, enrolment, summary }: Entry): Promise<Home['next']> {
  const manifest = await manifestOfVersion(course.id, enrolment.version);
  const lessons = lessonsOf(manifest);
  const completed = new Set(summary?.completedLessons);
  const id = continueAt(
    lessons.map((each) => each.id),
    completed,
    summary?.lastLessonId,
  );
  const lesson = lessons.find((each) => each.id === id);
  if (!lesson) return null;
  const moduleIndex = manifest.modules.findIndex((module) => module.lessons.includes(lesson));
  return {
    course,
    moduleNumber: moduleIndex + 1,
    modulesTotal: manifest.modules.length,
    lesson: { id: lesson.id, number: lesson.number, title: lesson.title, minutes: lesson.minutes },
    steps: manifest.modules[moduleIndex]!.lessons.map((each) => ({
      lessonId: each.id,
      number: each.number,
      title: each.title,
      completed: completed.has(each.id),
    })),
    ...(await position(person, manifest, lesson)),
  };
}

/** Where the person stopped in the lesson's lecture: the language watched last. */
async function position(person: Person, manifest: Manifest, lesson: ManifestLesson) {
  const ids = new Set(Object.values(lesson.lectures));
  const lectures = manifest.lectures.filter((each) => ids.has(each.id));
  const watched = await Promise.all(lectures.map((each) => watch(person.id, each.id, each.version)));
  const last = watched.filter((each) => each !== undefined).sort((a, b) => b.reportedAt - a.reportedAt)[0];
  const lecture = lectures.find((each) => each.id === last?.lectureId);
  return { positionSeconds: last?.positionSeconds ?? null, lectureSeconds: lecture?.durationSeconds ?? null };
}
