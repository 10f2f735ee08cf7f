/** Looks up everything there is of a draft, and what it is compared with. */
import type { Language } from '#contracts/common.ts';
import { slidesIn, type Slide } from '#contracts/film-slides.ts';
import { lessonsOf, newestRelease, type Manifest } from '../courses/courses.reads.ts';
import { branchOf, organisation } from '../identity/identity.reads.ts';
import { lectureFilms } from '../lectures/lectures.reads.ts';
import { mediaById, type StoredMedia } from '../media/media.reads.ts';
import { contentText } from '../platform/blobs.ts';
import { inParallel } from '../platform/parallel.ts';
import { adoptedAmong, blocksOfCourse } from './blocks.store.ts';
import type { Freezing } from './candidate.ts';
import type { ComparedCourse, ComparedLesson } from './candidate-changes.ts';
import { quizzesFor } from './course-quizzes.ops.ts';
import * as drafts from './drafts.store.ts';
import { filmMarks, knownFilms, type Film } from './films.ts';
import { filmsIn } from './films.store.ts';
import { frozenModules, lessonsIn, mediaOf, quizzesIn, type DraftItems } from './frozen-course.ts';
import { lostQuestions } from './lost-questions.ops.ts';
import { frozenBlocksOf } from './manifest-lesson.ops.ts';
import { outlineItems } from './outline.store.ts';
import { submittedIn } from './review.ts';

const atOnce = 8;

export async function draftItems(draft: drafts.StoredDraft): Promise<DraftItems> {
  const [about, outline, blocks] = await Promise.all([
    drafts.about(draft.id),
    outlineItems(draft.id),
    blocksOfCourse(draft.id),
  ]);
  return { draft, about, ...outline, blocks };
}

/** The draft as it would be frozen in these languages (in the draft's order, the first always among them). */
export async function freezingOf(items: DraftItems, asked: readonly Language[]): Promise<Freezing> {
  const { draft, about } = items;
  const languages = submittedIn(draft.languages, asked);
  const modules = frozenModules(items, languages);
  const [media, films, quizzes, released] = await Promise.all([
    usableMedia(draft, mediaOf(lessonsIn(modules))),
    filmsIn(draft.id),
    quizzesFor(draft, quizzesIn(lessonsIn(modules))),
    releasedNow(draft),
  ]);
  const versions = new Map([...quizzes].map(([quizId, { version }]) => [quizId, version]));
  const shown = new Set(lessonsIn(modules).flatMap(({ lectures }) => Object.values(lectures)));
  const shownFilms = [...knownFilms(released, films).values()].filter(({ id }) => shown.has(id));
  const [failedFilms, lostFilms, slides] = await Promise.all([
    failedAmong(films),
    lostQuestions(draft, shownFilms),
    slidesAmong(shownFilms),
  ]);
  return { draft, about, modules, languages, media, films, failedFilms, lostFilms, slides, quizzes: versions };
}

/** The slides of each of these films that has some. */
export async function slidesAmong(films: readonly Pick<Film, 'id' | 'slides'>[]): Promise<Map<string, Slide[]>> {
  const found = await inParallel(films, atOnce, async ({ id, slides }) =>
    slides ? [[id, slidesIn(await contentText(slides))] as const] : [],
  );
  return new Map(found.flat());
}

async function failedAmong(films: Freezing['films']): Promise<Set<string>> {
  const found = films.length ? await lectureFilms(films) : [];
  return new Set(found.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ id }) => id));
}

/** Pictures and files of the course's own academy or region, from above it, or that were shared with the course it was made of. */
export async function usableMedia(
  draft: drafts.StoredDraft,
  ids: readonly string[],
): Promise<Map<string, StoredMedia>> {
  if (!ids.length) return new Map();
  const [{ path }, found, adopted] = await Promise.all([
    organisation(draft.organisationId),
    mediaById(ids),
    draft.origin ? adoptedAmong(draft.id, ids) : new Set<string>(),
  ]);
  const isOurs = ({ id, branchId, organisationId }: StoredMedia) =>
    branchId === branchOf(path) || path.includes(organisationId) || adopted.has(id);
  return new Map([...found].filter(([, media]) => isOurs(media)));
}

/** The newest release of a course that is the draft's organisation's; undefined before the first. */
export async function releasedNow({
  id,
  organisationId,
}: Pick<drafts.StoredDraft, 'id' | 'organisationId'>): Promise<Manifest | undefined> {
  const released = await newestRelease(id);
  return released?.organisationId === organisationId ? released : undefined;
}

/** A released version, or a candidate, with its blocks. */
export async function comparedWith(released: Manifest): Promise<{ course: ComparedCourse; lessons: ComparedLesson[] }> {
  const films = knownFilms(released, []);
  const moduleOf = new Map(released.modules.flatMap(({ id, lessons }) => lessons.map((lesson) => [lesson.id, id])));
  const lessons = await inParallel(lessonsOf(released), atOnce, async (lesson) => ({
    id: lesson.id,
    moduleId: moduleOf.get(lesson.id)!,
    title: lesson.title,
    minutes: lesson.minutes,
    lectures: filmMarks(lesson.lectures, films),
    blocks: await frozenBlocksOf(released, lesson),
    quizzes: lesson.quizzes,
  }));
  return { course: released, lessons };
}
