import { describe, expect, it } from 'vitest';
import { languages } from '#contracts/common.ts';
import { noticeKindNames } from '#contracts/notice-kinds.ts';
import { noticeLetter, type LetterNotice } from './letters.ts';

const origin = 'https://kurs.example.org';
const addresses = { inbox: `${origin}/inbox`, preferences: `${origin}/profile`, decline: `${origin}/unsubscribe#abc` };
const one: LetterNotice = {
  kind: 'resultsReleased',
  title: 'Права людини',
  from: undefined,
  link: `${origin}/tests/run_1`,
};
const letter = (language: (typeof languages)[number], notices: LetterNotice[]) =>
  noticeLetter({ language, notices, ...addresses });

describe('a letter about notices', () => {
  it.each(languages)('in %s says what it is, leads there, and how to decline it', (language) => {
    const { subject, text, html } = letter(language, [one]);
    expect(subject).toContain(': Права людини');
    for (const part of [one.link, addresses.preferences, addresses.decline]) {
      expect(text).toContain(part);
      expect(html).toContain(`href="${part}"`);
    }
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('calls every kind by another name in every language', () => {
    const subjects = noticeKindNames.flatMap((kind) =>
      languages.map((language) => letter(language, [{ ...one, kind, title: undefined }]).subject),
    );
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('with several names twenty and counts the others', () => {
    const { subject, text } = letter(
      'kk',
      Array.from({ length: 25 }, () => one),
    );
    expect(subject).toContain('25');
    expect(text.split(one.link)).toHaveLength(21);
    expect(text).toContain('Тағы 5');
    expect(text).toContain(addresses.inbox);
  });

  it('shows titles as text and in one line, whatever stands in them', () => {
    const title = '<img src=x onerror=alert(1)>\r\nBcc: all@kurs.example';
    const { subject, html } = letter('uk', [{ ...one, kind: 'message', title, from: '"><script>' }]);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toMatch(/<img|<script/);
  });
});
