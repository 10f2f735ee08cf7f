/** Questions inside a lecture: put there from the bank, asked of who learns it, explained at once, counted in progress. */
import { beforeAll, describe, expect, it } from 'vitest';
import { filmQuestions } from '#contracts/film-questions.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { lectureQuestions } from '#contracts/lecture-questions.ts';
import { questions } from '#contracts/questions.ts';
import { progress } from '#contracts/progress.ts';
import { reviews } from '#contracts/reviews.ts';
import {
  answerTo,
  asks,
  askedOf,
  learnerOf,
  lectureToAsk,
  option,
  placeOf,
  putQuestions,
  releaseAsking,
  type AskingLecture,
} from '../support/lecture-questions.ts';
import { outcome } from '../support/people.ts';
import { addQuestion, approvedQuestion } from '../support/questions.ts';
import { createAcademyTree, newId, records, settled, signIn, until } from '../support/stack.ts';

const essay: QuestionContent = {
  ask: { uk: `Навіщо складають протокол ${newId('question')}?` },
  body: { kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] },
};

let lecture: AskingLecture;
beforeAll(async () => void (lecture = await lectureToAsk(2)), 60_000);

const at = () => ({ params: { courseId: lecture.courseId, lectureId: lecture.lectureId } });
const kept = () => lecture.authors.instructor.call(filmQuestions.filmQuestions, at());
const put = async (...items: Parameters<typeof putQuestions>[2]) =>
  putQuestions(lecture.authors.instructor, lecture, items, (await kept()).sha256);

describe('questions inside a film', () => {
  it('are saved where nobody was quicker, with what the bank says of them', async () => {
    const [first = '', second = ''] = lecture.questionIds;
    const items = [asks(first, 1000), asks(second, 3000, { required: false, againFromMs: 500 })];
    const saved = await put(...items);
    expect(outcome(saved)).toBe(200);
    expect(await kept()).toMatchObject({
      ...{ items, sha256: saved.body.sha256, bankOf: lecture.academyId },
      bank: [
        { questionId: first, kind: 'single', use: 'practice', version: 1, languages: ['uk', 'en'], fault: null },
        { questionId: second, fault: null },
      ],
    });
    expect(outcome(await putQuestions(lecture.authors.instructor, lecture, [], null))).toBe('conflict');
  });

  it('stand in their order, a second apart, inside of the film, each once; one listens again from before', async () => {
    const [first = '', second = ''] = lecture.questionIds;
    for (const wrong of [
      [asks(first, 3000), asks(second, 1000)],
      [asks(first, 1000), asks(second, 1999)],
      [asks(first, 1000), asks(first, 3000)],
      [asks(first, 3_600_000)],
      [asks(first, 2000, { againFromMs: 2000 })],
    ])
      expect(outcome(await put(...wrong)), JSON.stringify(wrong)).toBe('invalid');
  });

  it('are approved ones for practice, of the academy’s bank, which nobody has to mark', async () => {
    const { instructor: author, reviewer } = lecture.authors;
    const by = { author, reviewer };
    const foreign = await lectureToAsk(1);
    const cases = {
      gone: newId('question'),
      notApproved: await addQuestion(author, lecture.academyId),
      exam: await approvedQuestion(by, lecture.academyId, { use: 'exam' }),
      essay: await approvedQuestion(by, lecture.academyId, { content: essay }),
    };
    for (const [reason, questionId] of [...Object.entries(cases), ['gone', foreign.questionIds[0]!]]) {
      const { body, status } = await put(asks(questionId!, 1000));
      expect([status, body], reason).toMatchObject([
        422,
        { error: { code: 'questionUnsuitable', details: { reason, questionId } } },
      ]);
    }
    const later = await put(asks(lecture.questionIds[0]!, 1000, { version: 2 }));
    expect(later.body).toMatchObject({ error: { details: { reason: 'notApproved' } } });
  });

  it('that are kept for exams, or put away, since hold up a review', async () => {
    const { instructor: author, reviewer } = lecture.authors;
    const questionId = await approvedQuestion({ author, reviewer }, lecture.academyId);
    await put(asks(questionId, 1000));
    const problems = async () =>
      (await author.call(reviews.readiness, { params: { courseId: lecture.courseId } })).problems.map(
        ({ code }) => code,
      );
    expect(await problems()).not.toContain('lectureQuestionGone');
    const params = { organisationId: lecture.academyId };
    await author.call(questions.changeSeveral, { params, body: { ids: [questionId], use: 'exam' } });
    expect(await problems()).toContain('lectureQuestionGone');
    expect((await kept()).bank).toMatchObject([{ fault: 'exam' }]);
    await author.call(questions.changeSeveral, {
      params,
      body: { ids: [questionId], use: 'practice', archived: true },
    });
    expect(await problems()).toContain('lectureQuestionGone');
    expect((await kept()).bank).toMatchObject([{ fault: 'gone' }]);
    await put();
    expect(await problems()).not.toContain('lectureQuestionGone');
  });
});

describe('a lecture that asks', () => {
  let asking: AskingLecture;
  beforeAll(async () => {
    asking = await lectureToAsk(2);
    const [first = '', second = ''] = asking.questionIds;
    await releaseAsking(asking, [asks(first, 1000, { againFromMs: 0 }), asks(second, 3000, { required: false })]);
  }, 60_000);

  it('shows its questions without their keys, to each in an order of their own', async () => {
    const { client } = await learnerOf(asking);
    const { body } = await askedOf(client, asking);
    expect(body.items).toMatchObject([
      { atSeconds: 1, required: true, againFromSeconds: 0, answered: null, question: { language: 'uk' } },
      { atSeconds: 3, required: false, againFromSeconds: null, answered: null },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/share|Тому що так/);
    expect((await askedOf(client, asking)).body).toEqual(body);
    expect((await askedOf(client, asking, 'en')).body.items[0]!.question.language).toBe('en');
  });

  it('marks and explains an answer at once; the same sent again counts once', async () => {
    const { client, personId } = await learnerOf(asking);
    const [questionId = ''] = asking.questionIds;
    const answerId = newId('answer');
    const wrong = await answerTo(client, asking, questionId, option('b'), { answerId });
    expect(wrong.body).toMatchObject({
      score: { share: 0, parts: { b: 'wrong' } },
      key: { answer: option('a'), explanation: 'Тому що так.' },
      answered: { tries: 1, firstShare: 0, bestShare: 0 },
      questionsLeft: 0,
    });
    expect((await answerTo(client, asking, questionId, option('b'), { answerId })).body).toEqual(wrong.body);
    const right = await answerTo(client, asking, questionId, option('a'));
    expect(right.body.answered).toMatchObject({ tries: 2, firstShare: 0, bestShare: 1, answer: option('a') });
    const { items } = (await askedOf(client, asking)).body;
    expect(items[0]!.answered).toMatchObject({ tries: 2, answer: option('a'), score: { share: 1 } });
    expect(items[1]!.answered).toBeNull();
    const facts = (await records(personId)).filter(({ type }) => type === 'assessments.lectureAnswered');
    expect(facts).toMatchObject([{ objectId: asking.lectureId, data: { questionId, version: 1 } }]);
  });

  it('two devices that answer at once lose nothing', async () => {
    const { client } = await learnerOf(asking);
    const [first = '', second = ''] = asking.questionIds;
    await Promise.all([
      answerTo(client, asking, first, option('b')),
      answerTo(client, asking, first, option('a')),
      answerTo(client, asking, second, option('c')),
    ]);
    const { items } = (await askedOf(client, asking)).body;
    expect(items.map(({ answered }) => [answered?.tries, answered?.bestShare])).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  it('refuses what is no answer to it, and whoever does not learn it', async () => {
    const { client } = await learnerOf(asking);
    const [questionId = ''] = asking.questionIds;
    const refused = async (...asked: Parameters<typeof answerTo>) => {
      const { body } = await answerTo(...asked);
      return (body as { error?: { details?: { reason?: string } } }).error?.details?.reason;
    };
    expect(await refused(client, asking, questionId, { kind: 'trueFalse', value: true })).toBe('kind');
    expect(await refused(client, asking, questionId, option('zz'))).toBe('unknown');
    expect(await refused(client, asking, questionId, option('a'), { version: 2 })).toBe('version');
    expect(outcome(await answerTo(client, asking, lecture.questionIds[0]!, option('a')))).toBe('notFound');
    expect(outcome(await answerTo(client, { ...asking, lessonId: newId('lesson') }, questionId, option('a')))).toBe(
      'notFound',
    );
    expect(outcome(await askedOf(client, { ...asking, lectureId: newId('lecture') }))).toBe('notFound');
    const text = { kind: 'shortText' as const, text: 'а'.repeat(1001) };
    expect(outcome(await answerTo(client, asking, questionId, text))).toBe('invalid');
    const picture = { params: { ...placeOf(asking), sha256: '0'.repeat(64) }, query: {} };
    expect(outcome(await client.reply(lectureQuestions.lectureQuestionPicture, picture))).toBe('notFound');

    const looking = await signIn(asking.authors.tree.learner.login);
    expect(outcome(await askedOf(looking, asking))).toBe('notEnrolled');
    expect(outcome(await answerTo(looking, asking, questionId, option('a')))).toBe('notEnrolled');
    const stranger = await signIn((await createAcademyTree()).learner.login);
    expect(outcome(await askedOf(stranger, asking))).toBe('notFound');
  });

  it('has its lesson completed once what is required was answered, rightly or not', async () => {
    const { client } = await learnerOf(asking);
    const params = { courseId: asking.courseId, lessonId: asking.lessonId };
    const lesson = async () => {
      const { lessons } = await client.call(progress.course, { params });
      return lessons.find(({ lessonId }) => lessonId === asking.lessonId);
    };
    const opened = await client.call(progress.openLesson, { params });
    expect(opened).toMatchObject({ state: 'open', questionsLeft: 1 });
    await client.call(progress.readLesson, { params, query: {} });
    await until(
      () =>
        client.reply(progress.reportWatch, {
          params: placeOf(asking),
          body: { positionSeconds: 6, spans: [[0, 6]] },
        }),
      // never credited faster than time goes
      ({ status, body }) => status === 200 && body.completed,
      60,
    );
    expect(await lesson()).toMatchObject({ state: 'open', read: true, questionsLeft: 1 });
    await answerTo(client, asking, asking.questionIds[1]!, option('a'));
    await settled();
    expect(await lesson()).toMatchObject({ state: 'open', questionsLeft: 1 });
    await answerTo(client, asking, asking.questionIds[0]!, option('b'));
    await settled();
    expect(await lesson()).toMatchObject({ state: 'completed', questionsLeft: 0 });
  }, 90_000);

  it('asks no more what is kept for exams since, and waits for it no more', async () => {
    const other = await lectureToAsk(2);
    const [first = '', second = ''] = other.questionIds;
    await releaseAsking(other, [asks(first, 1000), asks(second, 3000)]);
    const { client } = await learnerOf(other);
    const params = { organisationId: other.academyId };
    const body = { ids: [first], use: 'exam' as const };
    await other.authors.instructor.call(questions.changeSeveral, { params, body });
    const { items } = (await askedOf(client, other)).body;
    expect(items.map(({ question }) => question.questionId)).toEqual([second]);
    expect(outcome(await answerTo(client, other, first, option('a')))).toBe('notFound');
    const place = { courseId: other.courseId, lessonId: other.lessonId };
    expect(await client.call(progress.openLesson, { params: place })).toMatchObject({ questionsLeft: 1 });
    expect((await answerTo(client, other, second, option('b'))).body.questionsLeft).toBe(0);
  });

  it('tells who answers for its learners what came of it, never of fewer than five', async () => {
    const results = lectureResultsOf(asking);
    const other = await lectureToAsk(1);
    await releaseAsking(other, [asks(other.questionIds[0]!, 1000)]);
    const of = lectureResultsOf(other);
    for (let count = 0; count < 4; count += 1)
      await answerTo((await learnerOf(other)).client, other, other.questionIds[0]!, option('b'));
    const hidden = { answered: null, rightAtFirst: null, rightByNow: null };
    expect((await of()).lectures).toMatchObject([{ lectureId: other.lectureId, questions: [hidden] }]);
    const { client } = await learnerOf(other);
    await answerTo(client, other, other.questionIds[0]!, option('a'));
    expect((await of()).lectures[0]!.questions).toMatchObject([{ answered: 5, rightAtFirst: 0.2, rightByNow: 0.2 }]);
    expect((await results()).lectures[0]!.questions).toHaveLength(2);
  }, 60_000);
});

const lectureResultsOf = (of: AskingLecture) => () =>
  of.authors.instructor.call(lectureQuestions.lectureResults, {
    params: { courseId: of.courseId },
    query: { organisationId: of.academyId },
  });
