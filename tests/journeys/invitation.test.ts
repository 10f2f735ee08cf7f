/// <reference lib="dom" />
/** From the letter to a sign-in with a second factor, as the invited person walks it. */
import { beforeAll, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { people } from '#contracts/people.ts';
import { fromBase32, stepOf, totp } from '../../infra/local/totp.ts';
import { expectAccessible, expectSound } from '../support/axe.ts';
import { newPage } from '../support/browser.ts';
import { chosenPassword, newcomer, sentTokens } from '../support/people.ts';
import { createAcademyTree, now, signIn, type AcademyTree } from '../support/stack.ts';

let tree: AcademyTree;
beforeAll(async () => void (tree = await createAcademyTree()));

const narrow = { width: 320, height: 900 };
const wide = { width: 1280, height: 900 };

it('an invited person chooses a password, signs in, and sets up a second factor', async () => {
  const body = newcomer(tree.academyId);
  const admin = await signIn(tree.admin.login);
  await admin.call(people.createPerson, { body: { ...body, invite: true } });
  const [token] = await sentTokens(body.login);

  const page = await newPage({ viewport: wide, reducedMotion: 'reduce' });
  await page.goto(`/invitation#${token}`);
  await page.getByRole('heading', { name: 'Створіть пароль' }).waitFor();
  const password = page.getByLabel('Новий пароль');
  await password.waitFor();
  expect(page.url()).toBe(`${inject('origin')}/invitation`);
  await expectWell(page, 'invitation');

  await password.fill('Закороткий-1a');
  await expect.poll(() => page.locator('.rules .ok').count()).toBe(4);
  await password.press('Enter');
  await page.locator('.err').waitFor();
  expect(await password.evaluate((field) => field === document.activeElement)).toBe(true);
  await expectWell(page, 'invitation, refused');
  await page.getByRole('button', { name: 'Показати пароль' }).click();
  await expect.poll(() => password.getAttribute('type')).toBe('text');
  await password.fill(chosenPassword);
  await password.press('Enter');
  await page.getByRole('heading', { name: 'Пароль створено' }).waitFor();

  await page.getByRole('link', { name: 'Увійти' }).click();
  await signInWith(page, body.login);
  await page.goto('/profile');
  await page.getByRole('link', { name: 'Увійти ще раз і налаштувати' }).click();
  await signInWith(page, body.login);
  const start = page.getByRole('button', { name: 'Налаштувати' });
  await start.waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Підтвердження входу кодом');
  await start.click();
  await page.getByRole('img', { name: /QR/ }).waitFor();
  await expectWell(page, 'second factor');
  const secret = fromBase32(((await page.locator('#second-factor code').textContent()) ?? '').replaceAll(' ', ''));
  const code = page.getByLabel('Код із застосунку');
  await code.fill('12');
  await code.press('Enter');
  await page.locator('.err').waitFor();
  await code.fill(totp(secret, stepOf(await now())));
  await code.press('Enter');
  await page.getByText('Підтвердження входу ввімкнено').waitFor();
  await expectWell(page, 'second factor on');

  const elsewhere = await newPage({ viewport: wide });
  await elsewhere.goto('/api/identity/sign-in?returnTo=/profile&language=uk');
  await fillSignIn(elsewhere, body.login);
  await elsewhere.locator('#code').waitFor();
  await expectWell(elsewhere, 'code');
  await elsewhere.fill('#code', totp(secret, stepOf(await now()) + 1));
  await elsewhere.click('button[type=submit]');
  await elsewhere.waitForURL('**/profile');
});

async function fillSignIn(page: Page, login: string): Promise<void> {
  await page.fill('#login', login);
  await page.fill('#password', chosenPassword);
  await page.click('button[type=submit]');
}

async function signInWith(page: Page, login: string): Promise<void> {
  await fillSignIn(page, login);
  await page.waitForURL(`${inject('origin')}/**`);
}

/** Accessible in both schemes, and fits a narrow window. */
async function expectWell(page: Page, about: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${about}, ${colorScheme}`);
  }
  await page.setViewportSize(narrow);
  await expectSound(page, `${about}, narrow`);
  await page.setViewportSize(wide);
}
