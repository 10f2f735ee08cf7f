/** Is a draft fit to be reviewed? What is missing, and how far each translation is. Pure. */
import { bundleFileTypes } from '#contracts/bundle.ts';
import { languages as allLanguages, type Language, type Localised } from '#contracts/common.ts';
import { quizzesNamed } from '#contracts/quiz-link.ts';
import type { Slide } from '#contracts/film-slides.ts';
import type { Problem } from '#contracts/reviews.ts';
import type { StoredMedia } from '../media/media.reads.ts';
import type { StoredBlock } from './blocks.store.ts';
import type { Freezing } from './candidate.ts';
import { withoutAlt } from './film-slides.ts';
import { behind, courseBehind } from './made-from.ts';
import { ordered } from './outline.ts';
import type { StoredModule } from './outline.store.ts';
import { lessonsIn, type DraftItems, type FrozenLesson, type FrozenModule } from './frozen-course.ts';

/** a lesson that is longer could not be handed on as a bundle */
const textBytesMax = bundleFileTypes['text/markdown'];

export type Usable = (mediaId: string) => Pick<StoredMedia, 'kind' | 'state'> | undefined;
/** In which languages it would be frozen; what texts may show and name. */
interface Known {
  languages: readonly Language[];
  usable: Usable;
  /** is there an approved version of a quiz? */
  hasQuiz: (quizId: string) => boolean;
  /** could a lecture not be prepared for watching? */
  hasFailed?: (lectureId: string) => boolean;
  /** of a lecture that has some */
  slidesOf?: (lectureId: string) => readonly Slide[] | undefined;
  /** does a question stand in it that may not be asked any more? */
  hasLost?: (lectureId: string) => boolean;
}
type Found = Pick<Problem, 'code' | 'blocks'> & Partial<Problem>;
type Of = FrozenLesson['blocks'][number];

/** Everything that is wrong with a draft in the languages in which it would be frozen. */
export function problemsIn({ draft, about, modules, languages, media, quizzes, ...films }: Freezing): Problem[] {
  const usable: Usable = (id) => media.get(id);
  const hasFailed = (id: string) => films.failedFilms?.has(id) ?? false;
  const hasLost = (id: string) => films.lostFilms?.has(id) ?? false;
  const slidesOf = (id: string) => films.slides?.get(id);
  const known = { usable, hasQuiz: (id: string) => quizzes.has(id), hasFailed, hasLost, slidesOf };
  return problemsOf({ draft, about }, modules, { languages, ...known });
}

export const blocking = (freezing: Freezing): Problem[] => problemsIn(freezing).filter(({ blocks }) => blocks);

/** What is wrong, by lesson; `blocks` marks what must be mended before a review. The first language is the draft's first. */
export function problemsOf(
  { draft, about }: Pick<DraftItems, 'draft' | 'about'>,
  modules: readonly FrozenModule[],
  { languages, ...known }: Known,
): Problem[] {
  const lessons = lessonsIn(modules);
  const first = languages[0]!;
  const found: Found[] = [
    ...titleProblems(draft.title, languages),
    ...(about.summary?.[first]?.trim() ? [] : [{ code: 'summaryMissing' as const, blocks: true, language: first }]),
    ...(lessons.length ? [] : [{ code: 'noLessons' as const, blocks: true }]),
    ...modules.flatMap(({ title }) => titleProblems(title, languages)),
    ...lessons.flatMap((lesson) =>
      lessonProblems(lesson, { languages, ...known }).map((each) => ({ ...each, lessonId: lesson.id })),
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
  { title, blocks, pictures, lectures, uncaptioned = [] }: FrozenLesson,
  { languages, usable, hasQuiz, hasFailed = () => false, hasLost = () => false, slidesOf = () => undefined }: Known,
): Found[] {
  const first = languages[0]!;
  const isEmpty = !blocks.some(({ kind, texts }) => kind !== 'text' || texts[first]?.text.trim());
  return [
    ...titleProblems(title, languages),
    ...(isEmpty ? [{ code: 'lessonEmpty' as const, blocks: true, language: first }] : []),
    // who cannot hear reads them, and so does who learns where sound disturbs
    ...uncaptioned.map((language): Found => ({ code: 'captionsMissing', blocks: true, language })),
    // learners would be told that it could not be prepared
    ...allLanguages
      .filter((language) => hasFailed(lectures[language] ?? ''))
      .map((language): Found => ({ code: 'lectureFailed', blocks: true, language })),
    // learners would not be asked it, whether it is required or not
    ...allLanguages
      .filter((language) => hasLost(lectures[language] ?? ''))
      .map((language): Found => ({ code: 'lectureQuestionGone', blocks: true, language })),
    ...slideProblems(lectures, languages, slidesOf),
    ...languages.filter((language) => bytesOf(blocks, language) > textBytesMax).map(tooLong),
    ...blocks.flatMap((block) => {
      const problems = block.kind === 'text' ? textProblems(block, { languages, hasQuiz }, pictures) : [];
      const others = block.kind === 'text' ? [] : mediaProblems(block, languages, usable);
      return [...problems, ...others].map((each) => ({ ...each, blockId: block.id }));
    }),
  ];
}

/** Who listens without seeing is told what the slides show: in the language that is spoken, and in the course’s first. */
function slideProblems(
  lectures: FrozenLesson['lectures'],
  languages: readonly Language[],
  slidesOf: NonNullable<Known['slidesOf']>,
): Found[] {
  return allLanguages.flatMap((spoken) => {
    const slides = slidesOf(lectures[spoken] ?? '') ?? [];
    const wanted = [...new Set([spoken, ...languages])];
    return withoutAlt(slides, wanted).map((language): Found => ({
      code: 'slideAltMissing',
      blocks: language === spoken || language === languages[0],
      language,
    }));
  });
}

const tooLong = (language: Language): Found => ({ code: 'textTooLong', blocks: true, language });
const bytesOf = (blocks: readonly Of[], language: Language): number =>
  blocks.reduce((sum, { texts }) => sum + new TextEncoder().encode(texts[language]?.text ?? '').length + 2, 0);

function textProblems(
  block: Of,
  { languages, hasQuiz }: Omit<Known, 'usable'>,
  pictures: FrozenLesson['pictures'],
): Found[] {
  const missing = languages.filter((language) => !block.texts[language]?.text.trim());
  const first = languages[0]!;
  const withoutQuiz = languages.filter((language) =>
    quizzesNamed(block.texts[language]?.text ?? '').some((id) => !hasQuiz(id)),
  );
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
    // learners would come to a test that is not there
    ...withoutQuiz.map((language): Found => ({ code: 'quizNotReleased', blocks: true, language })),
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

/** For each language but the first: segments there are, done, and behind their source – titles among these. */
export function translationsOf(
  blocks: readonly Pick<StoredBlock, 'id' | 'texts'>[],
  [first, ...others]: readonly Language[],
  titles: readonly Pick<Problem, 'language'>[] = [],
): Partial<Record<Language, { total: number; done: number; stale: number }>> {
  const sources = blocks.filter(({ texts }) => isWritten(texts[first!]));
  const of = (language: Language) => ({
    total: sources.length,
    done: sources.filter(({ texts }) => isWritten(texts[language])).length,
    stale:
      sources.filter((block) => isStale(block, first!, language)).length +
      titles.filter((title) => title.language === language).length,
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

/** Translations of titles, summary and outcomes behind their source; those of lessons are found in the lesson. */
export function staleTitles({ draft, about, modules, lessons }: Omit<DraftItems, 'blocks'>): Problem[] {
  const [first] = draft.languages as [Language];
  const course = courseBehind({ ...about, title: draft.title }, first);
  const of = ({ title, madeFrom }: Pick<StoredModule, 'title' | 'madeFrom'>) =>
    behind({ text: title, madeFrom }, first);
  const lines = [course?.title, course?.summary, ...(course?.outcomes ?? []), ...modules.map(of)];
  const inCourse = lines.flatMap((line) => staleIn(line, draft.languages, null));
  const inLessons = ordered({ modules: [...modules], lessons: [...lessons] }).lessons;
  return [...inCourse, ...inLessons.flatMap((lesson) => staleIn(of(lesson), draft.languages, lesson.id))];
}

const staleIn = (line: Localised | undefined, languages: readonly Language[], lessonId: string | null): Problem[] =>
  languages
    .filter((language) => line?.[language] !== undefined)
    .map((language) => ({ code: 'translationStale', blocks: false, lessonId, blockId: null, language }));
