/** Where what is submitted differs from the last release: per lesson and language, and in what the course says of itself. Pure. */
import { languages as allLanguages, type Language, type Localised } from '#contracts/common.ts';
import { steadyIn } from '#contracts/order.ts';
import type { FrozenBlock, LessonChange as LessonChangeSchema, Review } from '#contracts/reviews.ts';
import type { z } from '#contracts/z.ts';

export interface ComparedLesson {
  id: string;
  moduleId: string;
  title: Localised;
  minutes: number;
  lectures: Partial<Record<Language, string>>;
  blocks: readonly FrozenBlock[];
  /** tests, each in the version that is sat */
  quizzes?: readonly { quizId: string; version: number }[] | undefined;
}
export interface ComparedCourse {
  title: Localised;
  summary: Localised;
  outcomes: readonly Localised[];
  topics: readonly string[];
  competences?: readonly string[] | undefined;
  languages: readonly Language[];
  audience: string;
  modules: readonly { id: string; title: Localised }[];
}
export type LessonChange = z.infer<typeof LessonChangeSchema>;
export type CourseChange = Review['courseChanges'][number];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Each lesson there is or was, in the order of the new outline, those taken out at the end. */
export function lessonChanges(before: readonly ComparedLesson[], after: readonly ComparedLesson[]): LessonChange[] {
  const earlier = new Map(before.map((lesson) => [lesson.id, lesson]));
  const present = new Set(after.map(({ id }) => id));
  const kept = after.filter(({ id }) => earlier.has(id)).map(({ id }) => id);
  const steady = steadyIn(
    before.filter(({ id }) => present.has(id)).map(({ id }) => id),
    kept,
  );
  const changed = after.map((lesson, index) => {
    const was = earlier.get(lesson.id);
    const isMoved = was !== undefined && (was.moduleId !== lesson.moduleId || !steady.has(lesson.id));
    return { ...changeOf(was, lesson, isMoved), number: index + 1 };
  });
  const removed = before
    .filter(({ id }) => !present.has(id))
    .map(({ id, title, blocks }) => ({
      lessonId: id,
      title,
      number: null,
      kind: 'removed' as const,
      languages: writtenIn(title, blocks),
    }));
  return [...changed, ...removed];
}

function changeOf(
  was: ComparedLesson | undefined,
  { id, title, minutes, lectures, blocks, quizzes }: ComparedLesson,
  isMoved: boolean,
): Omit<LessonChange, 'number'> {
  if (!was) return { lessonId: id, title, kind: 'added', languages: writtenIn(title, blocks) };
  const languages = allLanguages.filter(
    (language) =>
      was.title[language] !== title[language] || !same(wordsIn(was.blocks, language), wordsIn(blocks, language)),
  );
  const isChanged =
    languages.length > 0 ||
    was.minutes !== minutes ||
    !same(films(was.lectures), films(lectures)) ||
    !same(tests(was.quizzes), tests(quizzes));
  return { lessonId: id, title, kind: isChanged ? 'changed' : isMoved ? 'moved' : 'same', languages };
}

const films = (lectures: ComparedLesson['lectures']) => Object.entries(lectures).sort();
const tests = (quizzes: ComparedLesson['quizzes'] = []) =>
  quizzes.map(({ quizId, version }) => [quizId, version]).sort();

/** What is read in a language, whatever the blocks are called. */
const wordsIn = (blocks: readonly FrozenBlock[], language: Language): unknown[] =>
  blocks.flatMap(({ kind, ref, texts }) => {
    const { text, alt } = texts[language] ?? {};
    return text?.trim() || alt?.trim() ? [[kind, ref, text?.trim(), alt?.trim() ?? '']] : [];
  });

const writtenIn = (title: Localised, blocks: readonly FrozenBlock[]): Language[] =>
  allLanguages.filter((language) => title[language] !== undefined || wordsIn(blocks, language).length > 0);

/** Differences of what a course says of itself; of the first release, all it says. */
export function courseChanges(before: ComparedCourse | undefined, after: ComparedCourse): CourseChange[] {
  const count = Math.max(before?.outcomes.length ?? 0, after.outcomes.length);
  const pairs: [string, Localised | null, Localised | null][] = [
    ['title', before?.title ?? null, after.title],
    ['summary', before?.summary ?? null, after.summary],
    ...Array.from({ length: count }, (_, index): [string, Localised | null, Localised | null] => [
      'outcome',
      before?.outcomes[index] ?? null,
      after.outcomes[index] ?? null,
    ]),
    ['topics', before ? listed(before.topics) : null, listed(after.topics)],
    ['competences', before ? listed(before.competences ?? []) : null, listed(after.competences ?? [])],
    ['languages', before ? listed(before.languages) : null, listed(after.languages)],
    ['audience', before ? listed([before.audience]) : null, listed([after.audience])],
    ...moduleChanges(before?.modules ?? [], after.modules),
  ];
  return pairs
    .filter(([, was, is]) => !same(sorted(was), sorted(is)))
    .map(([field, was, is]) => ({ field, before: was, after: is }));
}

function moduleChanges(
  before: ComparedCourse['modules'],
  after: ComparedCourse['modules'],
): [string, Localised | null, Localised | null][] {
  const [earlier, present] = [before, after].map((all) => new Map(all.map(({ id, title }) => [id, title])));
  return [
    ...after.map(({ id, title }): [string, Localised | null, Localised | null] => [
      'module',
      earlier!.get(id) ?? null,
      title,
    ]),
    ...before
      .filter(({ id }) => !present!.has(id))
      .map(({ title }): [string, Localised | null, Localised | null] => ['module', title, null]),
  ];
}

const sorted = (text: Localised | null) => text && Object.entries(text).sort();

/** A list of words that need no translation, as a text; no longer than the contract lets it be. */
function listed(words: readonly string[]): Localised | null {
  const text = words.join(', ').slice(0, 600);
  return text ? Object.fromEntries(allLanguages.map((language) => [language, text])) : null;
}

/** what is written anew in each language */
const translated = ['title', 'summary', 'outcome', 'module'];

/** Submitted languages beside the first whose text differs: each is a part of the review. */
export function changedTranslations(
  lessons: readonly LessonChange[],
  course: readonly CourseChange[],
  [, ...others]: readonly Language[],
): Language[] {
  const differs = (language: Language) =>
    lessons.some(({ kind, languages }) => kind !== 'removed' && languages.includes(language)) ||
    course.some(
      ({ field, before, after }) =>
        translated.includes(field) && after !== null && before?.[language] !== after[language],
    );
  return others.filter(differs);
}
