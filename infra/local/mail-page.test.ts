import { expect, it } from 'vitest';
import { mailPage } from './mail-page.ts';

const letter = {
  id: '1',
  at: '2026-11-22T08:52:00.000Z',
  from: 'kurs@localhost.example',
  to: ['o.koval@kurs.example'],
  subject: 'Запрошення',
  text: 'Посилання:\nhttp://localhost:4000/invitation#abc_-1\nДалі.',
};

it('shows the newest letter first, with a link to follow', () => {
  const page = mailPage([letter, { ...letter, subject: 'Друге' }]);
  expect(page.indexOf('Друге')).toBeLessThan(page.indexOf('Запрошення'));
  expect(page).toContain('<a href="http://localhost:4000/invitation#abc_-1">');
});

it('shows whatever stands in a letter as text', () => {
  const hostile = '<script>alert(1)</script> http://x"onclick="alert(1) \'&';
  const page = mailPage([{ ...letter, subject: hostile, text: hostile, html: hostile, from: hostile, to: [hostile] }]);
  expect(page).not.toMatch(/<script|"onclick|'&/);
});

it('says so when there is none', () => {
  expect(mailPage([])).toContain('No letter yet');
});
