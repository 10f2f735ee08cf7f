/** The candidate of a release: a course made of what was frozen, every piece named by its hash. Pure. */
import type { Language } from '#contracts/common.ts';
import type { Slide } from '#contracts/film-slides.ts';
import type { Candidate, Manifest, ManifestLesson, Picture } from '../courses/courses.reads.ts';
import type { StoredMedia } from '../media/media.reads.ts';
import type { ComparedCourse, ComparedLesson } from './candidate-changes.ts';
import type { StoredAbout, StoredDraft } from './drafts.store.ts';
import { filmMarks, knownFilms, type Film } from './films.ts';
import { slidePictures } from './film-slides.ts';
import { hasLanguage, markdownOf } from './frozen.ts';
import { lessonsIn, quizzesIn, type FrozenLesson, type FrozenModule } from './frozen-course.ts';

export interface Freezing {
  draft: StoredDraft;
  about: StoredAbout;
  modules: readonly FrozenModule[];
  /** the first of them is the draft's first */
  languages: readonly Language[];
  media: ReadonlyMap<string, StoredMedia>;
  /** that came with an import */
  films: readonly Film[];
  /** ids of those that could not be prepared for watching, or whose preparation was stopped */
  failedFilms?: ReadonlySet<string>;
  /** ids of those in which a question stands that may not be asked any more */
  lostFilms?: ReadonlySet<string>;
  /** lecture that lessons show → its slides, where it has some */
  slides?: ReadonlyMap<string, readonly Slide[]>;
  /** quiz → its newest approved version; absent where there is none */
  quizzes: ReadonlyMap<string, number>;
}

/** A picture in the width by which texts name it. */
export function shownAs({ variants }: StoredMedia): { path: string; picture: Picture } | undefined {
  const widest = variants.find(({ type }) => type === 'image/webp');
  if (!widest) return undefined;
  const { sha256, type, width, height } = widest;
  const others = variants.map((each) => ({
    sha256: each.sha256,
    type: each.type,
    width: each.width,
    height: each.height,
  }));
  return { path: `${sha256}.webp`, picture: { sha256, type, width, height, variants: others } };
}

/** A lesson's texts, in the languages it has. */
export function textsOf(
  lesson: FrozenLesson,
  { languages, media, modules }: Pick<Freezing, 'languages' | 'media' | 'modules'>,
): Partial<Record<Language, string>> {
  const first = languages[0]!;
  const renamed = renamedPictures(lesson, lessonsIn(modules));
  const pathOf = (mediaId: string) => {
    const found = media.get(mediaId);
    return found && shownAs(found)?.path;
  };
  const made = languages
    .filter((language) => hasLanguage(lesson.blocks, language, first))
    .map((language) => {
      const text = markdownOf(lesson.blocks, { language, first, pathOf });
      const named = [...renamed].reduce((so, [from, to]) => so.replaceAll(`](${from}`, `](${to}`), text);
      return [language, named] as const;
    });
  return Object.fromEntries(made);
}

/** Lessons that came from different courses may name different pictures by one path: it stays with the first of them. */
export function renamedPictures({ pictures }: FrozenLesson, lessons: readonly FrozenLesson[]): Map<string, string> {
  const owner = (path: string) => lessons.find((lesson) => Object.hasOwn(lesson.pictures, path))?.pictures[path];
  const others = Object.entries(pictures).filter(([path, { sha256 }]) => owner(path)?.sha256 !== sha256);
  return new Map(others.map(([path, { sha256 }]) => [path, `${sha256}${/\.[a-z]+$/i.exec(path)?.[0] ?? ''}`]));
}

function picturesOf({ modules, media, slides }: Shown): Candidate['pictures'] {
  const lessons = lessonsIn(modules);
  const came = lessons.flatMap((lesson) => {
    const renamed = renamedPictures(lesson, lessons);
    return Object.entries(lesson.pictures).map(([path, picture]) => [renamed.get(path) ?? path, picture as Picture]);
  });
  const shown = usedMedia(lessons, media).flatMap((each) => shownAs(each) ?? []);
  return {
    ...(Object.fromEntries([...came, ...shown.map(({ path, picture }) => [path, picture])]) as Candidate['pictures']),
    ...slidePictures([...(slides?.values() ?? [])].flat()),
  };
}

const filesOf = ({ modules, media }: Pick<Freezing, 'modules' | 'media'>): NonNullable<Candidate['files']> =>
  Object.fromEntries(
    usedMedia(lessonsIn(modules), media)
      .filter(({ kind }) => kind === 'file')
      .map(({ id, sha256, type, name, bytes }) => [id, { sha256, type, name, bytes }]),
  );

const usedMedia = (lessons: readonly FrozenLesson[], media: Freezing['media']): StoredMedia[] =>
  [...new Set(lessons.flatMap(({ blocks }) => blocks.map(({ ref }) => ref)))].flatMap((ref) =>
    ref === null ? [] : (media.get(ref) ?? []),
  );

/** Hashes of a lesson's blocks and texts. */
export interface Kept {
  blocks: string;
  text: Partial<Record<Language, string>>;
}

/** The course that will be released if the reviewers approve. */
export function candidateOf(
  freezing: Freezing,
  kept: ReadonlyMap<string, Kept>,
  before: Manifest | undefined,
): Candidate {
  const { draft, about, modules, languages } = freezing;
  const lectures = filmsOf(lessonsIn(modules), knownFilms(before, freezing.films));
  const known = new Set(lectures.map(({ id }) => id));
  let number = 0;
  return {
    courseId: draft.id,
    organisationId: draft.organisationId,
    audience: draft.audience,
    languages: [...languages],
    title: draft.title,
    summary: about.summary ?? {},
    outcomes: about.outcomes,
    topics: about.topics,
    ...(about.competences.length ? { competences: about.competences } : {}),
    modules: modules.map(({ id, title, lessons }) => ({
      id,
      title,
      lessons: lessons.map((lesson) => ({
        id: lesson.id,
        number: (number += 1),
        title: lesson.title,
        minutes: lesson.minutes,
        ...kept.get(lesson.id)!,
        lectures: Object.fromEntries(Object.entries(lesson.lectures).filter(([, id]) => known.has(id))),
        ...quizzesOf(lesson, freezing.quizzes),
      })),
    })),
    lectures,
    ...shownIn(freezing),
  };
}

/** Quizzes of a lesson, in the version that is sat as long as this release stands. */
function quizzesOf(lesson: FrozenLesson, released: Freezing['quizzes']): Pick<ManifestLesson, 'quizzes'> {
  const quizzes = quizzesIn([lesson]).flatMap((quizId) => {
    const version = released.get(quizId);
    return version === undefined ? [] : [{ quizId, version }];
  });
  return quizzes.length ? { quizzes } : {};
}

type Shown = Pick<Freezing, 'modules' | 'media' | 'slides'>;

/** Pictures and files that learners see with the lessons. */
export const shownIn = (of: Shown): Pick<Candidate, 'pictures' | 'files'> => ({
  pictures: picturesOf(of),
  files: filesOf(of),
});

/** What is of another course is not released with this one. */
function filmsOf(lessons: readonly FrozenLesson[], known: ReadonlyMap<string, Film>): Candidate['lectures'] {
  const wanted = new Set(lessons.flatMap(({ lectures }) => Object.values(lectures)));
  return [...known.values()].filter(({ id }) => wanted.has(id));
}

/** What is frozen, as differences are looked for in it. */
export const comparedLessons = (
  { modules, quizzes }: Pick<Freezing, 'modules' | 'quizzes'>,
  known: ReadonlyMap<string, Film>,
): ComparedLesson[] =>
  lessonsIn(modules).map((lesson) => ({
    ...lesson,
    lectures: filmMarks(lesson.lectures, known),
    ...quizzesOf(lesson, quizzes),
  }));

export const comparedCourse = ({
  draft,
  about,
  modules,
  languages,
}: Omit<Freezing, 'media' | 'films'>): ComparedCourse => ({
  title: draft.title,
  summary: about.summary ?? {},
  outcomes: about.outcomes,
  topics: about.topics,
  competences: about.competences,
  languages,
  audience: draft.audience,
  modules,
});
