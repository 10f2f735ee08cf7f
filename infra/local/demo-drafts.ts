/** Writes a course as its authors do, through the API: outline, blocks in all languages, corrections, review, release. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateNKeysBetween } from 'fractional-indexing';
import { Marked } from 'marked';
import { authoring, type Draft } from '#contracts/authoring.ts';
import { changesMax, type BlockChange, type LessonDraft } from '#contracts/blocks.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { norms } from '#contracts/norms.ts';
import { reviews } from '#contracts/reviews.ts';
import type { Client } from './client.ts';
import { approve, demoId, until } from './demo.ts';

/** `draft.json` of a folder; the texts of a lesson lie beside it, one Markdown file per language, block for block the same. */
export interface DemoDraft {
  languages: Language[];
  title: Localised;
  summary: Localised;
  outcomes: Localised[];
  topics: string[];
  modules: { key: string; title: Localised; lessons: { key: string; title: Localised; minutes: number }[] }[];
}
export interface TextChange {
  lesson: string;
  find: Partial<Record<Language, string>>;
  replace: Partial<Record<Language, string>>;
}

/** The draft as it was read from its folder. */
export const draftIn = (folder: string): DemoDraft =>
  JSON.parse(readFileSync(join(folder, 'draft.json'), 'utf8')) as DemoDraft;

export const lessonId = (course: string, key: string): string => demoId('lesson', `${course} ${key}`);

/** Top-level Markdown blocks of a text. */
export const blocksOf = (text: string): string[] =>
  new Marked()
    .lexer(text)
    .filter(({ type }) => type !== 'space')
    .map(({ raw }) => raw.trim());

/** Writes the whole course; what is there already stays. */
export async function writeDraft(author: Client, folder: string, key: string, organisationId: string): Promise<Draft> {
  const { languages, title, summary, outcomes, topics, modules } = draftIn(folder);
  const courseId = demoId('course', key);
  const { revision } = await author.call(authoring.createDraft, {
    body: { id: courseId, organisationId, title, languages },
  });
  if (revision === 0)
    await author.call(authoring.changeDraft, {
      params: { courseId },
      body: { revision, summary, outcomes, topics, audience: 'all' },
    });
  const articles = await articleIds(author);
  const places = generateNKeysBetween(null, null, modules.length);
  for (const [index, module] of modules.entries()) {
    const moduleId = demoId('module', `${key} ${module.key}`);
    const body = { title: module.title, place: places[index]!, revision: null };
    await author.call(draftOutline.putModule, { params: { courseId, moduleId }, body });
    await writeLessons(author, { courseId, moduleId, key, folder, languages, articles }, module.lessons);
  }
  return author.call(authoring.draft, { params: { courseId } });
}

interface Place {
  courseId: string;
  moduleId: string;
  key: string;
  folder: string;
  languages: Language[];
  articles: Map<string, string>;
}

async function writeLessons(
  author: Client,
  { courseId, moduleId, key, folder, languages, articles }: Place,
  lessons: DemoDraft['modules'][number]['lessons'],
): Promise<void> {
  const places = generateNKeysBetween(null, null, lessons.length);
  for (const [index, { key: lessonKey, title, minutes }] of lessons.entries()) {
    const id = lessonId(key, lessonKey);
    const body = { id, moduleId, place: places[index]!, title, minutes, copyOf: null };
    await author.call(draftOutline.addLesson, { params: { courseId }, body });
    const texts = languages.map((language) => {
      const text = readFileSync(join(folder, 'lessons', lessonKey, `${language}.md`), 'utf8');
      return [language, blocksOf(withIds(text, articles))] as const;
    });
    await save(author, { courseId, lessonId: id }, changesOf(`${key} ${lessonKey}`, texts));
  }
}

function changesOf(key: string, texts: (readonly [Language, string[]])[]): BlockChange[] {
  const count = texts[0]![1].length;
  const places = generateNKeysBetween(null, null, count);
  return places.flatMap((place, index): BlockChange[] => {
    const blockId = demoId('block', `${key} ${index}`);
    return [
      { op: 'add', blockId, kind: 'text', ref: null, place },
      ...texts.map(([language, blocks], at): BlockChange => ({
        ...{ op: 'write', blockId, language, base: 0, alt: null, text: blocks[index] ?? '' },
        sourceRevision: at === 0 ? null : 1,
      })),
    ];
  });
}

interface LessonKey {
  courseId: string;
  lessonId: string;
}

async function save(author: Client, params: LessonKey, changes: BlockChange[]): Promise<void> {
  for (let start = 0; start < changes.length; start += changesMax) {
    const body = { changes: changes.slice(start, start + changesMax) };
    const { outcomes } = await author.call(draftBlocks.saveBlocks, { params, body });
    const bad = outcomes.find(({ outcome }) => outcome !== 'saved');
    if (bad) throw new Error(`block ${bad.blockId} of ${params.lessonId}: ${bad.outcome}`);
  }
}

/** Code → id: texts in files name an article by its code. */
export async function articleIds(client: Client): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: { items: { id: string; code: string }[]; next: string | null } = await client.call(norms.articles, {
      query: cursor ? { cursor } : {},
    });
    for (const { id, code } of page.items) ids.set(code, id);
    cursor = page.next;
  } while (cursor);
  return ids;
}

const withIds = (text: string, articles: Map<string, string>): string =>
  text.replace(/\(norm:([a-z0-9-]+)\)/g, (_, code: string) => {
    const id = articles.get(code);
    if (!id) throw new Error(`no article has the code ${code}`);
    return `(norm:${id})`;
  });

/** Corrects words where they still stand as before; translations go along with their source. */
export async function correct(author: Client, params: LessonKey, { find, replace }: TextChange): Promise<void> {
  const lesson = await author.call(draftBlocks.lessonDraft, { params });
  const languages = lesson.languages.filter((language) => find[language] !== undefined);
  const first = languages[0];
  const block = lesson.blocks.find(({ texts }) => first && texts[first]?.text.includes(find[first]!));
  if (!block) return;
  await save(
    author,
    params,
    languages.flatMap((language) =>
      corrected(block, language, lesson.languages[0]!, find[language]!, replace[language]!),
    ),
  );
}

function corrected(
  { id: blockId, texts }: LessonDraft['blocks'][number],
  language: Language,
  source: Language,
  find: string,
  replace: string,
): BlockChange[] {
  const segment = texts[language];
  if (!segment?.text.includes(find)) return [];
  const sourceRevision = language === source ? null : (texts[source]?.revision ?? 0) + 1;
  const text = segment.text.replace(find, replace);
  return [{ op: 'write', blockId, language, base: segment.revision, text, alt: null, sourceRevision }];
}

/** Submits the course as it stands and has the reviewer release it; nothing happens where that release is there already. */
export async function releaseDraft(
  author: Client,
  reviewer: Client,
  courseId: string,
  { version, whatChanged = null }: { version: number; whatChanged?: Localised | null },
): Promise<void> {
  const draft = await author.call(authoring.draft, { params: { courseId } });
  if ((draft.version ?? 0) >= version) return;
  const id = demoId('review', `${courseId} ${version}`);
  if (draft.reviewId !== id)
    await author.call(reviews.submit, {
      params: { courseId },
      body: { id, languages: draft.languages, note: null, dueAt: null, whatChanged },
    });
  const params = { courseId, reviewId: id };
  const prepared = await until(
    () => author.call(reviews.review, { params }),
    ({ state }) => state !== 'preparing',
  );
  if (prepared.state === 'withdrawn') throw new Error(`version ${version} of ${courseId} could not be submitted`);
  await approve(reviewer, params);
}
