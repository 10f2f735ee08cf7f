/** The local cloud on free ports with fresh demo data on disk, as `npm start` runs it, in this process. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { courses, type Course, type LessonOutline } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { buildAssembly, root, step } from '../../infra/local/build.ts';
import { Client } from '../../infra/local/client.ts';
import { demoCourseId, demoPeople, seedDemo } from '../../infra/local/demo.ts';
import { demoPassword } from '../../infra/local/provider.ts';
import { startStack, type LocalStack } from '../../infra/local/stack.ts';
import { freePorts } from '../support/ports.ts';
import { atEnd, freshFolder } from './closings.ts';

export interface Place {
  assembly: string;
  dataDir: string;
  port: number;
}
export interface Running {
  stack: LocalStack;
  stop(): Promise<void>;
}

export async function freshPlace(): Promise<Place> {
  // lectures already transcoded by a test or an earlier bench are taken from there: their transcoding is not measured here
  process.env.KURS_MEDIA_CACHE ??= join(root, '.build/media-cache');
  const dataDir = join(freshFolder(), 'data');
  mkdirSync(dataDir);
  return { assembly: await buildAssembly(), dataDir, port: await freePorts() };
}

export async function run(place: Place): Promise<Running> {
  const log = (line: Record<string, unknown>) => {
    if (line.level === 'error') console.error(`! ${JSON.stringify(line).slice(0, 500)}`);
  };
  const stack = await step('starting the local cloud', () => startStack({ ...place, enforce: false, log }));
  return { stack, stop: atEnd(() => stack.close()) };
}

/** The demo with everything that goes on in the background: afterwards nothing competes with what is measured. */
export async function seed(stack: LocalStack, { dataDir }: Place): Promise<void> {
  await step('bringing in the demo and its lectures', async () => {
    const { rest } = await seedDemo(stack, { dataDir, say: () => undefined });
    await rest;
    await stack.settled();
  });
}

/** Signs in demo learners, enrolled and with a lesson open, so that home has something to continue with. */
export function signInLearners(stack: LocalStack, count: number): Promise<Client[]> {
  const learners = demoPeople().filter((person) => person.memberships.some(({ roles }) => roles.includes('learner')));
  return step(`signing in ${count} learners`, async () => {
    const clients: Client[] = [];
    for (let index = 0; index < count; index += 1) {
      // where there are fewer learners than users, some are signed in twice
      const { login } = learners[index % learners.length]!;
      const client = await new Client(stack.origin).signIn(login, demoPassword);
      await client.call(courses.enrol, { params: { courseId: demoCourseId } });
      const lessonId = (await demoLessons(client)).withLecture.id;
      await client.call(progress.openLesson, { params: { courseId: demoCourseId, lessonId } });
      clients.push(client);
    }
    await stack.settled();
    return clients;
  });
}

/** A lesson of the demo course with a lecture and one without, as its Ukrainian edition has them. */
export async function demoLessons(client: Client): Promise<{ withLecture: LessonOutline; without: LessonOutline }> {
  const course: Course = await client.call(courses.course, { params: { courseId: demoCourseId } });
  const lessons = course.modules.flatMap((module) => module.lessons);
  const withLecture = lessons.find((lesson) => lesson.lectures.uk);
  const without = lessons.find((lesson) => Object.keys(lesson.lectures).length === 0);
  if (!withLecture || !without) throw new Error('the demo course needs a lesson with a lecture and one without');
  return { withLecture, without };
}
