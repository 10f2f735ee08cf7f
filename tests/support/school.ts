/** A course where people learn: an academy tree, a released course of three lessons with a lecture that plays. */
import { courses } from '#contracts/courses.ts';
import { lectures } from '#contracts/lectures.ts';
import { courseBundle, importCourse, withLecture, type TestBundle } from './bundle.ts';
import {
  createAcademyTree,
  createPerson,
  signIn,
  until,
  type AcademyTree,
  type Person,
  type TestClient,
} from './stack.ts';

export interface School extends AcademyTree {
  courseId: string;
  /** the instructor, signed in */
  teacher: TestClient;
  lessons: Record<'law' | 'duty' | 'talk', string>;
  lectureId: string;
  coursePath: string;
  lessonPath(key: 'law' | 'duty' | 'talk'): string;
}

/** Brings the course in and waits until its lecture is ready. */
export async function createSchool(from: TestBundle = courseBundle()): Promise<School> {
  const tree = await createAcademyTree();
  const teacher = await signIn(tree.instructor.login);
  const courseId = await importCourse(teacher, withLecture(from), tree.academyId);
  const { modules } = await teacher.call(courses.course, { params: { courseId } });
  const outlines = modules.flatMap((module) => module.lessons);
  const [law = '', duty = '', talk = ''] = outlines.map(({ id }) => id);
  const lessons = { law, duty, talk };
  const lectureId = outlines[2]?.lectures.uk ?? '';
  await until(
    // until the event of the release is heard there is no such lecture
    () => teacher.reply(lectures.lecture, { params: { lectureId } }),
    ({ body }) => body.state === 'ready',
  );
  const coursePath = `/courses/${courseId}`;
  const lessonPath: School['lessonPath'] = (key) => `${coursePath}/lessons/${lessons[key]}`;
  return { ...tree, courseId, teacher, lessons, lectureId, coursePath, lessonPath };
}

export interface Learner extends Person {
  client: TestClient;
}

/** A new learner of the academy, signed in; enrolled unless said otherwise. */
export async function newLearner(
  { academyId, courseId }: Pick<School, 'academyId' | 'courseId'>,
  { enrolled = true, familyName }: { enrolled?: boolean; familyName?: string } = {},
): Promise<Learner> {
  const person = await createPerson(academyId, ['learner'], familyName ? { familyName } : {});
  const client = await signIn(person.login);
  if (enrolled) await client.call(courses.enrol, { params: { courseId } });
  return { ...person, client };
}
