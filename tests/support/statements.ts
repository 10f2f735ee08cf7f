/** People who have completed a course, and statements for them. */
import { readFileSync } from 'node:fs';
import { courses } from '#contracts/courses.ts';
import { progress } from '#contracts/progress.ts';
import { statements, type Statement } from '#contracts/statements.ts';
import { fontFiles } from '../../infra/fonts.ts';
import { createPerson, newId, signIn, type Person, type TestClient } from './stack.ts';

/** Letters of Noto Serif, as the function finds them beside its bundle. */
export const testFonts = () => ({
  regular: readFileSync(fontFiles['regular.ttf']),
  bold: readFileSync(fontFiles['bold.ttf']),
});

/** Enrols and reads every lesson of a course without lectures. */
export async function completeCourse(client: TestClient, courseId: string): Promise<void> {
  await client.call(courses.enrol, { params: { courseId } });
  const { modules } = await client.call(courses.course, { params: { courseId } });
  for (const { id: lessonId } of modules.flatMap(({ lessons }) => lessons))
    await client.call(progress.readLesson, { params: { courseId, lessonId } });
}

/** Somebody new at an organisation, who has completed the course. */
export async function graduateOf(
  organisationId: string,
  courseId: string,
  name: Parameters<typeof createPerson>[2] = {},
): Promise<Person & { client: TestClient }> {
  const person = await createPerson(organisationId, ['learner'], name);
  const client = await signIn(person.login);
  await completeCourse(client, courseId);
  return { ...person, client };
}

/** What issues a statement to somebody, as a page asks it. */
export const order = (organisationId: string, courseId: string, personId: string) => ({
  params: { statementId: newId('statement') },
  body: { organisationId, courseId, personId, languages: ['uk' as const], replaces: null },
});

export const issueTo = (by: TestClient, organisationId: string, courseId: string, personId: string) =>
  by.call(statements.issue, order(organisationId, courseId, personId)) as Promise<Statement>;
