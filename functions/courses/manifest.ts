/** A released version of a course: built once from what reviewers approved, immutable, kept in S3 under its hash. */
import type { Additions } from '#contracts/film-additions.ts';
import type { Bundle, BundleFileType } from '#contracts/bundle.ts';
import { collationKey } from '#contracts/collation.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { Course, CourseCard, Lesson, LessonOutline } from '#contracts/courses.ts';
import type { OriginLink } from './recall.ts';

export interface ManifestLesson {
  id: string;
  number: number;
  title: Localised;
  minutes: number;
  /** language → hash of the Markdown text */
  text: Partial<Record<Language, string>>;
  /** hash of the blocks it was made of, where it was written here */
  blocks?: string;
  /** language of instruction → lecture id */
  lectures: Partial<Record<Language, string>>;
  /** that its text names, each in the version that was approved when the course was submitted */
  quizzes?: { quizId: string; version: number }[];
}
export interface ManifestModule {
  id: string;
  title: Localised;
  lessons: ManifestLesson[];
}
export interface ManifestLecture extends Additions {
  id: string;
  /** counts up when the file is another one: what was watched is of a file, whatever its captions say since */
  version: number;
  language: Language;
  title: Localised;
  durationSeconds: number;
  source: string;
  captions: Partial<Record<Language, string>>;
}
export interface PictureFile {
  sha256: string;
  type: BundleFileType | 'image/avif';
  width: number;
  height: number;
}
export interface Picture extends PictureFile {
  /** the same picture in other widths and encodings, the widest first */
  variants?: PictureFile[];
}
export interface FileToTake {
  sha256: string;
  type: string;
  name: string;
  bytes: number;
}
export interface Manifest {
  courseId: string;
  version: number;
  organisationId: string;
  releasedAt: string;
  audience: Bundle['audience'];
  languages: Language[];
  title: Localised;
  summary: Localised;
  outcomes: Localised[];
  topics: string[];
  /** what its authors say has changed since the version before */
  whatChanged?: Localised;
  /** ids of the competence framework */
  competences?: string[];
  modules: ManifestModule[];
  lectures: ManifestLecture[];
  /** lectures that earlier versions had: one that comes back goes on counting, for its media are cached for good */
  retired?: ManifestLecture[];
  /** path as written in the texts → picture */
  pictures: Record<string, Picture>;
  /** media id, as written in the texts (`file:mda_…`) → file to take away */
  files?: Record<string, FileToTake>;
  /** the course of another academy of which it was made */
  origin?: OriginLink;
}

/** Lectures with their versions, and those that earlier versions of the course had. */
export function withVersions(
  lectures: readonly Omit<ManifestLecture, 'version'>[],
  before: Manifest | undefined,
): Pick<Manifest, 'lectures'> & { retired: ManifestLecture[] } {
  const earlier = [...(before?.lectures ?? []), ...(before?.retired ?? [])];
  const present = new Set(lectures.map((lecture) => lecture.id));
  return {
    lectures: lectures.map((lecture) => versioned(lecture, earlier)),
    retired: earlier.filter((lecture) => !present.has(lecture.id)),
  };
}

function versioned(lecture: Omit<ManifestLecture, 'version'>, before: readonly ManifestLecture[]): ManifestLecture {
  const earlier = before.find((each) => each.id === lecture.id);
  if (!earlier) return { ...lecture, version: 1 };
  return { ...lecture, version: earlier.source === lecture.source ? earlier.version : earlier.version + 1 };
}

export const lessonsOf = (manifest: Manifest): ManifestLesson[] => manifest.modules.flatMap((module) => module.lessons);

/** What lists show of a course. */
export function cardOf(manifest: Manifest): Omit<CourseCard, 'organisation' | 'recall'> & Pick<Manifest, 'origin'> {
  const lessons = lessonsOf(manifest);
  return {
    id: manifest.courseId,
    version: manifest.version,
    title: manifest.title,
    summary: manifest.summary,
    languages: manifest.languages,
    topics: manifest.topics,
    lessonsTotal: lessons.length,
    lecturesTotal: lessons.filter((lesson) => Object.keys(lesson.lectures).length > 0).length,
    minutes: lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
    releasedAt: manifest.releasedAt,
    ...(manifest.origin ? { origin: manifest.origin } : {}),
  };
}

/** Cards in the order of their titles in a language (the course's first where that is missing). */
export function byTitle<C extends Pick<CourseCard, 'title' | 'languages'>>(
  cards: readonly C[],
  language: Language,
): C[] {
  const keyOf = ({ title, languages }: C) => collationKey(title[language] ?? title[languages[0]!] ?? '', language);
  const keyed = cards.map((card) => ({ card, key: keyOf(card) }));
  // as DynamoDB sorts, not as the runtime's locale does
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ card }) => card);
}

export const outlineOf = ({ id, number, title, minutes, lectures }: ManifestLesson): LessonOutline => ({
  id,
  number,
  title,
  minutes,
  lectures,
});

/** The course with modules and lessons, as a learner sees it. */
export function courseView(
  manifest: Manifest,
  organisation: CourseCard['organisation'],
  enrolledAt: string | null,
): Course {
  const { origin: _, ...card } = cardOf(manifest);
  return {
    ...card,
    organisation,
    outcomes: manifest.outcomes,
    modules: manifest.modules.map(({ id, title, lessons }) => ({ id, title, lessons: lessons.map(outlineOf) })),
    enrolledAt,
  };
}

/** The pictures and files that a lesson's text may show: of what was written here, only those it names. */
export function attachedTo(text: string, { pictures, files = {} }: Manifest): Pick<Lesson, 'pictures' | 'files'> {
  const named = <V>(all: Record<string, V>, isMeant: (name: string, value: V) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name, value]) => isMeant(name, value)));
  return {
    pictures: named(pictures, (path, { variants }) => !variants || text.includes(path)),
    files: named(files, (mediaId) => text.includes(`file:${mediaId}`)),
  };
}

/** A lesson in its place, with neighbours; undefined where the course has no such lesson. The text and what it shows are filled in by the caller. */
export function lessonView(
  manifest: Manifest,
  lessonId: string,
  asked: Language | undefined,
  enrolledAt: string | null,
): { view: Omit<Lesson, 'text' | 'pictures' | 'files'>; textHash: string } | undefined {
  const lessons = lessonsOf(manifest);
  const index = lessons.findIndex((lesson) => lesson.id === lessonId);
  const lesson = lessons[index];
  if (!lesson) return undefined;
  const language = asked && lesson.text[asked] ? asked : manifest.languages[0]!;
  const moduleIndex = manifest.modules.findIndex((module) => module.lessons.includes(lesson));
  const neighbour = (at: number) => (lessons[at] ? outlineOf(lessons[at]) : null);
  return {
    textHash: lesson.text[language]!,
    view: {
      courseId: manifest.courseId,
      version: manifest.version,
      courseTitle: manifest.title,
      moduleNumber: moduleIndex + 1,
      moduleTitle: manifest.modules[moduleIndex]!.title,
      lesson: outlineOf(lesson),
      lessonsTotal: lessons.length,
      language,
      languages: manifest.languages.filter((each) => lesson.text[each]),
      previous: neighbour(index - 1),
      next: neighbour(index + 1),
      enrolledAt,
    },
  };
}
