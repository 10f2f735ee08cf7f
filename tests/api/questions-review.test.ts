/** Questions and their reviewers: four eyes, versions that never change. */
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { people } from '#contracts/people.ts';
import { questions } from '#contracts/questions.ts';
import { outcome } from '../support/people.ts';
import {
  addQuestion,
  approvedQuestion,
  decideQuestion,
  plainMeta,
  singleChoice,
  submitQuestions,
} from '../support/questions.ts';
import { newReviewer } from '../support/reviews.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  records,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: TestClient;
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  reviewer = (await newReviewer(tree.academyId)).client;
});

const read = (client: TestClient, questionId: string) => client.call(questions.question, { params: { questionId } });
const change = (client: TestClient, questionId: string, revision: number, content = singleChoice()) =>
  client.reply(questions.changeQuestion, { params: { questionId }, body: { ...plainMeta, revision, content } });
const withdraw = (questionId: string) => author.reply(questions.withdrawQuestion, { params: { questionId } });
const versions = async (questionId: string) =>
  (await author.call(questions.questionVersions, { params: { questionId }, query: {} })).items;
const factsOf = async (questionId: string) => (await records(questionId)).map(({ type }) => type);

describe('a question', () => {
  it('is submitted, waits, is approved; then it is a version', async () => {
    const content = singleChoice();
    const id = await addQuestion(author, tree.academyId, { content });
    expect(await submitQuestions(author, tree.academyId, id)).toEqual(['submitted']);
    expect(await submitQuestions(author, tree.academyId, id)).toEqual(['submitted']);
    const params = { organisationId: tree.academyId };
    const { items } = await reviewer.call(questions.questionQueue, { params, query: {} });
    expect(items.find((each) => each.id === id)).toMatchObject({
      submittedBy: { id: tree.instructor.id },
      mayDecide: true,
    });
    const review = await reviewer.call(questions.questionReview, { params: { questionId: id } });
    expect(review).toMatchObject({
      candidate: content,
      before: null,
      question: { state: 'inReview', mayDecide: true },
    });
    const body = { decision: 'approve' as const, hash: review.hash, note: null };
    const decide = () => reviewer.call(questions.decideQuestion, { params: { questionId: id }, body });
    expect(await decide()).toMatchObject({ state: 'approved', version: 1, changed: false });
    expect(await decide()).toMatchObject({ version: 1 });
    expect(await versions(id)).toMatchObject([{ version: 1, content }]);
    expect(await factsOf(id)).toEqual(['questions.submitted', 'questions.approved']);
    const waiting = await reviewer.call(questions.questionQueue, { params, query: {} });
    expect(waiting.items.map((each) => each.id)).not.toContain(id);
  });

  it('keeps its version while its draft goes on, and gets the next', async () => {
    const content = singleChoice();
    const id = await approvedQuestion({ author, reviewer }, tree.academyId, { content });
    expect(await submitQuestions(author, tree.academyId, id)).toEqual(['nothingChanged']);
    const { revision } = await read(author, id);
    const next = singleChoice();
    expect((await change(author, id, revision, next)).body).toMatchObject({
      state: 'approved',
      version: 1,
      changed: true,
    });
    expect(await versions(id)).toMatchObject([{ version: 1, content }]);
    await submitQuestions(author, tree.academyId, id);
    const review = await reviewer.call(questions.questionReview, { params: { questionId: id } });
    expect(review).toMatchObject({ candidate: next, before: { version: 1, content } });
    await decideQuestion(reviewer, id);
    expect(await versions(id)).toMatchObject([
      { version: 2, content: next },
      { version: 1, content },
    ]);
  });

  it('is returned with a note, which stands until it is submitted again', async () => {
    const id = await addQuestion(author, tree.academyId);
    await submitQuestions(author, tree.academyId, id);
    const params = { questionId: id };
    const { hash } = await reviewer.call(questions.questionReview, { params });
    const body = { decision: 'return' as const, hash, note: null };
    expect(outcome(await reviewer.reply(questions.decideQuestion, { params, body }))).toBe('noteMissing');
    await decideQuestion(reviewer, id, 'return', 'Другий варіант теж правильний.');
    expect(await read(author, id)).toMatchObject({
      state: 'returned',
      note: 'Другий варіант теж правильний.',
      version: null,
    });
    expect((await change(author, id, (await read(author, id)).revision)).status).toBe(200);
    await submitQuestions(author, tree.academyId, id);
    expect(await read(author, id)).toMatchObject({ state: 'inReview', note: null });
  });

  it('does not change while it waits, and can be taken back', async () => {
    const id = await addQuestion(author, tree.academyId);
    await submitQuestions(author, tree.academyId, id);
    const { revision } = await read(author, id);
    expect(outcome(await change(author, id, revision))).toBe('reviewOpen');
    const params = { organisationId: tree.academyId };
    const put = { ids: [id], archived: true };
    expect((await author.call(questions.changeSeveral, { params, body: put })).changed).toEqual([]);
    expect((await withdraw(id)).body).toMatchObject({ state: 'draft' });
    expect((await withdraw(id)).body).toMatchObject({ state: 'draft' });
    const review = await reviewer.reply(questions.questionReview, { params: { questionId: id } });
    expect(outcome(review)).toBe('reviewEnded');
    const approved = await approvedQuestion({ author, reviewer }, tree.academyId);
    expect(outcome(await withdraw(approved))).toBe('reviewEnded');
  });

  it('is answered as it was read: another hash is another question', async () => {
    const id = await addQuestion(author, tree.academyId);
    await submitQuestions(author, tree.academyId, id);
    const body = { decision: 'approve' as const, hash: 'f'.repeat(64), note: null };
    expect(outcome(await reviewer.reply(questions.decideQuestion, { params: { questionId: id }, body }))).toBe(
      'conflict',
    );
  });

  it('answered by two at once has one answer', async () => {
    const id = await addQuestion(author, tree.academyId);
    await submitQuestions(author, tree.academyId, id);
    const { hash } = await reviewer.call(questions.questionReview, { params: { questionId: id } });
    const second = (await newReviewer(tree.academyId)).client;
    const decide = (client: TestClient) =>
      client.reply(questions.decideQuestion, {
        params: { questionId: id },
        body: { decision: 'approve', hash, note: null },
      });
    const ended = await Promise.all([decide(reviewer), decide(second)]);
    expect(ended.map(outcome).sort()).toEqual([200, 'reviewEnded']);
    expect(await versions(id)).toHaveLength(1);
  });
});

describe('nobody answers their own work', () => {
  it('not as author, nor as who submitted it, nor for a part of it since the last version', async () => {
    const both = await createPerson(tree.academyId, ['instructor', 'reviewer']);
    const writer = await signIn(both.login);
    const ids = [await addQuestion(writer, tree.academyId), await addQuestion(author, tree.academyId)];
    const third = await addQuestion(author, tree.academyId);
    expect((await change(writer, third, 1)).status).toBe(200);
    await submitQuestions(writer, tree.academyId, ...ids);
    await submitQuestions(author, tree.academyId, third);
    for (const questionId of [...ids, third]) {
      const { hash, question } = await writer.call(questions.questionReview, { params: { questionId } });
      expect(question.mayDecide).toBe(false);
      const body = { decision: 'approve' as const, hash, note: null };
      expect(outcome(await writer.reply(questions.decideQuestion, { params: { questionId }, body }))).toBe('ownWork');
    }
    // the next version is somebody else's
    await decideQuestion(reviewer, third);
    await change(author, third, (await read(author, third)).revision);
    await submitQuestions(author, tree.academyId, third);
    expect(await decideQuestion(writer, third)).toMatchObject({ version: 2 });
  });

  it('nor what their duplicate wrote, once the two cards are one', async () => {
    const [admin, kept] = [await signIn(tree.admin.login), await createPerson(tree.academyId, ['reviewer'])];
    const duplicate = await createPerson(tree.academyId, ['instructor']);
    const writer = await signIn(duplicate.login);
    const questionId = await addQuestion(writer, tree.academyId);
    await submitQuestions(writer, tree.academyId, questionId);
    const two = { params: { personId: kept.id }, query: { duplicateId: duplicate.id } };
    const { keptRevision: revision, duplicateRevision } = await admin.call(people.previewMerge, two);
    const merge = { duplicateId: duplicate.id, revision, duplicateRevision };
    await admin.call(people.mergePeople, { params: { personId: kept.id }, body: merge });
    const client = await signIn(kept.login);
    const { hash, question } = await client.call(questions.questionReview, { params: { questionId } });
    expect(question.mayDecide).toBe(false);
    const body = { decision: 'approve' as const, hash, note: null };
    expect(outcome(await client.reply(questions.decideQuestion, { params: { questionId }, body }))).toBe('ownWork');
  });
});

describe('what is not finished stays with its author', () => {
  const complete = singleChoice();
  it.each([
    ['a language is missing', { ...complete, explanation: { uk: 'Лише так' } }, 'languageMissing'],
    ['a picture says nothing', { ...complete, given: { uk: '![](media:none)', en: '![](media:none)' } }, 'altMissing'],
    [
      'nothing is right',
      { ...complete, body: { ...complete.body, options: [option('a'), option('b')] } },
      'keyIncomplete',
    ],
  ])('%s', async (_, content, expected) => {
    const id = await addQuestion(author, tree.academyId, { content: content as QuestionContent });
    expect(await submitQuestions(author, tree.academyId, id)).toEqual([expected]);
  });

  it('as does what is elsewhere, or put away', async () => {
    const other = await createAcademyTree();
    const foreign = await addQuestion(await signIn(other.instructor.login), other.academyId);
    const away = await addQuestion(author, tree.academyId);
    const params = { organisationId: tree.academyId };
    await author.call(questions.changeSeveral, { params, body: { ids: [away], archived: true } });
    expect(await submitQuestions(author, tree.academyId, foreign, away)).toEqual(['gone', 'gone']);
  });
});

function option(id: string) {
  return { id, text: { uk: id, en: id }, share: 0 };
}

describe('on record', () => {
  it('an auditor finds what became of questions on the day of their academy', async () => {
    const questionId = await approvedQuestion({ author, reviewer }, tree.academyId);
    const auditor = await signIn((await createPerson(tree.academyId, ['auditor'])).login);
    // others move the clock, over midnight too, which comes earlier in Kyiv than in Greenwich
    const facts = await records(questionId);
    const at = facts.find(({ type }) => type === 'questions.approved')!.at;
    const params = { organisationId: tree.academyId, day: academyDay(at) };
    const typesOf = ({ items }: { items: { type: string }[] }) => items.map(({ type }) => type);
    const page = await until(
      () => auditor.call(audit.dayRecords, { params, query: {} }),
      (one) => typesOf(one).includes('questions.approved'),
    );
    expect(typesOf(page)).toContain('questions.submitted');
    const approved = page.items.find(({ type }) => type === 'questions.approved');
    expect(approved).toMatchObject({ data: { version: expect.any(Number) }, organisation: { id: tree.academyId } });
  });
});
