/** Marks of a paper: each question by its rule, points and whether they pass. Pure. */
import type { Answer } from '#contracts/question-kinds.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import type { Paper } from '#contracts/scoring/paper.ts';
import { score } from '#contracts/scoring/score.ts';

/** How one question of a paper was marked. */
export interface Mark {
  questionId: string;
  /** 0–1; null: a person has to decide */
  share: number | null;
  pointsMax: number;
}
export interface Marks {
  marks: Mark[];
  /** of what is decided */
  points: number;
  pointsMax: number;
  /** something is not decided yet */
  marking: boolean;
  /** undefined: nothing to pass, or not decided yet */
  passed: boolean | undefined;
}

/** What people gave, by question. */
export const decidedIn = (given: readonly { questionId: string; points: number }[]): Map<string, number> =>
  new Map(given.map(({ questionId, points }) => [questionId, points]));

/** `decided`: points that a person gave for a question; they stand, whatever the rule says. */
export function marked(
  frozen: Pick<FrozenQuiz, 'questions' | 'settings'>,
  paper: Paper,
  answers: ReadonlyMap<string, Answer>,
  decided: ReadonlyMap<string, number> = new Map(),
): Marks {
  const marks = paper.sections
    .flatMap((section) => section.questions)
    .map(({ questionId, points }) => {
      const question = frozen.questions[questionId];
      const given = decided.get(questionId);
      if (given !== undefined) return { questionId, share: shareOf(given, points), pointsMax: points };
      const share = question ? score(question.content, answers.get(questionId) ?? null).share : 0;
      return { questionId, share, pointsMax: points };
    });
  return summed(marks, frozen.settings);
}

const shareOf = (points: number, pointsMax: number): number => (pointsMax > 0 ? Math.min(1, points / pointsMax) : 0);

/** Sums of marks, also when a person has decided some of them. */
export function summed(
  marks: Mark[],
  { passShare, practice }: Pick<FrozenQuiz['settings'], 'passShare' | 'practice'>,
): Marks {
  const points = exact(marks.reduce((sum, { share, pointsMax }) => sum + (share ?? 0) * pointsMax, 0));
  const pointsMax = exact(marks.reduce((sum, mark) => sum + mark.pointsMax, 0));
  const marking = marks.some(({ share }) => share === null);
  const decides = passShare !== null && !practice && !marking;
  return { marks, points, pointsMax, marking, passed: decides ? passes(points, pointsMax, passShare) : undefined };
}

/** Points as people count them: thirds that are added up make a whole again. */
export const exact = (points: number): number => Math.round(points * 1e6) / 1e6;

const passes = (points: number, pointsMax: number, passShare: number): boolean =>
  pointsMax > 0 && points / pointsMax >= passShare - 1e-9;
