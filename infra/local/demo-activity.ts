/** What the demo's learners have done: enrolled and read in the past weeks, watched the lecture as soon as it is ready. */
import { readFileSync } from 'node:fs';
import type { Course } from '#contracts/courses.ts';
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { Client } from './client.ts';
import { demoCourseId as courseId, demoPeople } from './demo.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

interface Activity {
  person: string;
  lessonsDone: number;
  lectureShare: number;
  lessonOpen: boolean;
}

const longArticles: [number, number] = [60, 88];
const hour = 3_600_000;
const day = 24 * hour;
const activities = (): Activity[] =>
  JSON.parse(readFileSync(new URL('../../content/demo/activity.json', import.meta.url), 'utf8')) as Activity[];

/** Enrols and reads with the clock set back, so that the dates are those of a course under way. */
export async function seedLearning(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const present = stack.clock.now() - Date.now();
  for (const [index, activity] of activities().entries()) {
    // between twelve and three days ago, spread over the day
    const start = present - (12 - (index % 10)) * day - (index % 7) * hour;
    stack.clock.shift(start - (stack.clock.now() - Date.now()));
    await learn(stack, activity);
  }
  stack.clock.shift(present - (stack.clock.now() - Date.now()));
  say(`${activities().length} learners under way`);
}

async function learn(stack: LocalStack, activity: Activity): Promise<void> {
  const client = await signIn(stack, activity);
  const course = await client.call(courses.course, { params: { courseId } });
  await client.call(courses.enrol, { params: { courseId } });
  const lessons = lessonsOf(course);
  for (const lesson of lessons.slice(0, activity.lessonsDone)) {
    stack.clock.shift(40 * 60_000);
    await client.call(progress.readLesson, { params: { courseId, lessonId: lesson.id } });
  }
  const open = lessons[activity.lessonsDone];
  if (activity.lessonOpen && open) await client.call(progress.openLesson, { params: { courseId, lessonId: open.id } });
}

/** Waits for the lecture and reports what each learner has watched of it. */
export async function seedWatching(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const watching = activities().filter((activity) => activity.lectureShare > 0);
  for (const [index, activity] of watching.entries()) {
    const client = await signIn(stack, activity);
    const lesson = lessonsOf(await client.call(courses.course, { params: { courseId } }))[0]!;
    const lectureId = lesson.lectures.uk ?? '';
    const { durationSeconds } = await readyLecture(client, lectureId);
    const seconds = durationSeconds * activity.lectureShare;
    const body = {
      positionSeconds: activity.lectureShare === 1 ? 0 : seconds,
      spans: [[0, seconds]] as [number, number][],
      // the long articles are heard twice; most read along
      again: seconds > longArticles[1] ? [longArticles] : [],
      captions: index % 3 > 0,
    };
    await client.call(progress.reportWatch, { params: { courseId, lessonId: lesson.id, lectureId }, body });
  }
  say('lectures are ready and watched');
}

async function readyLecture(client: Client, lectureId: string) {
  for (;;) {
    const lecture = await client.call(lectures.lecture, { params: { lectureId } });
    if (lecture.state === 'failed') throw new Error(`lecture failed: ${lecture.failure}`);
    if (lecture.state === 'ready') return lecture;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function signIn(stack: LocalStack, { person }: Activity): Promise<Client> {
  const { login } = demoPeople().find((each) => each.key === person)!;
  return new Client(stack.origin).signIn(login, demoPassword);
}

const lessonsOf = (course: Course) => course.modules.flatMap((module) => module.lessons);
