/** Questions inside a lecture that goes elsewhere: adopted it asks them still, as a file it leaves behind what is not the academy’s. */
import { expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { filmQuestions } from '#contracts/film-questions.ts';
import { lectureQuestions } from '#contracts/lecture-questions.ts';
import { progress } from '#contracts/progress.ts';
import { bringIn, exported, unpacked } from '../support/archive.ts';
import { draftOf } from '../support/authoring.ts';
import { newImport } from '../support/bundle.ts';
import { answerTo, askedOf, asks, lectureToAsk, option, placeOf, releaseAsking } from '../support/lecture-questions.ts';
import { plainPicture, sendAndCheck } from '../support/media.ts';
import { approvedQuestion, singleChoice } from '../support/questions.ts';
import { newReviewer, release, submit } from '../support/reviews.ts';
import { adoptCourse, seesShared, share } from '../support/sharing.ts';
import { createAcademyTree, settled, signIn, type TestClient } from '../support/stack.ts';

async function askedIn(client: TestClient, courseId: string) {
  const { lessons } = await draftOf(client, courseId);
  const [lectureId = ''] = lessons.flatMap(({ lectures }) => lectures.uk?.id ?? []);
  return (await client.call(filmQuestions.filmQuestions, { params: { courseId, lectureId } })).items;
}

it('an archive brings its questions along within the academy, and leaves them behind elsewhere', async () => {
  const lecture = await lectureToAsk(1);
  const items = [asks(lecture.questionIds[0]!, 1000, { againFromMs: 0 })];
  await releaseAsking(lecture, items);
  const author = lecture.authors.instructor;
  const archive = unpacked(await exported(author, lecture.courseId));

  const here = newImport(lecture.academyId);
  const { result: kept } = await bringIn(author, archive, here);
  expect(kept).toEqual({ courseId: here.courseId, reviewId: expect.any(String) });
  expect(await askedIn(author, here.courseId)).toEqual(items);

  const { academyId, instructor } = await createAcademyTree();
  const other = await signIn(instructor.login);
  const there = newImport(academyId);
  const { state, result } = await bringIn(other, archive, there);
  expect([state, result]).toMatchObject(['succeeded', { questionsLeftOut: '1' }]);
  expect(await askedIn(other, there.courseId)).toEqual([]);
}, 120_000);

it('an adopted course asks the questions of its original, pictures included, and counts them for its own learners', async () => {
  const lecture = await lectureToAsk(0);
  const { instructor: author, reviewer } = lecture.authors;
  const data = await plainPicture(40, 30).png().toBuffer();
  const { id } = await sendAndCheck(author, { organisationId: lecture.academyId, kind: 'picture', data });
  const given = { uk: `![Схема](media:${id})`, en: `![A scheme](media:${id})` };
  const content = { ...singleChoice(), given };
  const questionId = await approvedQuestion({ author, reviewer }, lecture.academyId, { content });
  await share(author, lecture.courseId, 'all');
  await releaseAsking(lecture, [asks(questionId, 1000)]);

  const there = await createAcademyTree();
  const adopter = await signIn(there.instructor.login);
  await seesShared(adopter, lecture.courseId);
  const courseId = await adoptCourse(adopter, lecture.courseId, there.academyId);
  const { client: reviewerThere } = await newReviewer(there.academyId);
  await release(reviewerThere, await submit(adopter, courseId, { languages: ['uk'] }));
  await settled();

  const learner = await signIn(there.learner.login);
  await learner.call(courses.enrol, { params: { courseId } });
  const { modules } = await learner.call(courses.course, { params: { courseId } });
  const lesson = modules.flatMap(({ lessons }) => lessons).find(({ lectures }) => lectures.uk)!;
  const copy = { ...lecture, courseId, lessonId: lesson.id, lectureId: lesson.lectures.uk! };
  const { body } = await askedOf(learner, copy);
  expect(body.items.map(({ question }) => question.questionId)).toEqual([questionId]);
  const { sha256 } = body.pictures[id]!;
  const picture = await learner.reply(lectureQuestions.lectureQuestionPicture, {
    params: { ...placeOf(copy), sha256 },
    query: {},
  });
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
  const place = { courseId, lessonId: lesson.id };
  expect(await learner.call(progress.openLesson, { params: place })).toMatchObject({ questionsLeft: 1 });
  expect((await answerTo(learner, copy, questionId, option('a'))).body).toMatchObject({
    answered: { bestShare: 1 },
    questionsLeft: 0,
  });
}, 120_000);
