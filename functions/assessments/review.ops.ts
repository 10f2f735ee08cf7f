/** What a learner sees of an attempt that has ended; checks in practice; pictures of the paper. */
import type { attempts as contract } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import { AppError } from '#contracts/errors.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import type { ShownQuestion } from '#contracts/question-kinds.ts';
import { shownKey } from '#contracts/scoring/key.ts';
import { score } from '#contracts/scoring/score.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { pictureResponse } from '../platform/picture-response.ts';
import { pictureFor } from '../media/media.reads.ts';
import { termsOf } from './attempt.ts';
import * as store from './attempts.store.ts';
import { corrected } from './corrections.ops.ts';
import { everythingOf, settledAttempt, type Everything } from './closing.ops.ts';
import { fold, type FoldedQuestion } from './fold.ts';
import { marksOf } from './kept.ts';
import { exact, type Mark } from './marking.ts';
import { runOf } from './opening.ops.ts';
import { frozenQuiz, languageOf, paperFor, picturesIn, shownPaper } from './paper.ops.ts';
import { attemptCard, runCard } from './presenting.ts';
import { isShown } from './showing.ts';
import { runOfTicket } from './ticket.ops.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type Reviewed = OutputOf<(typeof contract)['attemptReview']>['questions'][number];

export async function attemptReview(ctx: Context, { params, query }: Of<'attemptReview'>) {
  const before = await everythingOf(ctx.person.id, params.attemptId);
  const run = await runOf(before);
  const all = await settledAttempt(before, run, ctx.now);
  const { frozen: sat, paper } = await paperFor(all.head);
  if (!isShown(run.settings, run, all.head, ctx.now)) throw new AppError('reviewNotShown');
  const frozen = await corrected(sat, run);
  const language = languageOf(frozen, query.language ?? all.head.language);
  // what was asked is shown as it was, with the key as it is now
  const sections = shownPaper({ frozen: sat, paper }, all.head.seed, language);
  const questions = reviewed(
    all,
    frozen,
    language,
    sections.flatMap((section) => section.questions),
  );
  return {
    attempt: attemptCard(all.head, run, ctx.now),
    run: runCard(run, await organisationsById([run.organisationId])),
    // an explanation may show one as well
    pictures: picturesIn(frozen, questions),
    questions,
  };
}

function reviewed(all: Everything, frozen: FrozenQuiz, language: Language, shown: ShownQuestion[]): Reviewed[] {
  const folded = fold(all.batches, termsOf(all.head));
  const comments = new Map(all.marks.map(({ questionId, comment }) => [questionId, comment ?? null]));
  const marks = new Map((all.result ? marksOf(all.result) : []).map((mark) => [mark.questionId, mark]));
  return shown.map((question) => {
    const { questionId } = question;
    const found = reviewedQuestion(question, folded.get(questionId), marks.get(questionId), { frozen, language });
    return { ...found, comment: frozen.settings.show.marks ? (comments.get(questionId) ?? null) : null };
  });
}

function reviewedQuestion(
  question: ShownQuestion,
  folded: FoldedQuestion | undefined,
  mark: Mark | undefined,
  { frozen: { settings, languages, questions }, language }: { frozen: FrozenQuiz; language: Language },
): Omit<Reviewed, 'comment'> {
  const { content } = questions[question.questionId]!;
  const answer = folded?.kept?.answer ?? null;
  const aside = [...(folded?.others ?? []), ...(folded?.late ?? [])];
  const points = mark && mark.share !== null ? exact(mark.share * mark.pointsMax) : null;
  return {
    question,
    answer,
    late: (folded?.late.length ?? 0) > 0,
    others: aside.flatMap((each) =>
      each.answer ? [{ answer: each.answer, at: new Date(each.at).toISOString() }] : [],
    ),
    points: settings.show.score && settings.show.marks ? points : null,
    // what a person decided outweighs the rule
    score: settings.show.marks ? { ...score(content, answer), ...(mark ? { share: mark.share } : {}) } : null,
    key: settings.show.key ? shownKey(content, answer, language, languages[0]!) : null,
  };
}

/** In practice each answer is explained at once; nothing is written by it. */
export async function checkAnswer(ctx: Context, { params, body }: Of<'checkAnswer'>) {
  const { attemptId, questionId } = params;
  const bearer = { personId: ctx.person.id, attemptId };
  await runOfTicket(body.ticket, bearer, ctx.now);
  const head = await store.head(bearer.personId, attemptId);
  if (!head) throw new AppError('notFound');
  if (!head.practice) throw new AppError('notPractice');
  const { frozen, paper } = await paperFor(head);
  const isAsked = paper.sections.some(({ questions }) => questions.some((each) => each.questionId === questionId));
  const question = frozen.questions[questionId];
  if (!isAsked || !question) throw new AppError('notFound');
  return {
    score: score(question.content, body.answer),
    key: shownKey(question.content, body.answer, languageOf(frozen, body.language), frozen.languages[0]!),
  };
}

/** A picture of the quiz to whoever sits it; one that is gone from the library stays in the quiz. */
export async function attemptPicture(ctx: Context, { params, query }: Of<'attemptPicture'>): Promise<Response> {
  const head = await store.head(ctx.person.id, params.attemptId);
  if (!head) throw new AppError('notFound');
  const { pictures } = await frozenQuiz(head.hash);
  const [mediaId] = Object.entries(pictures).find(([, { sha256 }]) => sha256 === params.sha256) ?? [];
  if (mediaId === undefined) throw new AppError('notFound');
  const narrower = query.width === undefined ? undefined : await pictureFor(mediaId, Number(query.width));
  return pictureResponse({ sha256: narrower?.sha256 ?? params.sha256, type: narrower?.type ?? 'image/webp' });
}
