/** What the page of marking works out before it shows it. Pure. */
import type { ToMark } from '#contracts/marking.ts';
import type { QuestionContent, Rubric } from '#contracts/question-kinds.ts';
export interface AskedQuestion {
  questionId: string;
  points: number;
  content: QuestionContent;
}

/** Points that the chosen levels of a rubric come to, as part of what the question brings. */
export function rubricPoints(rubric: Rubric, levels: Record<string, string>, pointsMax: number): number | undefined {
  if (!rubric.length || rubric.some(({ id }) => levels[id] === undefined)) return undefined;
  const sum = (pick: (criterion: Rubric[number]) => number) => rubric.reduce((all, each) => all + pick(each), 0);
  const most = sum(({ levels: all }) => Math.max(...all.map(({ points }) => points)));
  const got = sum(({ id, levels: all }) => all.find((each) => each.id === levels[id])?.points ?? 0);
  return most > 0 ? Math.round((got / most) * pointsMax * 100) / 100 : 0;
}

/** A mark as it is typed. */
export interface MarkDraft {
  points: string;
  levels: Record<string, string>;
  comment: string;
}

export function isMarkDraft(value: unknown): MarkDraft | undefined {
  const { points, levels, comment } = (value ?? {}) as Partial<MarkDraft>;
  const whole = typeof points === 'string' && typeof comment === 'string' && typeof levels === 'object' && levels;
  return whole ? { points, levels, comment } : undefined;
}

export const keyOf = ({ attemptId, questionId }: Pick<ToMark, 'attemptId' | 'questionId'>): string =>
  `${attemptId} ${questionId}`;

/** What was on the page stays there, as the academy has it now; what is new comes below. */
export function withNewest(before: readonly ToMark[], now: readonly ToMark[]): ToMark[] {
  const newest = new Map(now.map((each) => [keyOf(each), each]));
  const stay = before.map((each) => {
    const found = newest.get(keyOf(each));
    return found && found.revision >= each.revision ? found : each;
  });
  const known = new Set(before.map(keyOf));
  return [...stay, ...now.filter((each) => !known.has(keyOf(each)))];
}

/** The next answer without marks, after this one or from the top. */
export function nextWaiting(answers: readonly ToMark[], after: string | undefined): ToMark | undefined {
  const at = answers.findIndex((each) => keyOf(each) === after);
  return [...answers.slice(at + 1), ...answers.slice(0, at + 1)].find(({ mark, answer }) => !mark && !isBlank(answer));
}

/** The figures once an answer that waited is marked. */
export const oneMoreMarked = <
  State extends { questions: readonly { questionId: string; waiting: number; marked: number }[] },
>(
  state: State,
  questionId: string,
): State => ({
  ...state,
  questions: state.questions.map((each) =>
    each.questionId === questionId
      ? { ...each, waiting: Math.max(0, each.waiting - 1), marked: each.marked + 1 }
      : each,
  ),
});

/** Nothing was written: that brings 0 by itself. */
export const isBlank = (answer: ToMark['answer']): boolean => answer?.kind !== 'essay' || !answer.text.trim();

const muchText = 6_000;
/** The beginning of a long text, to the end of a word; undefined: it is shown as a whole. */
export function beginningOf(text: string): string | undefined {
  if (text.length <= muchText) return undefined;
  const cut = text.slice(0, muchText / 2);
  return cut.slice(0, Math.max(cut.search(/\s\S*$/), 1));
}
