/** Drafts as authors make them: a course with a module, lessons, texts; in few words. */
import { generateKeyBetween } from 'fractional-indexing';
import { authoring, type Draft } from '#contracts/authoring.ts';
import type { BlockChange, ChangeOutcome, LessonDraft } from '#contracts/blocks.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { draftTeam } from '#contracts/draft-team.ts';
import type { Language } from '#contracts/common.ts';
import type { CourseTeamRole } from '#contracts/permissions.ts';
import type { Client } from '../../infra/local/client.ts';
import { newId, until, type TestClient } from './stack.ts';

export interface NewDraft {
  title?: Partial<Record<Language, string>>;
  languages?: Language[];
  id?: string;
}

/** A draft without modules. */
export const createDraft = (
  client: Client,
  organisationId: string,
  { title = { uk: 'Новий курс', en: 'A new course' }, languages = ['uk', 'en'], id = newId('course') }: NewDraft = {},
): Promise<Draft> => client.call(authoring.createDraft, { body: { id, organisationId, title, languages } });

export const draftOf = (client: TestClient, courseId: string): Promise<Draft> =>
  client.call(authoring.draft, { params: { courseId } });

/** The draft that a course gets when it came by a bundle, as soon as it is there. */
export async function seededDraft(client: TestClient, courseId: string): Promise<Draft> {
  const ask = () => client.reply(authoring.draft, { params: { courseId } });
  return (await until(ask, ({ status }) => status === 200, 60)).body;
}

/** The place behind all of these. */
export const placeAfter = (siblings: readonly { place: string }[]): string =>
  generateKeyBetween(
    siblings
      .map(({ place }) => place)
      .sort()
      .at(-1) ?? null,
    null,
  );

/** Adds a module at the end; answers its id. */
export async function addModule(
  client: TestClient,
  courseId: string,
  title: Partial<Record<Language, string>> = { uk: 'Модуль', en: 'Module' },
): Promise<string> {
  const moduleId = newId('module');
  const { modules } = await draftOf(client, courseId);
  const body = { title, place: placeAfter(modules), revision: null };
  await client.call(draftOutline.putModule, { params: { courseId, moduleId }, body });
  return moduleId;
}

export interface NewLesson {
  id?: string;
  moduleId?: string;
  place?: string;
  title?: Partial<Record<Language, string>>;
  minutes?: number;
  copyOf?: { courseId: string; lessonId: string } | null;
}

/** Adds a lesson at the end of a module (the last one unless said; the first where there is none); answers its id. */
export async function addLesson(client: TestClient, courseId: string, lesson: NewLesson = {}): Promise<string> {
  const { modules, lessons } = await draftOf(client, courseId);
  const moduleId = lesson.moduleId ?? modules.at(-1)?.id ?? (await addModule(client, courseId));
  const {
    id = newId('lesson'),
    place = placeAfter(lessons.filter((each) => each.moduleId === moduleId)),
    title = { uk: 'Заняття', en: 'Lesson' },
    minutes = 10,
    copyOf = null,
  } = lesson;
  await client.call(draftOutline.addLesson, {
    params: { courseId },
    body: { id, moduleId, place, title, minutes, copyOf },
  });
  return id;
}

export interface LessonKey {
  courseId: string;
  lessonId: string;
}

export const lessonDraft = (client: TestClient, params: LessonKey): Promise<LessonDraft> =>
  client.call(draftBlocks.lessonDraft, { params });

/** Sends changes; answers how each ended. */
export async function save(client: TestClient, params: LessonKey, ...changes: BlockChange[]): Promise<ChangeOutcome[]> {
  const { outcomes } = await client.call(draftBlocks.saveBlocks, { params, body: { changes } });
  return outcomes;
}

export const added = (blockId: string, place: string): BlockChange => ({
  op: 'add',
  blockId,
  kind: 'text',
  ref: null,
  place,
});

export const written = (
  blockId: string,
  text: string,
  { language = 'uk' as Language, base = 0, alt = null as string | null, sourceRevision = null as number | null } = {},
): BlockChange => ({ op: 'write', blockId, language, base, text, alt, sourceRevision });

/** What a block says in one language, or in several; in the first language alone where it is a string. */
export type Words = string | Partial<Record<Language, string>>;

/** Adds blocks of text at the end of a lesson; answers their ids. */
export async function writeBlocks(client: TestClient, params: LessonKey, ...texts: Words[]): Promise<string[]> {
  const { blocks, languages } = await lessonDraft(client, params);
  let place =
    blocks
      .map((block) => block.place)
      .sort()
      .at(-1) ?? null;
  const ids: string[] = [];
  const changes = texts.flatMap((words): BlockChange[] => {
    const blockId = newId('block');
    place = generateKeyBetween(place, null);
    ids.push(blockId);
    const inLanguages = typeof words === 'string' ? { [languages[0]!]: words } : words;
    return [
      added(blockId, place),
      ...Object.entries(inLanguages).map(([language, text]) =>
        written(blockId, text, {
          language: language as Language,
          sourceRevision: language === languages[0] ? null : 1,
        }),
      ),
    ];
  });
  for (let start = 0; start < changes.length; start += 50) {
    const outcomes = await save(client, params, ...changes.slice(start, start + 50));
    const bad = outcomes.find(({ outcome }) => outcome !== 'saved');
    if (bad) throw new Error(`block ${bad.outcome}`);
  }
  return ids;
}

/** Adds a picture or file at the end of a lesson, with what is said of it in the first language; answers the block's id. */
export async function attach(
  client: TestClient,
  params: LessonKey,
  { mediaId, kind = 'picture', text = '', alt = null }: Attachment,
): Promise<string> {
  const { blocks, languages } = await lessonDraft(client, params);
  const blockId = newId('block');
  const place = placeAfter(blocks);
  const outcomes = await save(
    client,
    params,
    { op: 'add', blockId, kind, ref: mediaId, place },
    written(blockId, text, { language: languages[0]!, alt }),
  );
  if (outcomes.some(({ outcome }) => outcome !== 'saved')) throw new Error(`not attached: ${JSON.stringify(outcomes)}`);
  return blockId;
}
interface Attachment {
  mediaId: string;
  kind?: 'picture' | 'file';
  text?: string;
  alt?: string | null;
}

/** Takes somebody into the team. */
export const joinTeam = (
  client: TestClient,
  courseId: string,
  personId: string,
  role: CourseTeamRole,
): Promise<Draft> => client.call(draftTeam.putTeamMember, { params: { courseId, personId }, body: { role } });

export interface WrittenCourse {
  courseId: string;
  lessonIds: string[];
  /** of each lesson */
  blockIds: string[][];
}

/** A course that could be submitted: summary, a module, lessons with a heading and a paragraph in each language. */
export async function writeCourse(
  client: TestClient,
  organisationId: string,
  { lessons = 1, languages = ['uk', 'en'] as Language[], ...draft }: NewDraft & { lessons?: number } = {},
): Promise<WrittenCourse> {
  const { id: courseId, revision } = await createDraft(client, organisationId, { ...draft, languages });
  const inAll = (word: string) =>
    Object.fromEntries(languages.map((language) => [language, `${word} (${language})`])) as Record<Language, string>;
  const body = { revision, summary: inAll('Про що курс'), outcomes: [inAll('Знає право')] };
  await client.call(authoring.changeDraft, { params: { courseId }, body });
  const moduleId = await addModule(client, courseId, inAll('Модуль'));
  const written: WrittenCourse = { courseId, lessonIds: [], blockIds: [] };
  for (let number = 1; number <= lessons; number += 1) {
    const lessonId = await addLesson(client, courseId, { moduleId, title: inAll(`Заняття ${number}`) });
    written.lessonIds.push(lessonId);
    const texts = [inAll(`## Розділ ${number}`), inAll(`Текст заняття ${number}.`)];
    written.blockIds.push(await writeBlocks(client, { courseId, lessonId }, ...texts));
  }
  return written;
}
