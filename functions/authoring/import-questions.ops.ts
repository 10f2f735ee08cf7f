/** Questions inside imported films: those that the course may ask here go on, the others stay behind. */
import { withAddition } from '#contracts/film-additions.ts';
import type { Manifest, ManifestLecture } from '../courses/courses.reads.ts';
import { organisation } from '../identity/identity.reads.ts';
import { putContent } from '../platform/blobs.ts';
import { placedQuestions } from '../questions/questions.reads.ts';
import { draft as draftNow } from './drafts.store.ts';
import { questionsOf } from './film-questions.ops.ts';
import { faultOf, type Sources } from './film-questions.ts';
import { known } from './known-films.ops.ts';

export interface Asking {
  candidate: Manifest;
  /** how many are asked no more */
  leftOut: number;
}

/** The candidate with the questions it may ask; safe to run again. */
export async function withQuestionsOf(candidate: Manifest): Promise<Asking> {
  if (!candidate.lectures.some(({ questions }) => questions !== undefined)) return { candidate, leftOut: 0 };
  const sources = await sourcesFor(candidate);
  const made = await Promise.all(candidate.lectures.map((film) => filmWithout(film, sources)));
  return {
    candidate: { ...candidate, lectures: made.map(({ film }) => film) },
    leftOut: made.reduce((sum, each) => sum + each.leftOut, 0),
  };
}

/** What the course’s own films ask already stays, wherever it came from: an archive that comes back changes nothing. */
async function sourcesFor({ courseId, organisationId }: Manifest): Promise<Sources> {
  const [{ path }, draft] = await Promise.all([organisation(organisationId), draftNow(courseId)]);
  const films = draft ? [...(await known(draft)).films.values()] : [];
  const asked = (await Promise.all(films.map(questionsOf))).flat();
  return { path, mayChoose: true, before: new Set(asked.map(({ questionId }) => questionId)) };
}

async function filmWithout(
  film: ManifestLecture,
  sources: Sources,
): Promise<{ film: ManifestLecture; leftOut: number }> {
  const items = await questionsOf(film);
  const found = await placedQuestions(items.map(({ questionId }) => questionId));
  const kept = items.filter((item) => faultOf(item, found.get(item.questionId), sources) === undefined);
  const leftOut = items.length - kept.length;
  if (!leftOut) return { film, leftOut };
  const hash = kept.length ? await putContent(JSON.stringify(kept), 'application/json') : undefined;
  return { film: withAddition(film, 'questions', hash), leftOut };
}
