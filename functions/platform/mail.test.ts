import { describe, expect, it } from 'vitest';
import { sendMail } from './mail.ts';

const letter = { to: 'o.koval@kurs.example', subject: 'Запрошення', text: 'Текст' };
const refused = (part: Partial<typeof letter>) =>
  expect(sendMail({ ...letter, ...part })).rejects.toThrow('not one line or not one address');

describe('a letter', () => {
  it.each(['A\r\nBcc: all@kurs.example', 'A\nB', 'A\rB', 'A\u0000', 'A\u2028B'])('refuses the subject %j', (subject) =>
    refused({ subject }),
  );
  it.each([
    'a@kurs.example\r\nBcc: b@kurs.example',
    'a@kurs.example,b@kurs.example',
    'a@kurs.example;b@kurs.example',
    'A <a@kurs.example>',
    'nobody',
    '',
  ])('refuses the receiver %j', (to) => refused({ to }));
});
