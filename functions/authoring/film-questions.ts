/** Rules of the questions inside a film: which of a bank may stand there. Pure. */
import { AppError } from '#contracts/errors.ts';
import type { FilmQuestion, QuestionFault } from '#contracts/film-questions.ts';
import type { PlacedQuestion } from '../questions/questions.reads.ts';
import type { Film } from './films.ts';

/** Where a question may come from: as a quiz’s, from the bank of the course’s academy or region, or from above it. */
export interface Sources {
  /** organisations from the root to that of the course */
  path: readonly string[];
  /** may the asker choose from these banks? who may not keeps what stands there */
  mayChoose: boolean;
  /** what stood there before: it came with an adopted course, or somebody else has chosen it */
  before: ReadonlySet<string>;
}

type Known = Pick<PlacedQuestion, 'organisationId' | 'archived' | 'use' | 'kind' | 'version'>;

/** Why this version of a question cannot stand in a film; undefined: it can. */
export function faultOf(
  { questionId, version }: Pick<FilmQuestion, 'questionId' | 'version'>,
  found: Known | undefined,
  { path, mayChoose, before }: Sources,
): QuestionFault | undefined {
  if (!found || found.archived) return 'gone';
  const isOurs = mayChoose && path.includes(found.organisationId);
  if (!isOurs && !before.has(questionId)) return 'gone';
  // learners see the key at once
  if (found.use === 'exam') return 'exam';
  if (found.version === null || version > found.version) return 'notApproved';
  return found.kind === 'essay' ? 'essay' : undefined;
}

/** Each begins while the film runs. */
export function requireQuestionsInside(
  items: readonly FilmQuestion[],
  { durationSeconds }: Pick<Film, 'durationSeconds'>,
): void {
  const last = items.at(-1);
  if (last && last.atMs >= durationSeconds * 1000) throw new AppError('invalid', { field: 'items', reason: 'outside' });
}

/** Throws for the first that cannot stand there. */
export function requireSuitable(
  items: readonly FilmQuestion[],
  bank: ReadonlyMap<string, Known>,
  sources: Sources,
): void {
  for (const item of items) {
    const reason = faultOf(item, bank.get(item.questionId), sources);
    if (reason) throw new AppError('questionUnsuitable', { reason, questionId: item.questionId });
  }
}
