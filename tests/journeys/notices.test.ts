/// <reference lib="dom" />
/** What an instructor wrote: a number at the bell, the inbox, the message itself; then how one wishes to be told, and a letter declined. */
import { beforeAll, expect, it } from 'vitest';
import { messages } from '#contracts/messages.ts';
import { expectAccessible } from '../support/axe.ts';
import { newPage, pageOf } from '../support/browser.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  sentMail,
  settled,
  signIn,
  type AcademyTree,
} from '../support/stack.ts';

let tree: AcademyTree;
beforeAll(async () => {
  tree = await createAcademyTree();
});

it('notices are counted, read, chosen and declined', async () => {
  const instructor = await signIn(tree.instructor.login);
  const learner = await createPerson(tree.unitId, ['learner']);
  const client = await signIn(learner.login);
  const write = (title: string) =>
    instructor.call(messages.sendMessage, {
      params: { messageId: newId('message') },
      body: {
        ...{ audience: { kind: 'person', personId: learner.id }, title, text: 'О третій, у сорок другій.' },
        urgent: true,
      },
    });
  await write('Консультація');
  await write('Іспит');
  await settled();

  const page = await pageOf(client);
  await page.goto('/');
  await page.getByRole('link', { name: 'Сповіщення: 2 непрочитані' }).click();
  await page.getByRole('heading', { name: 'Сповіщення' }).waitFor();
  await expectAccessible(page, 'inbox');
  await page.getByRole('link', { name: /Повідомлення: Консультація/ }).click();
  await page.getByText('О третій, у сорок другій.').waitFor();
  await expectAccessible(page, 'message');
  await page.getByRole('link', { name: 'Сповіщення: 1 непрочитане' }).click();
  await page.getByRole('button', { name: 'Позначити все прочитаним' }).click();
  await page.getByRole('button', { name: 'Непрочитані' }).click();
  await page.getByText('Усе прочитано').waitFor();

  await page.getByRole('link', { name: 'Листи про сповіщення' }).click();
  const ofMessages = page.getByLabel('Повідомлення викладачів і адміністраторів');
  await ofMessages.selectOption({ label: 'Раз на день' });
  await page.getByText(/Збережено\sу\sзакладі/).waitFor();
  await expectAccessible(page, 'preferences');

  const letter = (await sentMail()).find(({ to, heads }) => to.includes(learner.login) && heads);
  const path = /\/unsubscribe#[\w-]{43}/.exec(letter?.text ?? '')?.[0];
  const outside = await newPage();
  await outside.goto(path!);
  await outside.getByRole('button', { name: 'Більше не надсилати' }).click();
  await outside.getByText(/більше не надсилатимемо/).waitFor();
  await expectAccessible(outside, 'declined');
  expect(new URL(outside.url()).hash).toBe('');
  await page.reload();
  await ofMessages.waitFor();
  expect(await ofMessages.inputValue()).toBe('never');
});
