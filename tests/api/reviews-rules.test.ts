/** Who answers a review: never who wrote it, only who may at that moment; whom it waits for, and how it is taken back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { organisations } from '#contracts/organisations.ts';
import { reviewComments } from '#contracts/review-comments.ts';
import { reviews } from '#contracts/reviews.ts';
import { draftOf, joinTeam, lessonDraft, save, writeCourse, written } from '../support/authoring.ts';
import { outcome, setRoles } from '../support/people.ts';
import {
  approve,
  askForReview,
  giveBack,
  newReviewer,
  release,
  reviewIs,
  reviewOf,
  submit,
} from '../support/reviews.ts';
import {
  createAcademyTree,
  createOrganisation,
  createPerson,
  nationalAdmin,
  newId,
  settled,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';
import { deliverRecords } from './direct.ts';

let tree: AcademyTree;
let author: TestClient;
let reviewer: Awaited<ReturnType<typeof newReviewer>>;
beforeAll(async () => {
  tree = await createAcademyTree();
  author = await signIn(tree.instructor.login);
  reviewer = await newReviewer(tree.academyId);
});

const queue = (client: TestClient, organisationId = tree.academyId) =>
  client.call(reviews.reviewQueue, { params: { organisationId }, query: {} });
const waiting = async (client: TestClient, organisationId = tree.academyId) =>
  (await queue(client, organisationId)).items.map(({ id }) => id);

describe('own work', { timeout: 90_000 }, () => {
  it('is answered by nobody of the team, and by nobody who has a word in it', async () => {
    const [owner, writer] = await Promise.all(
      [1, 2].map(() => createPerson(tree.academyId, ['instructor', 'reviewer'])),
    );
    const [asOwner, asWriter] = [await signIn(owner!.login), await signIn(writer!.login)];
    const { courseId, lessonIds, blockIds } = await writeCourse(asOwner, tree.academyId);
    await joinTeam(asOwner, courseId, writer!.id, 'author');
    const params = { courseId, lessonId: lessonIds[0]! };
    await save(asWriter, params, written(blockIds[0]![1]!, 'Від співавтора', { base: 1 }));
    // out of the team, and still in the text
    await joinTeam(asOwner, courseId, writer!.id, 'reader');
    const key = await submit(asOwner, courseId);
    const body = { part: 'course' as const, decision: 'approve' as const, note: null };
    for (const client of [asOwner, asWriter]) {
      expect(outcome(await client.reply(reviews.decide, { params: key, body }))).toBe('ownWork');
      expect((await reviewOf(client, key)).parts.some(({ mayDecide }) => mayDecide)).toBe(false);
      expect((await queue(client)).items.find(({ id }) => id === key.reviewId)?.parts[0]?.mayDecide).toBe(false);
    }
    expect((await reviewOf(reviewer.client, key)).parts.every(({ mayDecide }) => mayDecide)).toBe(true);
    // after a release only what is new counts
    await release(reviewer.client, key);
    const { blocks } = await lessonDraft(asOwner, params);
    const { revision } = blocks.find(({ id }) => id === blockIds[0]![1])!.texts.uk!;
    await save(asOwner, params, written(blockIds[0]![1]!, 'Від автора', { base: revision }));
    const next = await submit(asOwner, courseId);
    expect(outcome(await asOwner.reply(reviews.decide, { params: next, body }))).toBe('ownWork');
    expect((await approve(asWriter, next)).state).toBe('approved');
    await reviewIs(asOwner, next, 'released');
  });
});

describe('reviewers', { timeout: 90_000 }, () => {
  it('are those of the academy; a role taken away counts at once', async () => {
    const { courseId } = await writeCourse(author, tree.academyId, { languages: ['uk'] });
    const key = await submit(author, courseId, { languages: ['uk'] });
    const [elsewhere, ofUnit, leaving] = [
      await newReviewer((await createAcademyTree()).academyId),
      await newReviewer(tree.unitId),
      await newReviewer(tree.academyId),
    ];
    const body = { part: 'course' as const, decision: 'approve' as const, note: null };
    for (const { client } of [elsewhere, ofUnit])
      expect(outcome(await client.reply(reviews.decide, { params: key, body }))).toBe('notFound');
    const { items } = await author.call(reviews.reviewers, { params: { courseId } });
    const listed = items.map(({ id }) => id);
    expect([reviewer.id, leaving.id, elsewhere.id, ofUnit.id].map((id) => listed.includes(id))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    await setRoles(await nationalAdmin(), leaving.id, tree.academyId, ['learner']);
    expect(outcome(await leaving.client.reply(reviews.decide, { params: key, body }))).toBe('notAllowed');
    await release(reviewer.client, key);
  });

  it('can be asked for a part, and others may still answer it', async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    const key = await submit(author, courseId);
    const ask = (personId: string | null, client = reviewer.client) =>
      client.reply(reviews.delegate, { params: key, body: { part: 'en', personId } });
    const colleague = await newReviewer(tree.academyId);
    expect(outcome(await ask(tree.learner.id))).toBe('personUnsuitable');
    expect(outcome(await ask(tree.instructor.id))).toBe('personUnsuitable');
    const { parts } = (await ask(colleague.id)).body;
    expect(parts.map(({ assignee }) => assignee?.id ?? null)).toEqual([null, colleague.id]);
    expect((await ask(null)).body.parts[1]?.assignee).toBeNull();
    await ask(colleague.id);
    await approve(reviewer.client, key, 'en');
    expect(outcome(await ask(null))).toBe('reviewEnded');
    await giveBack(colleague.client, key, 'Структура неясна');
    expect(await reviewOf(author, key)).toMatchObject({
      state: 'returned',
      parts: [
        { part: 'course', state: 'returned', note: 'Структура неясна' },
        { part: 'en', state: 'approved' },
      ],
    });
  });

  it('who answer two parts in the same moment release the course', async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    const key = await submit(author, courseId);
    const colleague = await newReviewer(tree.academyId);
    const states = await Promise.all([approve(reviewer.client, key, 'course'), approve(colleague.client, key, 'en')]);
    expect(states.some(({ state }) => state === 'approved')).toBe(true);
    expect(await reviewIs(author, key, 'released')).toMatchObject({ version: 1 });
  });

  it('see what waits, the longest first, and no longer what was taken back or has moved away', async () => {
    const admin = await nationalAdmin();
    const unitId = await createOrganisation('unit', tree.academyId);
    const region = await createOrganisation('region');
    const [asRegion, ofUnit] = [await newReviewer(region), await createPerson(unitId, ['instructor'])];
    const asUnit = await signIn(ofUnit.login);
    const first = await submit(asUnit, (await writeCourse(asUnit, unitId)).courseId);
    const second = await submit(author, (await writeCourse(author, tree.academyId)).courseId);
    const ours = (ids: string[]) => ids.filter((id) => [first.reviewId, second.reviewId].includes(id));
    await until(
      async () => ours(await waiting(reviewer.client)),
      (ids) => ids.length === 2,
    );
    expect(ours(await waiting(reviewer.client))).toEqual([first.reviewId, second.reviewId]);
    const { revision } = await admin.call(organisations.organisation, { params: { organisationId: unitId } });
    await admin.call(organisations.moveOrganisation, {
      params: { organisationId: unitId },
      body: { jobId: newId('job'), parentId: region, revision },
    });
    await until(
      () => waiting(asRegion.client, region),
      (ids) => ids.includes(first.reviewId),
      60,
    );
    await author.call(reviews.withdraw, { params: second });
    await until(
      async () => ours(await waiting(reviewer.client)),
      (ids) => ids.length === 0,
    );
    const body = { part: 'course' as const, decision: 'approve' as const, note: null };
    expect(outcome(await reviewer.client.reply(reviews.decide, { params: first, body }))).toBe('notFound');
    await release(asRegion.client, first);
  });
});

describe('a submission', { timeout: 90_000 }, () => {
  it('can be taken back until it is answered, and leaves the draft as it was', async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    const key = await askForReview(author, courseId);
    for (const _ of [1, 2]) expect((await author.call(reviews.withdraw, { params: key })).state).toBe('withdrawn');
    await settled();
    expect(await reviewOf(author, key)).toMatchObject({ state: 'withdrawn' });
    expect((await draftOf(author, courseId)).state).toBe('draft');
    const again = await submit(author, courseId);
    expect(outcome(await reviewer.client.reply(reviews.withdraw, { params: again }))).toBe('notAllowed');
    await giveBack(reviewer.client, again, 'Ні');
    expect(outcome(await author.reply(reviews.withdraw, { params: again }))).toBe('reviewEnded');
    const { items } = await author.call(reviews.courseReviews, { params: { courseId }, query: {} });
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [again.reviewId, 'returned'],
      [key.reviewId, 'withdrawn'],
    ]);
  });

  it('is frozen once, however often it is heard of', async () => {
    const { courseId, lessonIds, blockIds } = await writeCourse(author, tree.academyId);
    const key = await submit(author, courseId);
    const { candidate } = await reviewOf(author, key);
    await save(author, { courseId, lessonId: lessonIds[0]! }, written(blockIds[0]![0]!, '## Потім', { base: 1 }));
    const heard = { type: 'authoring.submitted', subjectId: courseId, objectId: key.reviewId };
    expect((await deliverRecords('authoring', [heard, heard])).batchItemFailures).toEqual([]);
    expect((await reviewOf(author, key)).candidate).toBe(candidate);
    await author.call(reviews.withdraw, { params: key });
  });

  it('has languages the course has', async () => {
    const { courseId } = await writeCourse(author, tree.academyId);
    const body = { id: newId('review'), languages: ['kk' as const], note: null, dueAt: null };
    expect(outcome(await author.reply(reviews.submit, { params: { courseId }, body }))).toBe('invalid');
    const key = await submit(author, courseId, { languages: ['uk'] });
    expect((await reviewOf(author, key)).parts.map(({ part }) => part)).toEqual(['course']);
    await author.call(reviews.withdraw, { params: key });
  });
});

describe('comments', { timeout: 90_000 }, () => {
  it('are changed by who wrote them only, and stand on what was submitted', async () => {
    const { courseId, lessonIds } = await writeCourse(author, tree.academyId);
    const key = await submit(author, courseId);
    const params = { ...key, commentId: newId('comment') };
    const body = { lessonId: lessonIds[0]!, blockId: null, language: null, quote: null, text: 'Моє' };
    await reviewer.client.call(reviewComments.putComment, { params, body });
    const put = async (client: TestClient, change: object, commentId = params.commentId) =>
      outcome(
        await client.reply(reviewComments.putComment, { params: { ...key, commentId }, body: { ...body, ...change } }),
      );
    expect(await put(author, { text: 'Чуже' })).toBe('notAllowed');
    expect(await put(reviewer.client, { quote: 'Інше місце' })).toBe('idTaken');
    expect(await put(reviewer.client, { lessonId: newId('lesson') }, newId('comment'))).toBe('notFound');
    expect(await put(reviewer.client, { blockId: newId('block') }, newId('comment'))).toBe('notFound');
    expect(await put(author, { text: 'Відповідь' }, newId('comment'))).toBe(200);
    const admin = await signIn(tree.admin.login);
    expect(await put(admin, {}, newId('comment'))).toBe('notAllowed');
    const { comments } = await author.call(reviews.reviewLesson, { params: { ...key, lessonId: lessonIds[0]! } });
    expect(comments.map(({ text, mayChange }) => [text, mayChange])).toEqual([
      ['Моє', false],
      ['Відповідь', true],
    ]);
    await author.call(reviews.withdraw, { params: key });
  });
});
