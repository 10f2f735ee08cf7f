/// <reference lib="dom" />
/** A question is asked without a network, answered with a mention, accepted and closed. */
import { expect, it } from 'vitest';
import { createCohort } from '../support/cohorts.ts';
import { pageOf } from '../support/browser.ts';
import { createAcademyTree, createPerson, settled, signIn } from '../support/stack.ts';

const cut = [/net::ERR_(INTERNET_DISCONNECTED|FAILED)/];

it('a thread is answered', async () => {
  const tree = await createAcademyTree();
  const asker = await createPerson(tree.academyId, ['learner'], { familyName: 'Питайло', givenName: 'Ірина' });
  const [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(asker.login)]);
  const cohortId = await createCohort(teacher, tree.academyId, { personIds: [asker.id] });
  const path = `/cohorts/${cohortId}/discussion`;

  const asking = await pageOf(learner, { allow: cut });
  await asking.goto(path);
  await asking.getByRole('button', { name: 'Нова тема' }).click();
  await asking.getByLabel('Назва').fill('Строк протоколу');
  await asking.getByLabel('Текст').fill('Скільки **годин** маємо? <b>Дякую</b>');
  await asking.context().setOffline(true);
  await asking.getByRole('button', { name: 'Почати тему' }).click();
  await asking.getByText('Чекає на зв’язок').waitFor();
  await asking.context().setOffline(false);
  await asking.getByRole('heading', { level: 1, name: 'Строк протоколу' }).waitFor();
  // raw HTML is text
  expect(await asking.locator('main article .read').textContent()).toContain('<b>Дякую</b>');
  const thread = asking.url();
  await settled();

  const answering = await pageOf(teacher);
  await answering.goto(`${path}?tab=teacher`);
  await answering.getByRole('link', { name: 'Строк протоколу' }).click();
  const reply = answering.getByRole('textbox', { name: 'Ваша відповідь' });
  await reply.pressSequentially('@Питай');
  await answering.getByRole('option', { name: 'Питайло Ірина' }).waitFor();
  await answering.keyboard.press('Enter');
  await answering.keyboard.type('– одну.');
  expect(await reply.inputValue()).toBe('@Питайло Ірина – одну.');
  await answering.getByRole('button', { name: 'Відповісти' }).click();
  await answering.locator('main article', { hasText: 'одну.' }).getByText('@Питайло Ірина').waitFor();

  await asking.goto(thread);
  const answer = asking.locator('main article', { hasText: 'одну.' });
  await answer.getByRole('button', { name: 'Це відповідь' }).click();
  await answer.getByText('Прийнята відповідь').waitFor();
  await asking.screenshot({ path: '.build/discussion.png', fullPage: true });

  await answering.getByRole('button', { name: 'Закрити тему' }).click();
  await answering.getByLabel('Причина').fill('Усе з’ясовано');
  await answering.getByRole('dialog').getByRole('button', { name: 'Закрити тему' }).click();
  await answering.getByText('Викладач закрив тему').waitFor();
  await asking.reload();
  await asking.getByText('Причина: Усе з’ясовано').waitFor();
  expect(await asking.getByLabel('Ваша відповідь').count()).toBe(0);
});
