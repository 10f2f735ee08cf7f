/** A letter with one notice, or with several that waited. Pure: what stands in it comes as text and leaves escaped. */
import type { Language } from '#contracts/common.ts';
import type { NoticeKind } from '#contracts/notice-kinds.ts';
import { letterWords } from './letter-words.ts';

/** A notice as a letter names it. */
export interface LetterNotice {
  kind: NoticeKind;
  /** in the language of the letter, where there is such a title */
  title: string | undefined;
  /** of a message: who wrote it */
  from: string | undefined;
  /** absolute, of ours */
  link: string;
}
export interface LetterParts {
  language: Language;
  notices: readonly LetterNotice[];
  /** absolute addresses: the inbox, the page of preferences, the page that declines */
  inbox: string;
  preferences: string;
  decline: string;
}
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** notices that are named; the others are counted */
const namedMax = 20;
const subjectMax = 150;

export function noticeLetter({ language, notices, inbox, preferences, decline }: LetterParts): Letter {
  const words = letterWords[language];
  const named = notices.slice(0, namedMax);
  const left = notices.length - named.length;
  const subject = notices.length === 1 ? headOf(language, notices[0]!) : words.several(notices.length);
  const lines = named.map((each) => ({ link: each.link, parts: [headOf(language, each), ...fromOf(language, each)] }));
  const more = left > 0 ? [words.more(left)] : [];
  const text = [
    words.greeting,
    ...lines.map(({ parts, link }) => [...parts, link].join('\n')),
    ...more,
    ...(notices.length > 1 ? [`${words.inbox}:\n${inbox}`] : []),
    `${words.choose}:\n${preferences}`,
    `${words.decline}:\n${decline}`,
    words.automatic,
  ];
  const html = [
    paragraph(words.greeting),
    ...lines.map(({ parts, link }) => `<p>${parts.map(escape).join('<br>')}<br>${anchor(link, words.see)}</p>`),
    ...more.map(paragraph),
    ...(notices.length > 1 ? [`<p>${anchor(inbox, words.inbox)}</p>`] : []),
    `<p>${anchor(preferences, words.choose)}</p>`,
    `<p>${anchor(decline, words.decline)}</p>`,
    paragraph(words.automatic),
  ];
  return { subject: shortened(subject), text: `${text.join('\n\n')}\n`, html: page(language, subject, html) };
}

const headOf = (language: Language, { kind, title }: LetterNotice): string =>
  [letterWords[language].kind[kind], ...(title ? [oneLine(title)] : [])].join(': ');
const fromOf = (language: Language, { from }: LetterNotice): string[] =>
  from ? [`${letterWords[language].from}: ${oneLine(from)}`] : [];

const shortened = (text: string) =>
  [...text].length > subjectMax ? `${[...text].slice(0, subjectMax).join('')}…` : text;
const page = (language: Language, title: string, parts: string[]) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>\n${parts.join('\n')}\n</body></html>\n`;
const anchor = (link: string, text: string) => `<a href="${escape(link)}">${escape(text)}</a>`;
const paragraph = (text: string) => `<p>${escape(text)}</p>`;
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const oneLine = (text: string) => text.replace(/[\s\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
