/// <reference lib="dom" />
/** A lecture into a lesson: from the slash menu to its preview; and pictures that came with a text, where it is written and reviewed. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { draftOf, writeCourse } from '../support/authoring.ts';
import { pageOf } from '../support/browser.ts';
import { courseBundle, importCourse, setFile } from '../support/bundle.ts';
import { plainPicture } from '../support/media.ts';
import { until } from '../support/stack.ts';
import { createAuthors, type Authors } from '../support/versions.ts';

let authors: Authors;
beforeAll(async () => void (authors = await createAuthors()));
const file = (name: string) => fileURLToPath(new URL(`../support/${name}`, import.meta.url));

describe('a lecture', () => {
  it('is brought in from the slash menu with its captions, stands above the text, and can be taken out', async () => {
    const { instructor, tree } = authors;
    const { courseId, lessonIds } = await writeCourse(instructor, tree.academyId, { languages: ['uk'] });
    const page = await pageOf(instructor);
    await page.goto(`/authoring/${courseId}/lessons/${lessonIds[0]}`);
    await page.locator('.edit p').last().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/відео');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Надіслати й додати' }).click();
    await dialog.getByText('Виберіть файл відео.').waitFor();
    await dialog.locator('input[type=file]').first().setInputFiles(file('clip.mp4'));
    await dialog.getByText(/clip\.mp4, .*0:06/).waitFor();
    await dialog.getByLabel('Назва лекції').fill('Вступна лекція');
    await dialog.locator('input[type=file]').nth(1).setInputFiles(file('clip.uk.vtt'));
    await dialog.getByRole('button', { name: 'Надіслати й додати' }).click();
    await dialog.waitFor({ state: 'detached' });
    const films = page.getByRole('region', { name: 'Відеолекції заняття' });
    await films.getByText('Вступна лекція').first().waitFor();
    await films.getByText(/Субтитри: Українська/).waitFor();
    const { lessons } = await until(
      () => draftOf(instructor, courseId),
      (draft) => draft.lessons[0]?.lectures.uk !== undefined,
    );
    expect(lessons[0]?.lectures.uk).toMatchObject({ title: { uk: 'Вступна лекція' }, captions: ['uk'] });

    await page.goto(`/authoring/${courseId}/lessons/${lessonIds[0]}/preview`);
    await page.getByText('Вступна лекція').first().waitFor();
    await page.goBack();
    await films.getByRole('button', { name: /Прибрати із заняття/ }).click();
    await films.waitFor({ state: 'detached' });
    expect((await draftOf(instructor, courseId)).lessons[0]?.lectures).toEqual({});
  });
});

it('a picture that came with a text is seen where it is written and as learners will see it', async () => {
  const { instructor, tree } = authors;
  const from = courseBundle();
  setFile(from, 'law/scheme.png', 'image/png', await plainPicture(640, 360).png().toBuffer());
  const courseId = await importCourse(instructor, from, tree.academyId);
  const { lessons } = await draftOf(instructor, courseId);
  const page = await pageOf(instructor);
  const isSeen = () =>
    page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>('main img')].some((image) => image.naturalWidth === 640),
    );
  await page.goto(`/authoring/${courseId}/lessons/${lessons[0]!.id}`);
  await isSeen();
  await page.goto(`/authoring/${courseId}/lessons/${lessons[0]!.id}/preview`);
  await isSeen();
});
