/** The questions that a released lecture asks, and how many a person has still to answer. */
import { filmQuestionsIn, type FilmQuestion } from '#contracts/film-questions.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { manifestOfVersion, type Manifest, type ManifestLecture } from '../courses/courses.reads.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import { contentText } from '../platform/blobs.ts';
import { placedQuestions, versionContents } from '../questions/questions.reads.ts';
import { leftOf } from './lecture-answers.ts';
import * as store from './lecture-answers.store.ts';

type Film = Pick<ManifestLecture, 'id' | 'questions'>;
type Release = Pick<Manifest, 'organisationId' | 'origin'>;
export interface AskedQuestion extends FilmQuestion {
  content: QuestionContent;
}

/**
 * What a lecture asks its learners. Left out is what may not be asked: kept for exams since, of a bank that is neither the
 * course’s academy’s nor of the original it was made of, or not known here at all.
 */
export async function askedIn(release: Release, film: Film): Promise<AskedQuestion[]> {
  const items = await itemsOf(film);
  if (!items.length) return [];
  const [found, banks] = await Promise.all([
    placedQuestions(items.map(({ questionId }) => questionId)),
    banksOf(release),
  ]);
  const allowed = items.filter(({ questionId }) => {
    const known = found.get(questionId);
    return known?.use === 'practice' && banks.has(known.organisationId);
  });
  const contents = await contentsOf(allowed);
  return allowed.flatMap((item) => {
    const content = contents.get(`${item.questionId} ${item.version}`);
    // nobody marks one while a film waits
    return content && content.body.kind !== 'essay' ? [{ ...item, content }] : [];
  });
}

/** How many required questions of a lecture a person has still to answer, rightly or not. */
export async function lectureQuestionsLeft(personId: string, release: Release, film: Film): Promise<number> {
  if (!(await itemsOf(film)).some(({ required }) => required)) return 0;
  const [asked, stored] = await Promise.all([askedIn(release, film), store.shares(personId, film.id)]);
  return leftOf(asked, stored?.shares ?? {});
}

const known = new Map<string, FilmQuestion[]>();
const knownMax = 500;

/** As they were frozen: read once per function instance. */
async function itemsOf({ questions: hash }: Film): Promise<FilmQuestion[]> {
  if (hash === undefined) return [];
  const before = known.get(hash);
  if (before) return before;
  const items = filmQuestionsIn(await contentText(hash));
  if (known.size >= knownMax) known.clear();
  known.set(hash, items);
  return items;
}

const contents = new Map<string, QuestionContent>();
/** some kilobytes each */
const contentsMax = 500;

/** Approved versions never change either. */
async function contentsOf(items: readonly FilmQuestion[]): Promise<ReadonlyMap<string, QuestionContent>> {
  const missing = items.filter(({ questionId, version }) => !contents.has(`${questionId} ${version}`));
  if (!missing.length) return contents;
  if (contents.size >= contentsMax) contents.clear();
  for (const [key, content] of await versionContents(items)) contents.set(key, content);
  return contents;
}

/** copies of copies */
const originsMax = 5;

/** Organisations whose questions may stand in a course: its own and those above it, and the same of what it was made of. */
async function banksOf(release: Release): Promise<Set<string>> {
  const authors = [release.organisationId];
  let { origin } = release;
  while (origin && authors.length <= originsMax) {
    authors.push(origin.organisationId);
    origin = (await manifestOfVersion(origin.courseId, origin.version)).origin;
  }
  const found = await organisationsById(authors);
  return new Set([...found.values()].flatMap(({ path }) => path));
}
