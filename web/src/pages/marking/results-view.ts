/** What the page of results works out before it shows it: from thousands of rows, so everything in one walk. Pure. */
import type { Language } from '#contracts/common.ts';
import type { ResultQuestion, ResultRow } from '#contracts/marking.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import {
  adviceFor,
  correlation,
  difficulty,
  discrimination,
  distribution,
  mean,
  median,
  reliability,
  restOf,
  standardError,
  totalOf,
  variance,
  type Distractor,
  type ItemAdvice,
  type RowTotal,
} from '../../lib/results/item-analysis.ts';
import type { AskedQuestion } from './marking-view.ts';

/** Of each learner one attempt: the last where the quiz counts that, else the best. Those with marks missing stay out. */
export function countedRows(rows: readonly ResultRow[], countsAs: 'best' | 'last' | 'mean' = 'best'): ResultRow[] {
  const counted = new Map<string, ResultRow>();
  for (const row of rows.filter(({ state }) => state === 'marked')) {
    const before = counted.get(row.learner.id);
    const isBetter = !before || (countsAs === 'last' ? before.number < row.number : shareOf(before) < shareOf(row));
    if (isBetter) counted.set(row.learner.id, row);
  }
  return [...counted.values()];
}

export const shareOf = ({ points, pointsMax }: Pick<ResultRow, 'points' | 'pointsMax'>): number =>
  pointsMax > 0 ? points / pointsMax : 0;

export interface Summary {
  learners: number;
  passed: number | null;
  /** shares of the points */
  mean: number;
  median: number;
  deviation: number;
  reliability: number | null;
  standardError: number | null;
  steps: number[];
}

/** Of the counted rows; undefined where there are none. */
export function summaryOf(rows: readonly ResultRow[], questions: readonly AskedQuestion[]): Summary | undefined {
  if (!rows.length) return undefined;
  const shares = rows.map(shareOf);
  const deviation = Math.sqrt(variance(shares));
  const alpha = reliability(
    scoresOf(rows, questions),
    questions.map(({ points }) => points),
  );
  const judged = rows.filter(({ passed }) => passed !== null);
  return {
    learners: rows.length,
    passed: judged.length ? judged.filter(({ passed }) => passed).length : null,
    ...{ mean: mean(shares), median: median(shares), deviation, reliability: alpha },
    standardError: alpha === null ? null : standardError(deviation, alpha),
    steps: distribution(shares),
  };
}

function scoresOf(rows: readonly ResultRow[], questions: readonly AskedQuestion[]): (number | null)[][] {
  return rows.map((row) => {
    const own = new Map(row.questions.map(({ questionId, share }) => [questionId, share]));
    return questions.map(({ questionId }) => own.get(questionId) ?? null);
  });
}

export interface ItemRow extends AskedQuestion {
  /** where it stands in the quiz */
  number: number;
  correction: ResultQuestion['correction'];
  learners: number;
  difficulty: number | null;
  discrimination: number | null;
  options: (Distractor & { isRight: boolean })[];
  advice: ItemAdvice[];
}

/** Each question with its figures, in the order in which they stand in the quiz; what nobody had is left out. */
export function itemRows(rows: readonly ResultRow[], questions: readonly ResultQuestion[]): ItemRow[] {
  const scores = scoresOf(rows, questions);
  const totals = scores.map(totalOf);
  const chosen = chosenBy(rows, totals);
  return questions.flatMap((question, index) => {
    const own = scores.map((row) => row[index] ?? null);
    const learners = own.filter((score) => score !== null).length;
    if (!learners) return [];
    const options = optionsOf(question, chosen.get(question.questionId) ?? []);
    const figures = {
      learners,
      difficulty: difficulty(own),
      discrimination: discrimination(scores, index, totals),
      distractors: options.filter(({ isRight }) => !isRight),
    };
    const { difficulty: p, discrimination: r } = figures;
    return [
      {
        ...question,
        number: index + 1,
        learners,
        difficulty: p,
        discrimination: r,
        options,
        advice: adviceFor(figures),
      },
    ];
  });
}

/** Somebody should look at the question again. */
export const needsLook = ({ advice }: ItemRow): boolean => advice.some((each) => each !== 'good');

const nameOf = ({ learner }: ResultRow): string => `${learner.familyName} ${learner.givenName}`;

/** In the order of a register; attempts of one learner one after another. */
export function byName(rows: readonly ResultRow[], language: Language): ResultRow[] {
  const { compare } = new Intl.Collator(language);
  return [...rows].sort((a, b) => compare(nameOf(a), nameOf(b)) || a.number - b.number);
}

/** Rows in whose name all words occur. */
export function named(rows: readonly ResultRow[], text: string): ResultRow[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => nameOf(row).toLocaleLowerCase().includes(word)));
}

interface Chosen {
  chosen: readonly string[];
  /** how its learner did in the rest of the test */
  rest: number;
}

/** By question: gathered in one walk, since thousands sit tests of hundreds of questions. */
function chosenBy(rows: readonly ResultRow[], totals: readonly RowTotal[]): Map<string, Chosen[]> {
  const found = new Map<string, Chosen[]>();
  for (const [index, row] of rows.entries()) {
    for (const { questionId, share, chosen } of row.questions) {
      const all = found.get(questionId) ?? [];
      all.push({ chosen, rest: restOf(totals[index]!, share) });
      found.set(questionId, all);
    }
  }
  return found;
}

/** Who chose which option, and how they did in the rest of the test. */
function optionsOf({ content }: AskedQuestion, had: readonly Chosen[]): ItemRow['options'] {
  const rests = had.map(({ rest }) => rest);
  return rightParts(content).map(({ part, isRight }) => {
    const picked = had.map(({ chosen }) => Number(chosen.includes(part)));
    return { part, isRight, chosen: picked.filter(Boolean).length, correlation: correlation(picked, rests) };
  });
}

function rightParts({ body }: QuestionContent): { part: string; isRight: boolean }[] {
  if (body.kind === 'single') return body.options.map(({ id, share }) => ({ part: id, isRight: share > 0 }));
  if (body.kind === 'multiple') return body.options.map(({ id, correct }) => ({ part: id, isRight: correct }));
  if (body.kind === 'trueFalse')
    return [true, false].map((value) => ({ part: String(value), isRight: value === body.correct }));
  return [];
}

/** Words of an option, in the reader’s language or the first there is. */
export function optionText({ body }: QuestionContent, part: string, language: Language): string | undefined {
  if (body.kind !== 'single' && body.kind !== 'multiple') return undefined;
  const text = body.options.find(({ id }) => id === part)?.text;
  return text?.[language] ?? Object.values(text ?? {})[0];
}
