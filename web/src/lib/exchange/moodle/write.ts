/** Questions as Moodle XML, in one language, pictures within. Pure. */
import type { Language } from '#contracts/common.ts';
import type { QuestionContent, TextsOf } from '#contracts/question-kinds.ts';
import { escaped } from '../../translation/xliff/xml.ts';
import { categoryPath, lossesOf, nameOf, type OutPictures, type OutQuestion, type Written } from '../outgoing.ts';
import { joined, settingsOf } from '../settings.ts';
import { clozeText, kindXml, typeOf } from './write-kinds.ts';

export interface WriteMoodle {
  language: Language;
  pictures: OutPictures;
}

export function writeMoodle(questions: readonly OutQuestion[], { language, pictures }: WriteMoodle): Written {
  const out = elementsFor(language, pictures);
  let category = '';
  const report: Written['report'] = [];
  const pieces = questions.flatMap((question) => {
    report.push({ question, kept: true, notes: lossesOf(question, 'moodle', language) });
    const path = categoryPath(question.folder);
    const head =
      path === category ? [] : [`<question type="category"><category>${out.plain(path)}</category></question>`];
    category = path;
    return [...head, questionXml(question, language, out)];
  });
  return { text: ['<?xml version="1.0" encoding="UTF-8"?>', '<quiz>', ...pieces, '</quiz>', ''].join('\n'), report };
}

export interface Elements {
  /** `<text>` without a format */
  plain(text: string): string;
  /** an element with Markdown and the pictures it names; '' where there is no text, unless `always` */
  text(name: string, texts: TextsOf | string | undefined, always?: boolean, attributes?: string): string;
  feedback(texts: TextsOf | undefined): string;
  of(texts: TextsOf | undefined): string;
}

function elementsFor(language: Language, pictures: OutPictures): Elements {
  const of = (texts: TextsOf | undefined) => texts?.[language] ?? '';
  const plain = (text: string) => `<text>${escaped(text)}</text>`;
  const text: Elements['text'] = (name, texts, always = false, attributes = '') => {
    const said = typeof texts === 'string' ? texts : of(texts);
    if (!said && !always) return '';
    const { named, files } = withFiles(said, pictures);
    return `<${name}${attributes} format="markdown">${plain(named)}${files}</${name}>`;
  };
  return { plain, text, of, feedback: (texts) => text('feedback', texts) };
}

/** `media:mda_…` becomes a file beside the text. */
function withFiles(text: string, pictures: OutPictures): { named: string; files: string } {
  const used = new Set<string>();
  const named = text.replaceAll(
    /(!\[(?:[^\]\\]|\\.)*\]\()(media:mda_[0-9A-Z]{26})(?=\))/g,
    (whole, start: string, ref: string) => {
      const picture = pictures.get(ref);
      if (!picture) return whole;
      used.add(ref);
      return `${start}@@PLUGINFILE@@/${inAddress(picture.name)}`;
    },
  );
  const files = [...used].map((ref) => {
    const { name, data } = pictures.get(ref)!;
    return `<file name="${escaped(name)}" path="/" encoding="base64">${base64Of(data)}</file>`;
  });
  return { named, files: files.join('') };
}

/** Brackets too: they would end the address in a Markdown text. */
const inAddress = (name: string) =>
  encodeURIComponent(name).replaceAll(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

export function base64Of(data: Uint8Array): string {
  let signs = '';
  for (let at = 0; at < data.length; at += 8_192) signs += String.fromCharCode(...data.subarray(at, at + 8_192));
  return btoa(signs);
}

function questionXml(question: OutQuestion, language: Language, out: Elements): string {
  const { content, meta } = question;
  const tags = meta.tags.map((tag) => `<tag>${out.plain(tag)}</tag>`).join('');
  const lines = [
    `<name>${out.plain(nameOf(question, language))}</name>`,
    out.text('questiontext', questionText(content, language), true),
    out.text('generalfeedback', content.explanation, true),
    '<defaultgrade>1</defaultgrade>',
    ...kindXml(content.body, out),
    ...(tags ? [`<tags>${tags}</tags>`] : []),
    `<kurs>${escaped(JSON.stringify(settingsFor(content, language)))}</kurs>`,
  ];
  return [
    `<question type="${typeOf(content.body)}">`,
    ...lines.filter(Boolean).map((each) => `  ${each}`),
    '</question>',
  ].join('\n');
}

function questionText({ given, ask, body }: QuestionContent, language: Language): string {
  const text = joined(given?.[language], ask[language] ?? '');
  return body.kind === 'gapFill' ? joined(text, clozeText(body, language)) : text;
}

const settingsFor = (content: QuestionContent, language: Language) =>
  content.body.kind === 'gapFill'
    ? { ...settingsOf(content, language), ask: content.ask[language]?.length }
    : settingsOf(content, language);
