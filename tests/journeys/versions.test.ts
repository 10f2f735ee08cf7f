/// <reference lib="dom" />
/** A newer version: its learner sees what changed and goes over, the instructor takes the others along. */
import { beforeAll, describe, expect, it } from 'vitest';
import { progress } from '#contracts/progress.ts';
import { pageOf } from '../support/browser.ts';
import { createPerson, signIn } from '../support/stack.ts';
import { createVersions, versionLearner } from '../support/versions.ts';

type World = Awaited<ReturnType<typeof createVersions>>;
let world: World;
beforeAll(async () => void (world = await createVersions('Огляд місця події')), 120_000);

describe('a newer version', () => {
  it('is found on the course page, with its changes word by word; going over keeps what is done', async () => {
    const { begun, courseId, law } = world;
    const page = await pageOf(begun.client);
    await page.goto(`/courses/${courseId}`);
    await page.getByText(/Випущено\sверсію\s2/).waitFor();
    await page.getByText(/версія\s1\sз\s2/).waitFor();
    await page.getByRole('link', { name: 'Що змінилося' }).click();
    await page.getByRole('heading', { name: 'Що змінилося', level: 1 }).waitFor();
    await page.getByText(/Нова\sстаття\sзакону/).waitFor();
    await page.getByText(/Пройдене\sзберігається: 1\sзаняття/).waitFor();
    await page.locator(`[id="${law}"] summary`).click();
    await page.locator('ins', { hasText: 'тепер інакше' }).waitFor();

    await page.getByRole('button', { name: /Перейти\sна\sверсію\s2/ }).click();
    await page
      .locator('main')
      .getByText(/Тепер\sви\sнавчаєтеся\sза\sверсією\s2/)
      .waitFor();
    await page.getByRole('link', { name: 'До курсу' }).click();
    await page
      .locator('main')
      .getByText(/ви\sнавчаєтеся\sза\sверсією\s2/)
      .waitFor();
    await page.getByText('1 з 3', { exact: false }).first().waitFor();

    await page.getByRole('link', { name: /Заняття 1/ }).click();
    await page.getByText(/Це\sзаняття\sзмінилося/).waitFor();
    await page.getByRole('button', { name: 'Зміни прочитано' }).click();
    await page.getByText(/Це\sзаняття\sзмінилося/).waitFor({ state: 'detached' });
    const mine = await begun.client.call(progress.course, { params: { courseId } });
    expect(mine).toMatchObject({ version: 2, lessonsCompleted: 1 });
  });

  it('takes along whom the instructor chooses; who has completed stays', async () => {
    const { instructor, courseId, moved, done } = world;
    const page = await pageOf(instructor);
    await page.goto(`/courses/${courseId}/learners`);
    await page.getByRole('heading', { name: 'Версії курсу' }).waitFor();
    await page.getByLabel(/Вибрати: Ґудзь/).check();
    expect(await page.getByLabel(/Вибрати: Єременко/).count()).toBe(0);
    await page.getByRole('button', { name: /Перевести\sна\sверсію\s2/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Змінених\sзанять: 1/).waitFor();
    await expect.poll(() => dialog.getByLabel(/Лише\sвибраних/).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Перевести', exact: true }).click();
    await page.getByText(/Переведено\s1\sслухача/).waitFor();
    const of = (client: typeof moved.client) => client.call(progress.course, { params: { courseId } });
    expect(await of(moved.client)).toMatchObject({ version: 2, lessonsCompleted: 1, moved: { from: 1 } });
    expect(await of(done.client)).toMatchObject({ version: 1, lessonsCompleted: 3 });
  });
});

it('an administrator takes a course out of the catalogue for a reason that its learners read, and puts it back', async () => {
  const { tree, courseId } = world;
  const learner = await versionLearner(world, courseId);
  const admin = await signIn((await createPerson(tree.academyId, ['academyAdmin'])).login);
  const page = await pageOf(admin);
  await page.goto(`/authoring/${courseId}`);
  await page.getByRole('button', { name: 'Зняти з каталогу' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Зняти з каталогу' }).click();
  await dialog.getByText('Назвіть причину').waitFor();
  await dialog.getByLabel('Причина').fill('Закон змінився');
  await dialog.getByRole('button', { name: 'Зняти з каталогу' }).click();
  await page.getByText('Закон змінився').waitFor();

  const theirs = await pageOf(learner.client);
  await theirs.goto(`/courses/${courseId}`);
  await theirs.getByText('Закон змінився').waitFor();
  await theirs.getByText(/можете\sпродовжити/).waitFor();

  await page.getByRole('button', { name: 'Повернути до каталогу' }).click();
  await dialog.getByRole('button', { name: 'Повернути до каталогу' }).click();
  await page.getByText('Закон змінився').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Зняти з каталогу' }).waitFor();
});
