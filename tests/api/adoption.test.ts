/** A course of another academy: adopted, changed, corrected upstream piece by piece, recalled. */
import { expect, it } from 'vitest';
import { adoption } from '#contracts/adoption.ts';
import { courses } from '#contracts/courses.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { progress } from '#contracts/progress.ts';
import { draftSharing, sharing } from '#contracts/sharing.ts';
import { addLesson, draftOf, lessonDraft, save, writeBlocks, writeCourse } from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import {
  adoptCourse,
  decide,
  openPieces,
  releaseDraft,
  rewrite,
  seesShared,
  share,
  textsOf,
  upstreamOf,
} from '../support/sharing.ts';
import { createAcademyTree, newId, records, settled, signIn, until, type TestClient } from '../support/stack.ts';

/** Academy A has released a course of two lessons and shares it with all; B has adopted it. */
async function adopted() {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const [author, adopter, admin] = await Promise.all([
    signIn(a.instructor.login),
    signIn(b.instructor.login),
    signIn(a.admin.login),
  ]);
  const { courseId: from } = await writeCourse(author, a.academyId, {
    lessons: 2,
    title: { uk: 'Оригінал', en: 'Original' },
  });
  await share(author, from, 'all');
  await releaseDraft(author, from);
  await seesShared(adopter, from);
  const copy = await adoptCourse(adopter, from, b.academyId);
  return { a, b, author, adopter, admin, from, copy };
}

const recall = (admin: TestClient, courseId: string, version: number, reason: string | null) =>
  admin.call(sharing.recallVersion, { params: { courseId, version: String(version) }, body: { reason } });

/** Who has read something stays on their version when a newer one is released. */
async function begin(learner: TestClient, courseId: string, lessonId: string): Promise<void> {
  await learner.call(progress.readLesson, { params: { courseId, lessonId } });
  await settled();
}

it('is made once, with everything in it, and says where it comes from', async () => {
  const { a, b, author, adopter, from, copy } = await adopted();
  const draft = await draftOf(adopter, copy);
  expect(draft).toMatchObject({ state: 'draft', audience: 'own', title: { uk: 'Оригінал', en: 'Original' } });
  expect(draft.origin).toMatchObject({ courseId: from, organisation: { id: a.academyId }, version: 1, newest: 1 });
  expect(draft.lessons).toHaveLength(2);
  expect(await textsOf(adopter, copy)).toEqual(await textsOf(author, from));
  expect(await textsOf(adopter, copy, 'en', 1)).toEqual(await textsOf(author, from, 'en', 1));
  expect(draft.lessons.map(({ id }) => id)).not.toEqual((await draftOf(author, from)).lessons.map(({ id }) => id));
  const again = { id: copy, organisationId: b.academyId, from, version: 1 };
  expect((await adopter.call(adoption.adopt, { body: again })).state).toBe('succeeded');
  expect(outcome(await adopter.reply(adoption.adopt, { body: { ...again, version: 2 } }))).toBe('idTaken');
  expect(outcome(await adopter.reply(adoption.adopt, { body: { ...again, id: from } }))).toBe('idTaken');
  const asked = { ...again, id: newId('course') };
  expect(outcome(await adopter.reply(adoption.adopt, { body: { ...asked, version: 9 } }))).toBe('conflict');
  expect(outcome(await adopter.reply(adoption.adopt, { body: { ...asked, organisationId: a.academyId } }))).toBe(
    'notAllowed',
  );
  expect(outcome(await author.reply(adoption.adopt, { body: { ...asked, organisationId: a.academyId } }))).toBe(
    'notFound',
  );
  const [fact] = (await records(copy)).filter(({ type }) => type === 'authoring.adopted');
  expect(fact).toMatchObject({ kind: 'fact', objectId: b.academyId, data: { from, version: 1 } });

  const { adopters } = await until(
    () => author.call(draftSharing.courseSharing, { params: { courseId: from } }),
    (said) => said.adopters.length > 0,
  );
  expect(adopters).toMatchObject([{ organisation: { id: b.academyId }, version: 1 }]);
}, 120_000);

it('B changes it, a correction arrives, B takes one block and keeps another; a recall reaches the learners of B', async () => {
  const { b, author, adopter, admin, from, copy } = await adopted();
  await rewrite(adopter, copy, [1, 1], 'Наш приклад.');
  expect(await releaseDraft(adopter, copy)).toBe(1);
  const learner = await signIn(b.learner.login);
  await learner.call(courses.enrol, { params: { courseId: copy } });
  const shown = await learner.call(courses.course, { params: { courseId: copy } });
  await begin(learner, copy, shown.modules[0]!.lessons[0]!.id);
  expect(shown.origin).toMatchObject({ courseId: from, version: 1, title: { uk: 'Оригінал' } });
  expect(shown.recall).toBeNull();
  expect((await upstreamOf(adopter, copy)).open).toBe(0);
  await rewrite(author, from, [0, 1], 'Виправлено: 72 години.');
  await rewrite(author, from, [1, 1], 'Інший приклад.');
  await releaseDraft(author, from);
  const news = await upstreamOf(adopter, copy);
  expect(news).toMatchObject({ newest: 2, version: 1, open: 2 });
  expect((await draftOf(adopter, copy)).origin).toMatchObject({ version: 1, newest: 2 });
  expect(await textsOf(adopter, copy)).not.toContain('Виправлено: 72 години.');
  const [first, second] = await openPieces(adopter, copy);
  expect(first).toMatchObject({ kind: 'text', language: 'uk', theirs: 'Виправлено: 72 години.', changedHere: false });
  expect(second).toMatchObject({ theirs: 'Інший приклад.', mine: 'Наш приклад.', changedHere: true });
  expect(await decide(adopter, copy, first!, 'take')).toEqual({ outcome: 'done', open: 1 });
  // sent once more
  expect((await decide(adopter, copy, first!, 'take')).outcome).toBe('done');
  expect(await decide(adopter, copy, second!, 'keep')).toEqual({ outcome: 'done', open: 0 });
  expect(await textsOf(adopter, copy)).toContain('Виправлено: 72 години.');
  expect(await textsOf(adopter, copy, 'uk', 1)).toContain('Наш приклад.');
  expect((await draftOf(adopter, copy)).origin).toMatchObject({ version: 2, newest: 2 });
  await recall(admin, from, 1, 'Хибний строк');
  const warning = { version: 1, reason: 'Хибний строк', ofOrigin: true };
  expect((await learner.call(courses.course, { params: { courseId: copy } })).recall).toMatchObject(warning);
  expect((await draftOf(adopter, copy)).recall).toMatchObject(warning);
  // what B releases now has the corrected text
  expect(await releaseDraft(adopter, copy)).toBe(2);
  const late = await signIn(b.unitLearner.login);
  expect(await late.call(courses.course, { params: { courseId: copy } })).toMatchObject({
    recall: null,
    origin: { version: 2 },
  });
  expect((await learner.call(courses.course, { params: { courseId: copy } })).recall).toMatchObject(warning);
}, 180_000);

it('an answer is remembered until the original changes that block again; what is written of both is one’s own', async () => {
  const { author, adopter, from, copy } = await adopted();
  await rewrite(author, from, [0, 1], 'Перша правка');
  await releaseDraft(author, from);
  const [piece] = await openPieces(adopter, copy);
  expect((await decide(adopter, copy, { ...piece!, revision: 9 }, 'take')).outcome).toBe('conflict');
  await decide(adopter, copy, piece!, 'keep');
  await rewrite(author, from, [1, 1], 'Друга правка');
  await releaseDraft(author, from);
  const [next, ...others] = await openPieces(adopter, copy);
  expect([next?.theirs, others]).toEqual(['Друга правка', []]);
  expect((await decide(adopter, copy, next!, 'edit', 'Друга правка, і наше')).open).toBe(0);
  expect(await textsOf(adopter, copy, 'uk', 1)).toContain('Друга правка, і наше');
  await rewrite(author, from, [0, 1], 'Третя правка');
  await releaseDraft(author, from);
  const [again] = await openPieces(adopter, copy);
  expect(again).toMatchObject({ base: 'Перша правка', theirs: 'Третя правка' });
  const { items } = await adopter.call(adoption.ownChanges, { params: { courseId: copy } });
  expect(items.map(({ kind, blocks }) => [kind, blocks.changed])).toEqual([
    ['same', 0],
    ['changed', 1],
  ]);
  const own = await adopter.call(adoption.ownLesson, { params: { courseId: copy, lessonId: items[1]!.lessonId } });
  const text = (blocks: typeof own.before) => blocks[1]?.texts.uk?.text;
  expect([text(own.before), text(own.after)]).toEqual(['Друга правка', 'Друга правка, і наше']);
}, 180_000);

it('new and removed blocks, lessons and titles are taken over as well, and what is taken out lies in the bin', async () => {
  const { author, adopter, from, copy } = await adopted();
  const { lessons } = await draftOf(author, from);
  const [first, second] = lessons.map(({ id }) => ({ courseId: from, lessonId: id }));
  const [heading] = (await lessonDraft(author, first!)).blocks;
  await writeBlocks(author, first!, { uk: 'Новий абзац', en: 'A new paragraph' });
  await save(author, first!, { op: 'remove', blockId: heading!.id, base: heading!.revision });
  const added = await addLesson(author, from, { title: { uk: 'Нове заняття', en: 'New' } });
  await writeBlocks(author, { courseId: from, lessonId: added }, { uk: 'Новий текст', en: 'New text' });
  await author.call(draftOutline.binLesson, { params: second! });
  const title = { uk: 'Перше', en: 'First' };
  await author.call(draftOutline.changeLesson, { params: first!, body: { revision: lessons[0]!.revision, title } });
  await releaseDraft(author, from);
  const pieces = await openPieces(adopter, copy);
  expect(pieces.map(({ kind, change }) => `${kind} ${change}`).sort()).toEqual([
    'block added',
    'block removed',
    'lesson added',
    'lesson removed',
    'title changed',
    'title changed',
  ]);
  for (const key of pieces.map((piece) => piece.key)) {
    // each stands at another revision once the one before is done
    const piece = (await openPieces(adopter, copy)).find((each) => each.key === key);
    expect((await decide(adopter, copy, piece!, 'take')).outcome).toBe('done');
  }
  expect((await upstreamOf(adopter, copy)).open).toBe(0);
  const after = await draftOf(adopter, copy);
  expect(after.lessons.map((lesson) => lesson.title.uk)).toEqual(['Перше', 'Нове заняття']);
  expect(await textsOf(adopter, copy)).toEqual(await textsOf(author, from));
  expect(await textsOf(adopter, copy, 'en', 1)).toEqual(['New text']);
  const { items } = await adopter.call(draftOutline.bin, { params: { courseId: copy } });
  expect(items).toHaveLength(1);
}, 180_000);

it('what is no longer shared stays with who adopted it, and brings nothing new; a recall is still told', async () => {
  const { author, adopter, admin, from, copy } = await adopted();
  await share(author, from, 'nobody');
  await rewrite(author, from, [0, 1], 'Лише для нас');
  await releaseDraft(author, from);
  await until(
    () => upstreamOf(adopter, copy),
    ({ newest }) => newest === null,
  );
  expect(await openPieces(adopter, copy)).toEqual([]);
  await recall(admin, from, 1, 'Хибно');
  expect((await upstreamOf(adopter, copy)).recall).toMatchObject({ version: 1, reason: 'Хибно', ofOrigin: true });
  const body = { version: 2, decisions: [] };
  const decideNothing = await adopter.reply(adoption.decideUpstream, { params: { courseId: copy }, body });
  expect(['conflict', 'invalid']).toContain(outcome(decideNothing));
}, 120_000);
