/** A course with a lecture, and learners in it: what the tests of progress have in common. */
import { expect } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { progress } from '#contracts/progress.ts';
import { courseBundle, importCourse, withLecture } from '../support/bundle.ts';
import {
  createAcademyTree,
  createPerson,
  now,
  records,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { replyAt } from './direct.ts';

/** declared by the bundle: rules count by it, whatever the six-second film is */
export const lectureSeconds = 600;

export interface Place {
  tree: AcademyTree;
  courseId: string;
  /** lessons without a lecture */
  law: string;
  duty: string;
  /** the lesson with the lecture */
  talk: string;
  lectureId: string;
}

/** An academy with a course whose lecture is ready. */
export async function createPlace(): Promise<Place> {
  const tree = await createAcademyTree();
  const instructor = await signIn(tree.instructor.login);
  const from = withLecture(courseBundle(), { durationSeconds: lectureSeconds });
  const courseId = await importCourse(instructor, from, tree.academyId);
  const { modules } = await instructor.call(courses.course, { params: { courseId } });
  const [law, duty, talk] = modules.flatMap(({ lessons }) => lessons);
  const lectureId = talk!.lectures.uk!;
  const look = () => instructor.reply(lectures.lecture, { params: { lectureId } });
  await until(look, ({ body }) => body.state === 'ready');
  return { tree, courseId, law: law!.id, duty: duty!.id, talk: talk!.id, lectureId };
}

export class Learner {
  readonly id: string;
  readonly client: TestClient;
  readonly #place: Place;

  private constructor(id: string, client: TestClient, place: Place) {
    [this.id, this.client, this.#place] = [id, client, place];
  }

  /** A new person of the academy, signed in and enrolled in the course. */
  static async create(place: Place): Promise<Learner> {
    const { id, login } = await createPerson(place.tree.academyId, ['learner']);
    const client = await signIn(login);
    await client.call(courses.enrol, { params: { courseId: place.courseId } });
    return new Learner(id, client, place);
  }

  open = (lessonId: string) => this.client.call(progress.openLesson, { params: this.#lesson(lessonId) });
  read = (lessonId: string) => this.client.call(progress.readLesson, { params: this.#lesson(lessonId) });
  course = () => this.client.call(progress.course, { params: { courseId: this.#place.courseId } });
  home = () => this.client.call(progress.home, {});
  watched = () => this.client.call(progress.watch, { params: this.#lecture() });
  facts = async () =>
    (await records(this.id)).filter(({ kind, type }) => kind === 'fact' && type.startsWith('progress.'));

  /** Opens the lesson with the lecture at a fixed moment; answers a way to report so many seconds later. */
  async watching() {
    const opened = await now();
    await replyAt(this.client, opened, progress.openLesson, { params: this.#lesson(this.#place.talk) });
    return async (seconds: number, spans: [number, number][], positionSeconds = spans.at(-1)?.[1] ?? 0) => {
      const input = { params: this.#lecture(), body: { positionSeconds, spans } };
      const { status, body } = await replyAt(this.client, opened + seconds * 1000, progress.reportWatch, input);
      expect([status, body.error]).toEqual([200, undefined]);
      return body;
    };
  }

  #lesson = (lessonId: string) => ({ courseId: this.#place.courseId, lessonId });
  #lecture = () => ({ ...this.#lesson(this.#place.talk), lectureId: this.#place.lectureId });
}
