/** Is a draft fit to be reviewed? What is missing, and how far each translation is. Pure. */
import { bundleFileTypes } from '#contracts/bundle.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { Problem } from '#contracts/reviews.ts';
import type { StoredMedia } from '../media/media.reads.ts';
import type { StoredBlock } from './blocks.store.ts';
import type { Freezing } from './candidate.ts';
import { lessonsIn, type DraftItems, type FrozenLesson, type FrozenModule } from './frozen-course.ts';

/** a lesson that is longer could not be handed on as a bundle */
const textBytesMax = bundleFileTypes['text/markdown'];

export type Usable = (mediaId: string) => Pick<StoredMedia, 'kind' | 'state'> | undefined;
type Found = Pick<Problem, 'code' | 'blocks'> & Partial<Problem>;
type Of = FrozenLesson['blocks'][number];

/** Everything that is wrong with a draft in the languages in which it would be frozen. */
export function problemsIn({ draft, about, modules, languages, media }: Freezing): Problem[] {
  return problemsOf({ draft, about }, modules, { languages, usable: (id) => media.get(id) });
}

export const blocking = (freezing: Freezing): Problem[] => problemsIn(freezing).filter(({ blocks }) => blocks);

/** What is wrong, by lesson; `blocks` marks what must be mended before a review. The first language is the draft's first. */
export function problemsOf(
  { draft, about }: Pick<DraftItems, 'draft' | 'about'>,
  modules: readonly FrozenModule[],
  { languages, usable }: { languages: readonly Language[]; usable: Usable },
): Problem[] {
  const lessons = lessonsIn(modules);
  const first = languages[0]!;
  const found: Found[] = [
    ...titleProblems(draft.title, languages),
    ...(about.summary?.[first]?.trim() ? [] : [{ code: 'summaryMissing' as const, blocks: true, language: first }]),
    ...(lessons.length ? [] : [{ code: 'noLessons' as const, blocks: true }]),
    ...modules.flatMap(({ title }) => titleProblems(title, languages)),
    ...lessons.flatMap((lesson) =>
      lessonProblems(lesson, { languages, usable }).map((each) => ({ ...each, lessonId: lesson.id })),
    ),
  ];
  return found.map((each) => ({ lessonId: null, blockId: null, language: null, ...each }));
}

const titleProblems = (title: Localised, languages: readonly Language[]): Found[] =>
  languages
    .filter((language) => !title[language]?.trim())
    // learners see the first language's instead
    .map((language) => ({ code: 'titleMissing', blocks: language === languages[0], language }));

function lessonProblems(
  { title, blocks, pictures, uncaptioned = [] }: FrozenLesson,
  { languages, usable }: { languages: readonly Language[]; usable: Usable },
): Found[] {
  const first = languages[0]!;
  const isEmpty = !blocks.some(({ kind, texts }) => kind !== 'text' || texts[first]?.text.trim());
  return [
    ...titleProblems(title, languages),
    ...(isEmpty ? [{ code: 'lessonEmpty' as const, blocks: true, language: first }] : []),
    // who cannot hear reads them, and so does who learns where sound disturbs
    ...uncaptioned.map((language): Found => ({ code: 'captionsMissing', blocks: true, language })),
    ...languages.filter((language) => bytesOf(blocks, language) > textBytesMax).map(tooLong),
    ...blocks.flatMap((block) => {
      const problems = block.kind === 'text' ? textProblems(block, languages, pictures) : [];
      const others = block.kind === 'text' ? [] : mediaProblems(block, languages, usable);
      return [...problems, ...others].map((each) => ({ ...each, blockId: block.id }));
    }),
  ];
}

const tooLong = (language: Language): Found => ({ code: 'textTooLong', blocks: true, language });
const bytesOf = (blocks: readonly Of[], language: Language): number =>
  blocks.reduce((sum, { texts }) => sum + new TextEncoder().encode(texts[language]?.text ?? '').length + 2, 0);

function textProblems(block: Of, languages: readonly Language[], pictures: FrozenLesson['pictures']): Found[] {
  const missing = languages.filter((language) => !block.texts[language]?.text.trim());
  const first = languages[0]!;
  const unknown = languages.filter((language) => namesUnknown(block.texts[language]?.text ?? '', pictures));
  return [
    // what stands in a translation alone would never be seen
    ...(missing.includes(first) ? [{ code: 'textMissing' as const, blocks: true, language: first }] : []),
    ...(missing.includes(first) ? [] : missing).map((language): Found => ({
      code: 'textMissing',
      blocks: false,
      language,
    })),
    ...unknown.map((language): Found => ({ code: 'linkUnknown', blocks: false, language })),
  ];
}

/** A picture that came with the text is named by its path; of another one only the description would be seen. */
function namesUnknown(text: string, pictures: FrozenLesson['pictures']): boolean {
  const paths = [...text.matchAll(/!\[[^\]]*\]\(\s*<?([^\s)>]+)/g)].map((match) => match[1]!);
  return paths.some((path) => !Object.hasOwn(pictures, path));
}

function mediaProblems(block: Of, languages: readonly Language[], usable: Usable): Found[] {
  const isPicture = block.kind === 'picture';
  const media = block.ref === null ? undefined : usable(block.ref);
  const isReady = media?.state === 'ready' && media.kind === (isPicture ? 'picture' : 'file');
  const word = (language: Language) => (isPicture ? block.texts[language]?.alt : block.texts[language]?.text);
  const missing = languages.filter((language) => !word(language)?.trim());
  return [
    ...(isReady ? [] : [{ code: isPicture ? ('pictureNotReady' as const) : ('fileNotReady' as const), blocks: true }]),
    ...missing.map((language): Found => ({
      code: isPicture ? 'altMissing' : 'textMissing',
      blocks: language === languages[0],
      language,
    })),
  ];
}

/** For each language but the first: segments there are, done, and behind their source. */
export function translationsOf(
  blocks: readonly Pick<StoredBlock, 'id' | 'texts'>[],
  [first, ...others]: readonly Language[],
): Partial<Record<Language, { total: number; done: number; stale: number }>> {
  const sources = blocks.filter(({ texts }) => isWritten(texts[first!]));
  const of = (language: Language) => ({
    total: sources.length,
    done: sources.filter(({ texts }) => isWritten(texts[language])).length,
    stale: sources.filter((block) => isStale(block, first!, language)).length,
  });
  return Object.fromEntries(others.map((language) => [language, of(language)]));
}

/** Does it say anything: words, or what a picture shows? */
export const isWritten = (segment: { text: string; alt?: string | undefined } | undefined): boolean =>
  Boolean(segment?.text.trim() || segment?.alt?.trim());

/** Has the source changed since it was translated? Of a text that came from elsewhere nobody knows. */
export function isStale({ texts }: Pick<StoredBlock, 'texts'>, first: Language, language: Language): boolean {
  const [source, made] = [texts[first], texts[language]];
  return isWritten(made) && made?.sourceRevision !== undefined && made.sourceRevision < (source?.revision ?? 0);
}

/** Translations behind their source, to be known before they are submitted. */
export const staleProblems = (
  blocks: readonly Pick<StoredBlock, 'id' | 'lessonId' | 'texts'>[],
  [first, ...others]: readonly Language[],
): Problem[] =>
  others.flatMap((language) =>
    blocks
      .filter((block) => isStale(block, first!, language))
      .map(({ id, lessonId }) => ({ code: 'translationStale', blocks: false, lessonId, blockId: id, language })),
  );
