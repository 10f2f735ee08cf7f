import { describe, expect, it } from 'vitest';
import { languages } from '#contracts/common.ts';
import { invitationLetter } from './letters.ts';

const link = 'https://kurs.example.org/invitation#abc_-123';
const given = { givenName: 'Ірина', organisationName: 'Академія', link, until: '2026-12-01T15:30:00.000Z' };

describe('an invitation', () => {
  it.each(languages)('in %s says what it is, the link, until when, and what else to do', (language) => {
    const { subject, text, html } = invitationLetter({ ...given, language, timeZone: 'Europe/Kyiv' });
    expect(subject).toMatch(/(Курс|Kurs)/);
    for (const part of ['Ірина', 'Академія', link, '17:30', '2026']) expect(text).toContain(part);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<a href="${link}">`);
    expect(text.split('\n\n')).toHaveLength(9);
  });

  it('differs from language to language', () => {
    const subjects = languages.map((language) => invitationLetter({ ...given, language }).subject);
    expect(new Set(subjects).size).toBe(languages.length);
  });

  it('shows names as text, whatever stands in them', () => {
    const hostile = { ...given, givenName: '<img src=x onerror=alert(1)>', organisationName: `"><script>'&` };
    const { html } = invitationLetter({ ...hostile, language: 'uk' });
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('<p>Організація: &#34;&#62;&#60;script&#62;&#39;&#38;</p>');
    expect(html.match(/<a /g)).toHaveLength(1);
  });

  it('keeps names to one line, so that they cannot pass for a part of the letter', () => {
    const hostile = {
      ...given,
      givenName: 'A\r\n\r\nBcc: all@kurs.example',
      organisationName: 'B\u0000\nhttps://evil',
    };
    const { subject, text } = invitationLetter({ ...hostile, language: 'en' });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain('For: A Bcc: all@kurs.example\n\n');
    expect(text).toContain('Organisation: B https://evil\n\n');
  });

  it('needs no given name', () => {
    expect(invitationLetter({ ...given, givenName: undefined, language: 'ru' }).text).toMatch(/^Добрый день\./);
  });
});
