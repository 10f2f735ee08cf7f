/** A course that is taken from the catalogue: nobody begins it any more, who learns it keeps it. */
import { expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { importCourse, smallBundle } from '../support/bundle.ts';
import { draftOf } from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import { createAcademyTree, records, signIn, until } from '../support/stack.ts';
import { holds, statusOf } from './shelf.ts';

it('is gone from the catalogue and kept by its learners, until it is put back or released anew', async () => {
  const tree = await createAcademyTree();
  const [author, admin] = [await signIn(tree.instructor.login), await signIn(tree.admin.login)];
  const [learner, late] = [await signIn(tree.learner.login), await signIn(tree.unitLearner.login)];
  const courseId = await importCourse(author, smallBundle('Застаріле'), tree.academyId);
  const params = { courseId };
  await learner.call(courses.enrol, { params });
  await until(
    () => draftOf(author, courseId).catch(() => undefined),
    (draft) => draft?.state === 'released',
    30,
  );
  const retire = (reason: string | null, client = admin) =>
    client.reply(courses.retireCourse, { params, body: { reason } });
  expect(outcome(await retire('Закон змінився', author))).toBe('notAllowed');
  const first = (await retire('Закон змінився')).body;
  expect(first.retired?.reason).toBe('Закон змінився');
  expect((await retire('Інакше')).body).toEqual(first);
  expect([await holds(late, courseId), await holds(learner, courseId)]).toEqual([false, false]);
  expect([await statusOf(late, courseId), await statusOf(author, courseId)]).toEqual([404, 200]);
  expect(outcome(await late.reply(courses.enrol, { params }))).toBe('notFound');
  expect((await learner.call(courses.course, { params })).retired).toEqual(first.retired);
  await until(
    () => draftOf(author, courseId),
    ({ state }) => state === 'retired',
  );
  expect(await draftOf(author, courseId)).toMatchObject({ retired: first.retired, mayRetire: false });
  expect(await draftOf(admin, courseId)).toMatchObject({ retired: first.retired, mayRetire: true });
  expect((await retire(null)).body).toEqual({ retired: null });
  expect([await holds(late, courseId), await statusOf(late, courseId)]).toEqual([true, 200]);
  await until(
    () => draftOf(author, courseId),
    ({ state }) => state === 'released',
  );
  expect(await draftOf(author, courseId)).toMatchObject({ retired: null, mayRetire: false });
  await retire('Ще раз');
  await importCourse(author, smallBundle('Оновлене'), tree.academyId, courseId);
  expect(await holds(late, courseId)).toBe(true);
  const facts = (await records(courseId)).filter(({ kind }) => kind === 'fact');
  const types = facts.map(({ type }) => type).filter((type) => type.startsWith('courses.'));
  expect(types).toEqual([
    'courses.released',
    'courses.retired',
    'courses.restored',
    'courses.retired',
    'courses.released',
  ]);
}, 60_000);
