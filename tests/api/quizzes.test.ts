/** Quizzes: written, frozen with the approved versions of their questions, answered by somebody else, versions for ever. */
import { beforeAll, describe, expect, it } from 'vitest';
import { quizReviews } from '#contracts/quiz-reviews.ts';
import { audit } from '#contracts/audit.ts';
import { questions } from '#contracts/questions.ts';
import { quizzes, type QuizContent } from '#contracts/quizzes.ts';
import { outcome } from '../support/people.ts';
import { addQuestion, approvedQuestion, decideQuestion, singleChoice, submitQuestions } from '../support/questions.ts';
import { approvedQuiz, createQuiz, decideQuiz, quizOf, submitQuiz } from '../support/quizzes.ts';
import { newReviewer } from '../support/reviews.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  newId,
  now,
  records,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;
let one: string;
let two: string;

beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  reviewer = (await newReviewer(tree.academyId)).client;
  one = await approvedQuestion({ author, reviewer }, tree.academyId);
  two = await approvedQuestion({ author, reviewer }, tree.academyId, { tags: ['зброя'], difficulty: 4 });
});

const quizNow = (quizId: string) => author.call(quizzes.quiz, { params: { quizId } });
const change = (quizId: string, revision: number, content: QuizContent) =>
  author.reply(quizzes.changeQuiz, { params: { quizId }, body: { revision, content } });
const problemsOf = async (quizId: string) => (await quizNow(quizId)).problems.map(({ code }) => code);
const listed = async (archived = false) => {
  const query = archived ? { archived: 'true' as const } : {};
  const { items } = await author.call(quizzes.quizzes, { params: { organisationId: tree.academyId }, query });
  return items.map(({ id }) => id);
};

describe('a quiz that is written', () => {
  it('begun twice is begun once; its id is nobody else’s', async () => {
    const id = newId('quiz');
    const first = await createQuiz(author, tree.academyId, quizOf([one]), id);
    expect(first).toMatchObject({ state: 'draft', version: null, questions: 1, revision: 1, mayChange: true });
    expect(await createQuiz(author, tree.academyId, quizOf([one]), id)).toEqual(first);
    const input = { params: { organisationId: tree.academyId }, body: { id, content: quizOf([two]) } };
    expect(outcome(await author.reply(quizzes.createQuiz, input))).toBe('idTaken');
    await until(listed, (ids) => ids.includes(id));
    expect((await records(id)).map(({ type }) => type)).toContain('quizzes.created');
  });

  it('is saved on the revision it was read with; a repeat is a success, somebody later is told', async () => {
    const { id } = await createQuiz(author, tree.academyId, quizOf([one]));
    expect((await change(id, 1, quizOf([one, two]))).status).toBe(200);
    expect((await change(id, 1, quizOf([one, two]))).status).toBe(200);
    expect(outcome(await change(id, 1, quizOf([two])))).toBe('conflict');
    expect(await quizNow(id)).toMatchObject({ revision: 2, questions: 2, bank: [{ kind: 'single' }, { version: 1 }] });
  });

  it('says what stands in the way of submitting it', async () => {
    const draft = await addQuestion(author, tree.academyId);
    const { id } = await createQuiz(author, tree.academyId, quizOf([one, draft, newId('question')]));
    expect(await problemsOf(id)).toEqual(['questionNotApproved', 'questionGone']);
    const input = { params: { quizId: id }, body: { revision: 1 } };
    expect(outcome(await author.reply(quizReviews.submitQuiz, input))).toBe('notReady');
  });

  it('is put away, and brought back', async () => {
    const { id } = await createQuiz(author, tree.academyId, quizOf([one]));
    const put = (archived: boolean) => author.call(quizzes.archiveQuiz, { params: { quizId: id }, body: { archived } });
    expect(await put(true)).toMatchObject({ archived: true, mayChange: false });
    expect((await put(true)).revision).toBe((await quizNow(id)).revision);
    await until(
      () => listed(true),
      (ids) => ids.includes(id),
    );
    expect(outcome(await change(id, 2, quizOf([two])))).toBe('notAllowed');
    expect(await put(false)).toMatchObject({ archived: false, mayChange: true });
  });

  it.each([
    ['ids that occur twice', { sections: [quizOf([]).sections[0]!, quizOf([]).sections[0]!] }],
    ['no section', { sections: [] }],
    ['a language twice', { languages: ['uk', 'uk'] as ('uk' | 'en')[] }],
    ['more draws than anybody reads', { sections: Array.from({ length: 31 }, (_, at) => manyDraws(at)) }],
  ])('is refused with %s', async (_, part) => {
    const body = { id: newId('quiz'), content: quizOf([], part as Partial<QuizContent>) };
    expect(outcome(await author.reply(quizzes.createQuiz, { params: { organisationId: tree.academyId }, body }))).toBe(
      'invalid',
    );
  });

  it('of five hundred questions is kept, and cannot be submitted', async () => {
    const ids = () => Array.from({ length: 200 }, () => newId('question'));
    const sections = ['s1', 's2', 's3'].map((id) => ({ ...quizOf(ids()).sections[0]!, id }));
    const { id } = await createQuiz(author, tree.academyId, quizOf([], { sections }));
    expect(await problemsOf(id)).toContain('paperTooLong');
  });

  it('belongs to an academy or region, not to a unit', async () => {
    const admin = await signIn(tree.admin.login);
    const input = { params: { organisationId: tree.unitId }, body: { id: newId('quiz'), content: quizOf([]) } };
    expect(outcome(await admin.reply(quizzes.createQuiz, input))).toBe('invalid');
  });
});

const manyDraws = (at: number): QuizContent['sections'][number] => ({
  ...quizOf([]).sections[0]!,
  id: `s${at}`,
  draws: [1, 2, 3].map((number) => ({ ...anyDraw, id: `d${at}x${number}` })),
});
const anyDraw = { count: 1, points: 1, folderId: null, tag: null, competence: null, difficulty: null };

describe('a draw', () => {
  it('takes what fits and stands in no fixed place; how many fit is counted', async () => {
    const tag = newId('question').slice(-8);
    const some = await Promise.all(
      [1, 2, 3].map(() => approvedQuestion({ author, reviewer }, tree.academyId, { tags: [tag] })),
    );
    const count = async (query: object) =>
      (
        await author.call(quizzes.countPool, {
          params: { organisationId: tree.academyId },
          query: { use: 'practice', languages: 'uk', ...query },
        })
      ).questions;
    await until(
      () => count({ tag }),
      (number) => number === 3,
    );
    // the questions speak Ukrainian and English
    expect([await count({ tag, languages: 'kk' }), await count({ tag, difficulty: '5' })]).toEqual([0, 0]);
    const draw = (number: number) => ({ ...anyDraw, id: 'd1', tag, count: number });
    const section = { ...quizOf([some[0]!]).sections[0]!, draws: [draw(3)] };
    const quiz = await createQuiz(author, tree.academyId, quizOf([], { sections: [section] }));
    expect(quiz.problems).toMatchObject([{ code: 'tooFewToDraw', drawId: 'd1', section: 's1' }]);
    const fitting = quizOf([], { sections: [{ ...section, draws: [draw(2)] }] });
    const saved = await author.call(quizzes.changeQuiz, {
      params: { quizId: quiz.id },
      body: { revision: 1, content: fitting },
    });
    expect([saved.problems, saved.questions]).toEqual([[], 3]);
    await submitQuiz(author, saved);
    const { quiz: frozen } = await reviewer.call(quizReviews.frozenQuiz, { params: { quizId: quiz.id }, query: {} });
    expect(frozen.sections[0]!.draws[0]!.pool).toEqual([...some.slice(1)].sort());
    expect(Object.keys(frozen.questions).sort()).toEqual([...some].sort());
  });

  it('of questions kept for exams is not for practice', async () => {
    const exam = await approvedQuestion({ author, reviewer }, tree.academyId, { use: 'exam' });
    const { problems } = await createQuiz(author, tree.academyId, quizOf([exam], { use: 'practice' }));
    expect(problems.map(({ code }) => code)).toEqual(['examInPractice']);
  });
});

describe('the review of a quiz', () => {
  it('makes it a version, which stays as it was frozen', async () => {
    const question = await approvedQuestion({ author, reviewer }, tree.academyId);
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId, quizOf([question]));
    expect(quiz).toMatchObject({ state: 'approved', version: 1, changed: false, problems: [] });
    const version = (client: TestClient) =>
      client.call(quizReviews.frozenQuiz, { params: { quizId: quiz.id }, query: { version: '1' } });
    const before = await version(reviewer);
    expect(before.quiz.questions[question]).toMatchObject({ version: 1 });
    // the question is rewritten and approved anew: this version keeps the one it has
    const present = await author.call(questions.question, { params: { questionId: question } });
    const { folderId, use, difficulty, tags, competences, norms } = present;
    await author.call(questions.changeQuestion, {
      params: { questionId: question },
      body: {
        ...{ folderId, use, difficulty, tags, competences, norms },
        ...{ revision: present.revision, content: singleChoice() },
      },
    });
    await submitQuestions(author, tree.academyId, question);
    await decideQuestion(reviewer, question);
    expect(await version(author)).toEqual(before);
    expect(await quizNow(quiz.id)).toMatchObject({ behind: 1, changed: false });
    // and the next version has the new one
    await submitQuiz(author, await quizNow(quiz.id));
    await decideQuiz(reviewer, quiz.id);
    const { items } = await author.call(quizReviews.quizVersions, { params: { quizId: quiz.id }, query: {} });
    expect(items.map((each) => each.version)).toEqual([2, 1]);
    expect(items[1]!.hash).toBe(before.hash);
    const after = await author.call(quizReviews.frozenQuiz, { params: { quizId: quiz.id }, query: {} });
    expect(after).toMatchObject({ version: 2, quiz: { questions: { [question]: { version: 2 } } } });
  });

  it('is asked for once, holds up changes, and is taken back', async () => {
    const quiz = await createQuiz(author, tree.academyId, quizOf([one]));
    const waiting = await submitQuiz(author, quiz);
    expect(await submitQuiz(author, quiz)).toEqual(waiting);
    expect(outcome(await change(quiz.id, waiting.revision, quizOf([two])))).toBe('reviewOpen');
    const queue = async () =>
      (await reviewer.call(quizReviews.quizQueue, { params: { organisationId: tree.academyId }, query: {} })).items;
    const items = await until(queue, (rows) => rows.some(({ id }) => id === quiz.id));
    expect(items.find(({ id }) => id === quiz.id)).toMatchObject({
      mayDecide: true,
      submittedBy: { id: tree.instructor.id },
    });
    const back = () => author.call(quizReviews.withdrawQuiz, { params: { quizId: quiz.id } });
    expect(await back()).toMatchObject({ state: 'draft' });
    expect(await back()).toMatchObject({ state: 'draft' });
    expect(outcome(await author.reply(quizReviews.frozenQuiz, { params: { quizId: quiz.id }, query: {} }))).toBe(
      'notFound',
    );
    await until(queue, (rows) => !rows.some(({ id }) => id === quiz.id));
  });

  it('returns it with a note, that stands there until it is submitted again', async () => {
    const quiz = await submitQuiz(author, await createQuiz(author, tree.academyId, quizOf([one])));
    const refused = decideQuiz(reviewer, quiz.id, 'return');
    await expect(refused).rejects.toThrow('noteMissing');
    expect(await decideQuiz(reviewer, quiz.id, 'return', 'Додайте питань')).toMatchObject({ state: 'returned' });
    const returned = await quizNow(quiz.id);
    expect(returned.note).toBe('Додайте питань');
    const saved = await author.call(quizzes.changeQuiz, {
      params: { quizId: quiz.id },
      body: { revision: returned.revision, content: quizOf([one, two]) },
    });
    expect(await submitQuiz(author, saved)).toMatchObject({ note: null, state: 'inReview' });
  });

  it('is never answered by who wrote it, nor as something else than was frozen', async () => {
    const both = await signIn((await createPerson(tree.academyId, ['instructor', 'reviewer'])).login);
    const quiz = await submitQuiz(both, await createQuiz(both, tree.academyId, quizOf([one])));
    expect(quiz.mayDecide).toBe(false);
    await expect(decideQuiz(both, quiz.id)).rejects.toThrow('ownWork');
    const other = { decision: 'approve' as const, hash: '0'.repeat(64), note: null };
    expect(outcome(await reviewer.reply(quizReviews.decideQuiz, { params: { quizId: quiz.id }, body: other }))).toBe(
      'conflict',
    );
    const { hash } = await reviewer.call(quizReviews.frozenQuiz, { params: { quizId: quiz.id }, query: {} });
    const body = { ...other, hash };
    const decide = () => reviewer.call(quizReviews.decideQuiz, { params: { quizId: quiz.id }, body });
    // sent twice, it is answered once
    expect(await decide()).toEqual(await decide());
    expect((await records(quiz.id)).filter(({ type }) => type === 'quizzes.approved')).toHaveLength(1);
    const again = { params: { quizId: quiz.id }, body: { revision: (await quizNow(quiz.id)).revision } };
    expect(outcome(await author.reply(quizReviews.submitQuiz, again))).toBe('nothingChanged');
  });

  it('stands in the records of the academy', async () => {
    const quiz = await approvedQuiz({ author, reviewer }, tree.academyId);
    const admin = await signIn(tree.admin.login);
    const day = academyDay(await now());
    const asked = { params: { organisationId: tree.academyId, day }, query: {} };
    const types = async () => {
      const rows = [];
      let cursor: string | undefined;
      do {
        const page = await admin.call(audit.dayRecords, { ...asked, query: cursor ? { cursor } : {} });
        rows.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return rows.filter(({ data }) => data['quizId'] === quiz.id).map(({ type }) => type);
    };
    await until(types, (found) => found.includes('quizzes.approved'), 30);
    expect((await types()).sort()).toEqual(['quizzes.approved', 'quizzes.created', 'quizzes.submitted']);
  });
});

describe('the quizzes in which a question stands', () => {
  const usesOf = async (questionId: string) =>
    (await author.call(quizzes.questionUses, { params: { questionId } })).quizzes.map(({ id, version }) => [
      id,
      version,
    ]);

  it('are named, with the version where it is in one', async () => {
    const question = await approvedQuestion({ author, reviewer }, tree.academyId);
    const quiz = await createQuiz(author, tree.academyId, quizOf([question, one]));
    await until(
      () => usesOf(question),
      (uses) => uses.length === 1,
    );
    expect(await usesOf(question)).toEqual([[quiz.id, null]]);
    await submitQuiz(author, quiz);
    const approved = await decideQuiz(reviewer, quiz.id);
    await until(
      () => usesOf(question),
      ([use]) => use?.[1] === 1,
    );
    // gone from the draft, it stands in the version still
    await change(quiz.id, approved.revision, quizOf([one]));
    expect(await usesOf(question)).toEqual([[quiz.id, 1]]);
    await submitQuiz(author, await quizNow(quiz.id));
    await decideQuiz(reviewer, quiz.id);
    await until(
      () => usesOf(question),
      (uses) => uses.length === 0,
    );
  });
});
