/** Who finds a course that an academy shares, and what a recall of it does. */
import { expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { courses } from '#contracts/courses.ts';
import { adoption } from '#contracts/adoption.ts';
import { progress } from '#contracts/progress.ts';
import { draftSharing, sharing } from '#contracts/sharing.ts';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import { releaseDraft, seesShared, share, sharedIds } from '../support/sharing.ts';
import { createAcademyTree, createPerson, newId, records, settled, signIn, until } from '../support/stack.ts';

async function twoAcademies() {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, adopter, admin] = await Promise.all([
    signIn(a.instructor.login),
    signIn(b.instructor.login),
    signIn(a.admin.login),
  ]);
  return { a, b, author, adopter, admin };
}

it('a course is found by those it is shared with, once it is released, and by nobody else', async () => {
  const { a, b, author, adopter } = await twoAcademies();
  const third = await createAcademyTree();
  const other = await signIn(third.instructor.login);
  const mark = newId('course').slice(-8);
  const { courseId } = await writeCourse(author, a.academyId, { title: { uk: `Спільний ${mark}`, en: mark } });
  await share(author, courseId, 'listed', [b.academyId]);
  await settled();
  expect(await sharedIds(adopter)).not.toContain(courseId);
  await releaseDraft(author, courseId);
  await seesShared(adopter, courseId);
  expect([await sharedIds(other), await sharedIds(author)].flat()).not.toContain(courseId);
  const ask = (client: typeof other) => client.reply(sharing.sharedCourse, { params: { courseId } });
  expect([outcome(await ask(other)), outcome(await ask(author)), outcome(await ask(adopter))]).toEqual([
    'notFound',
    'notFound',
    200,
  ]);
  expect(await sharedIds(adopter, { q: `спільн ${mark}`.toUpperCase() })).toEqual([courseId]);
  expect(await sharedIds(adopter, { q: `${mark} немає` })).toEqual([]);
  expect(await sharedIds(adopter, { q: mark, language: 'kk' })).toEqual([]);
  expect(await sharedIds(adopter, { q: mark, organisation: a.academyId })).toEqual([courseId]);
  const { modules } = (await ask(adopter)).body;
  const lessonId = modules[0]!.lessons[0]!.id;
  const preview = await adopter.call(sharing.sharedLesson, {
    params: { courseId, lessonId },
    query: { language: 'en' },
  });
  expect(preview.text).toContain('(en)');
  await share(author, courseId, 'all');
  await seesShared(other, courseId);
  await share(author, courseId, 'nobody');
  await seesShared(adopter, courseId, false);
  expect(outcome(await ask(adopter))).toBe('notFound');
  const said = await author.call(draftSharing.courseSharing, { params: { courseId } });
  expect(said).toMatchObject({ with: 'nobody', revision: 3, mayChange: true, adopters: [] });
}, 90_000);

it('is shared with academies and regions alone, by those who may, and never over a decision one has not seen', async () => {
  const { a, b, author, adopter, admin } = await twoAcademies();
  const { courseId } = await writeCourse(author, a.academyId);
  const to = (client: typeof author, organisationIds: string[], revision = 0) =>
    client.reply(draftSharing.shareCourse, {
      params: { courseId },
      body: { revision, with: 'listed' as const, organisationIds },
    });
  expect(outcome(await to(adopter, [b.academyId]))).toBe('notFound');
  expect([outcome(await to(author, [b.unitId])), outcome(await to(author, [a.academyId]))]).toEqual([
    'invalid',
    'invalid',
  ]);
  expect((await to(admin, [b.academyId])).body).toEqual({ revision: 1 });
  // sent once more
  expect((await to(admin, [b.academyId])).body).toEqual({ revision: 1 });
  expect(outcome(await to(author, []))).toBe('conflict');
  const facts = (await records(courseId)).filter(({ type }) => type === 'authoring.shared');
  expect(facts).toMatchObject([{ kind: 'fact', data: { with: 'listed', organisations: b.academyId, revision: 1 } }]);
}, 60_000);

it('a recalled version is out of the catalogue, its learners are warned at once, and lifting that is on record too', async () => {
  const { a, b, author, adopter, admin } = await twoAcademies();
  const { courseId } = await writeCourse(author, a.academyId);
  await share(author, courseId, 'all');
  await releaseDraft(author, courseId);
  const [learner, late] = [await signIn(a.learner.login), await signIn(a.unitLearner.login)];
  const params = { courseId };
  await learner.call(courses.enrol, { params });
  await seesShared(adopter, courseId);
  const recall = (client: typeof admin, reason: string | null, version = '1') =>
    client.reply(sharing.recallVersion, { params: { courseId, version }, body: { reason } });
  expect([outcome(await recall(author, 'Хибна стаття')), outcome(await recall(adopter, 'Хибна стаття'))]).toEqual([
    'notAllowed',
    'notAllowed',
  ]);
  expect(outcome(await recall(admin, 'Хибна стаття', '2'))).toBe('notFound');
  const said = (await recall(admin, 'Хибна стаття')).body.recall;
  expect(said).toMatchObject({ version: 1, reason: 'Хибна стаття' });
  expect((await recall(admin, 'Інакше')).body.recall).toEqual(said);
  const warning = { version: 1, reason: 'Хибна стаття', ofOrigin: false };
  const course = await learner.call(courses.course, { params });
  const lessonId = course.modules[0]!.lessons[0]!.id;
  expect(course.recall).toMatchObject(warning);
  expect((await learner.call(courses.lesson, { params: { courseId, lessonId }, query: {} })).recall).toMatchObject(
    warning,
  );
  // who has read something stays on their version when a newer one is released
  await learner.call(progress.readLesson, { params: { courseId, lessonId } });
  const { courses: mine } = await learner.call(progress.home, {});
  expect(mine.find((each) => each.course.id === courseId)?.course.recall).toMatchObject(warning);
  expect(outcome(await late.reply(courses.course, { params }))).toBe('notFound');
  await seesShared(adopter, courseId, false);
  const body = { id: newId('course'), organisationId: b.academyId, from: courseId, version: 1 };
  expect(outcome(await adopter.reply(adoption.adopt, { body }))).toBe('versionRecalled');
  expect((await draftOf(author, courseId)).recall).toMatchObject(warning);
  // a new version is not the one that was recalled
  const { revision } = await draftOf(author, courseId);

  await author.call(authoring.changeDraft, { params, body: { revision, topics: ['право'] } });
  expect(await releaseDraft(author, courseId)).toBe(2);
  expect((await late.call(courses.course, { params })).recall).toBeNull();
  expect((await learner.call(courses.course, { params })).recall).toMatchObject(warning);
  await seesShared(adopter, courseId);
  expect(outcome(await recall(admin, null))).toBe(200);
  expect((await learner.call(courses.course, { params })).recall).toBeNull();
  const types = (await records(courseId)).map(({ type }) => type).filter((type) => type.startsWith('courses.recall'));
  expect(types).toEqual(['courses.recalled', 'courses.recallLifted']);
}, 120_000);

it('retiring and recalling do not undo one another', async () => {
  const { a, author, admin } = await twoAcademies();
  const { courseId } = await writeCourse(author, a.academyId);
  await releaseDraft(author, courseId);
  const params = { courseId };
  const late = await signIn((await createPerson(a.academyId, ['learner'])).login);
  const status = async () => (await late.reply(courses.course, { params })).status;
  const recall = (reason: string | null) =>
    admin.call(sharing.recallVersion, { params: { courseId, version: '1' }, body: { reason } });
  const retire = (reason: string | null) => admin.call(courses.retireCourse, { params, body: { reason } });
  await recall('Хибно');
  await retire('Застаріло');
  await recall(null);
  expect(await status()).toBe(404);
  await recall('Знову');
  await retire(null);
  expect(await status()).toBe(404);
  await recall(null);
  expect(await until(status, (each) => each === 200)).toBe(200);
}, 60_000);
