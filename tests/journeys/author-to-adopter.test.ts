/// <reference lib="dom" />
/**
 * A course from its first word to learners of another academy: two authors write it in two languages, a reviewer returns and
 * releases it, another academy adopts it, takes one part of a correction and keeps its own of another; a version is recalled.
 */
import { expect, it } from 'vitest';
import { courses } from '#contracts/courses.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOf, type LessonKey } from '../support/authoring.ts';
import { pageOf } from '../support/browser.ts';
import { newReviewer } from '../support/reviews.ts';
import { adoptHere, findShared, originalOn, readsRecall, recallVersion } from '../support/sharing-steps.ts';
import { releaseDraft, seesShared, share, textsOf } from '../support/sharing.ts';
import { createAcademyTree, createPerson, signIn, type TestClient } from '../support/stack.ts';
import {
  addColleague,
  becomes,
  cut,
  openLesson,
  submitForReview,
  textOf,
  wide,
  writeOn,
} from '../support/writing-steps.ts';
import {
  beginCourse,
  correct,
  decidePieces,
  findRemark,
  releaseFromQueue,
  returnWithComment,
  settleRemark,
  translateLesson,
  writeBreaking,
  writeLesson,
  type Desk,
} from './author-to-adopter-steps.ts';

const title = 'Затримання особи';
const lessons = ['Права', 'Строки', 'Протокол'] as const;
/** the first as it is once two people have written it */
const uk = {
  Права: ['Особі називають причину. Одразу.', 'Час записують. До хвилини.', 'Захисника кличуть. Безплатно.'],
  Строки: ['Строк – 24 години.', 'Рахують від затримання.'],
  Протокол: ['Протокол складають на місці.'],
};
const en = {
  Права: ['The reason is named at once.', 'The time is noted to the minute.', 'Counsel is called, free of charge.'],
  Строки: ['The limit is 24 hours.', 'It runs from the arrest.'],
  Протокол: ['The record is drawn up on the spot.'],
};

/** Who has a part in it: two authors, a reviewer and a chief of A; an instructor and a learner of B. */
async function people() {
  const [a, b] = await Promise.all([createAcademyTree(), createAcademyTree()]);
  const second = await createPerson(a.academyId, ['instructor'], { familyName: 'Їжакевич', givenName: 'Уляна' });
  const logins = [a.instructor, second, a.admin, b.instructor, b.learner].map(({ login }) => signIn(login));
  const [author, colleague, chief, adopter, learner] = await Promise.all(logins);
  const reviewer = (await newReviewer(a.academyId)).client;
  const at = async (client: TestClient, options = wide): Promise<Desk> => ({
    client,
    page: await pageOf(client, options),
  });
  return {
    academyA: a.academyId,
    academyB: b.academyId,
    author: await at(author!, cut),
    colleague: await at(colleague!, cut),
    reviewer: await at(reviewer),
    chief: await at(chief!),
    adopter: await at(adopter!),
    learner: await at(learner!, { ...wide, viewport: { width: 390, height: 844 } }),
  };
}

/** Different blocks merge; of one block the second sees both texts and chooses, and what gives way stays in the history. */
async function writeTogether(author: Desk, colleague: Desk, key: LessonKey): Promise<void> {
  await Promise.all([openLesson(author.page, key), openLesson(colleague.page, key)]);
  await writeOn(author.page, 'Особі називають причину.', ' Одразу.');
  await writeOn(colleague.page, 'Час записують.', ' До хвилини.');
  await textOf(author.page).getByText(uk['Права'][1]!).waitFor({ timeout: 30_000 });
  await textOf(colleague.page).getByText(uk['Права'][0]!).waitFor({ timeout: 30_000 });

  await colleague.page.context().setOffline(true);
  await writeOn(colleague.page, 'Захисника кличуть.', ' Невідкладно.');
  await writeOn(author.page, 'Захисника кличуть.', ' Безплатно.');
  await becomes(author.client, key, uk['Права']);
  await colleague.page.context().setOffline(false);
  const question = colleague.page.getByRole('region', { name: 'Цей блок змінено двічі' });
  await question.getByText('Невідкладно').waitFor();
  await question.getByText('Безплатно').waitFor();
  await question.getByRole('button', { name: 'Узяти інший' }).click();
  await question.waitFor({ state: 'detached' });
  await textOf(colleague.page).getByText('Захисника кличуть. Безплатно.').waitFor();
  const { items } = await colleague.client.call(draftBlocks.history, { params: key, query: {} });
  expect(items.map(({ text }) => text)).toContain('Захисника кличуть. Невідкладно.');
  await becomes(author.client, key, uk['Права']);
}

it('a course is written by two in two languages, returned, released, adopted, corrected and recalled, and no word is lost', async () => {
  const { academyA, academyB, author, colleague, reviewer, chief, adopter, learner } = await people();

  // three lessons in two languages, with a colleague in the first
  const courseId = await beginCourse(author.page, title, lessons);
  await addColleague(author.page, 'їжа', 'Уляна Їжакевич');
  const keys = (await draftOf(author.client, courseId)).lessons.map(({ id }) => ({ courseId, lessonId: id }));
  const [rights, terms, record] = keys as [LessonKey, LessonKey, LessonKey];
  await writeLesson(author, rights, ['Особі називають причину.', 'Час записують.', 'Захисника кличуть.']);
  await writeTogether(author, colleague, rights);
  await writeLesson(author, terms, uk['Строки']);
  await writeBreaking(author, record, uk['Протокол'][0]!);
  for (const [index, key] of keys.entries()) await translateLesson(author, key, en[lessons[index]!]);

  // submitted, returned with a comment, mended, released
  await author.page.goto(`/authoring/${courseId}`);
  await submitForReview(author.page, { summary: 'Що робити, коли затримують особу.' });
  const submitted = { organisationId: academyA, courseId, title };
  await returnWithComment(reviewer, submitted, { lesson: 'Строки', words: '24 години', remark: 'Чи не 72?' });
  await findRemark(author.page, courseId, 'Строки', 'Чи не 72?');
  await correct(author, terms, { uk: [uk['Строки'][0]!, ' Або 72.'], en: [en['Строки'][0]!, ' Or 72.'] });
  await settleRemark(author.page);
  await author.page.goto(`/authoring/${courseId}`);
  await submitForReview(author.page, { note: 'Строк доповнено.' });
  await releaseFromQueue(reviewer, submitted, 1);

  // shared with B, adopted and edited there
  await share(author.client, courseId, 'listed', [academyB]);
  await seesShared(adopter.client, courseId);
  await findShared(adopter.page, 'затрим', title);
  const copyId = await adoptHere(adopter.page);
  const copies = (await draftOf(adopter.client, copyId)).lessons.map(({ id }) => ({ courseId: copyId, lessonId: id }));
  await openLesson(adopter.page, copies[2]!);
  await writeOn(adopter.page, uk['Протокол'][0]!, ' Наш приклад.');
  await becomes(adopter.client, copies[2]!, ['Протокол складають на місці. Наш приклад.']);
  expect(await releaseDraft(adopter.client, copyId)).toBe(1);
  await learner.client.call(courses.enrol, { params: { courseId: copyId } });

  // A corrects two blocks, reviewed and released again
  await correct(author, rights, { uk: [uk['Права'][0]!, ' Зрозуміло.'], en: [en['Права'][0]!, ' Clearly.'] });
  await correct(author, record, { uk: [uk['Протокол'][0]!, ' Двічі.'], en: [en['Протокол'][0]!, ' Twice.'] });
  await author.page.getByRole('link', { name: 'До курсу' }).first().click();
  await submitForReview(author.page);
  await releaseFromQueue(reviewer, submitted, 2);

  // B takes one block and keeps its own of the other
  await adopter.page.goto(`/authoring/${copyId}`);
  await originalOn(adopter.page)
    .getByText(/Версія 2 оригіналу: 4/)
    .waitFor();
  await originalOn(adopter.page).getByRole('link', { name: 'Порівняти з оригіналом' }).click();
  await decidePieces(adopter.page, 'Права', 'Узяти');
  await adopter.page.getByRole('tab', { name: 'Зміни оригіналу (2)' }).waitFor();
  await decidePieces(adopter.page, 'Протокол', 'Лишити своє');
  await adopter.page.getByRole('heading', { name: 'Усе вирішено' }).waitFor();
  expect((await textsOf(adopter.client, copyId))[0]).toBe('Особі називають причину. Одразу. Зрозуміло.');
  expect((await textsOf(adopter.client, copyId, 'en'))[0]).toBe('The reason is named at once. Clearly.');
  expect(await textsOf(adopter.client, copyId, 'uk', 2)).toEqual(['Протокол складають на місці. Наш приклад.']);

  // a recall of the first version reaches B's learners, and B's authors
  const reason = 'Хибний строк затримання';
  await chief.page.goto(`/authoring/${courseId}`);
  await recallVersion(chief.page, 1, reason);
  const version = new RegExp(`«${title}», .*, версія 1`);
  await readsRecall(learner.page, { copyId, lessonId: copies[0]!.lessonId, reason, version });
  await adopter.page.goto(`/authoring/${copyId}`);
  await adopter.page.getByText(reason).waitFor();
}, 300_000);
