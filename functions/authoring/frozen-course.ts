/** A draft as it would be frozen: its lessons in order, each with its blocks in the languages asked for. Pure. */
import { languages as allLanguages, type Language, type Localised } from '#contracts/common.ts';
import { quizzesNamed } from '#contracts/quiz-link.ts';
import type { FrozenBlock } from '#contracts/reviews.ts';
import { inOrder } from './block-room.ts';
import type { StoredBlock } from './blocks.store.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import { ordered } from './outline.ts';
import type { StoredLesson, StoredModule } from './outline.store.ts';

/** Everything there is of a draft. */
export interface DraftItems {
  draft: StoredDraft;
  about: StoredAbout;
  modules: readonly StoredModule[];
  lessons: readonly StoredLesson[];
  blocks: readonly StoredBlock[];
}

export interface FrozenLesson {
  id: string;
  moduleId: string;
  title: Localised;
  minutes: number;
  /** language of instruction → lecture */
  lectures: Partial<Record<Language, string>>;
  /** languages whose film has no captions in its own language */
  uncaptioned?: Language[];
  /** pictures that came with the text, by the path it names */
  pictures: NonNullable<StoredLesson['pictures']>;
  blocks: FrozenBlock[];
}
export interface FrozenModule {
  id: string;
  title: Localised;
  lessons: FrozenLesson[];
}

/** Modules with their lessons; a module without lessons is left out, and so is what lies in the bin. */
export function frozenModules(items: DraftItems, languages: readonly Language[]): FrozenModule[] {
  const blocks = Map.groupBy(items.blocks, ({ lessonId }) => lessonId);
  const outline = ordered({ modules: [...items.modules], lessons: [...items.lessons] });
  const frozen = outline.modules.map(({ id, title }) => ({
    id,
    title,
    lessons: outline.lessons
      .filter(({ moduleId }) => moduleId === id)
      .map((lesson) => frozenLesson(lesson, blocks.get(lesson.id) ?? [], languages)),
  }));
  return frozen.filter(({ lessons }) => lessons.length > 0);
}

function frozenLesson(
  { id, moduleId, title, minutes, lectures, pictures }: StoredLesson,
  blocks: readonly StoredBlock[],
  languages: readonly Language[],
): FrozenLesson {
  const films = Object.entries(lectures).flatMap(([language, film]) => (film ? [[language, film.id]] : []));
  const frozen = inOrder(blocks).map((block) => frozenBlock(block, languages));
  return {
    id,
    moduleId,
    title,
    minutes,
    lectures: Object.fromEntries(films) as FrozenLesson['lectures'],
    uncaptioned: allLanguages.filter((each) => lectures[each] && !lectures[each].captions.includes(each)),
    pictures: pictures ?? {},
    // an empty paragraph is nothing to be released
    blocks: frozen.filter(({ kind, ref, texts }) => (kind === 'text' ? Object.keys(texts).length > 0 : ref !== null)),
  };
}

function frozenBlock({ id, kind, ref, texts }: StoredBlock, languages: readonly Language[]): FrozenBlock {
  const kept = languages.flatMap((language) => {
    const { text = '', alt = null } = texts[language] ?? {};
    return text.trim() || alt?.trim() ? [[language, { text, alt }] as const] : [];
  });
  return { id, kind, ref: ref ?? null, texts: Object.fromEntries(kept) };
}

export const lessonsIn = (modules: readonly FrozenModule[]): FrozenLesson[] =>
  modules.flatMap(({ lessons }) => lessons);

/** Quizzes that the texts of these lessons name, in whatever language, each once. */
export const quizzesIn = (lessons: readonly Pick<FrozenLesson, 'blocks'>[]): string[] => [
  ...new Set(
    lessons.flatMap(({ blocks }) =>
      blocks.flatMap(({ texts }) => Object.values(texts).flatMap(({ text }) => quizzesNamed(text))),
    ),
  ),
];

/** Pictures and files of a course, each once. */
export const mediaOf = (lessons: readonly FrozenLesson[]): string[] => [
  ...new Set(lessons.flatMap(({ blocks }) => blocks.flatMap(({ ref }) => ref ?? []))),
];
