/**
 * Classical item analysis of a quiz: how hard its questions were, whether they tell who knows from who does not, how far its
 * points can be trusted. Shares of points (0–1) come in, one row per learner; null: not on that learner's paper.
 *
 * Sources: Crocker & Algina, Introduction to Classical and Modern Test Theory (1986), ch. 5 (p), 7 (alpha), 14 (item–total);
 * Kuder & Richardson, Psychometrika 2 (1937), formula 20; Cronbach, Psychometrika 16 (1951); Ebel & Frisbie, Essentials of
 * Educational Measurement (1991), for what the values advise.
 */

/** share of the points per question; null where the question was not on the paper */
export type ScoreRow = readonly (number | null)[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** NaN of nothing */
export const mean = (values: readonly number[]): number => sum(values) / values.length;
/** of the whole group, not of a sample: divided by n */
export const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
};

/** Difficulty p: the mean share of its points that learners got; null where nobody had the question. */
export function difficulty(scores: readonly (number | null)[]): number | null {
  const had = scores.filter((score) => score !== null);
  return had.length ? mean(had) : null;
}

/**
 * Discrimination: Pearson's correlation of a question with the rest of the test (for right-or-wrong questions the
 * point-biserial one). Without the question itself, since it would correlate with itself in a short test.
 * Null where all learners, or all rests, are equal, or fewer than three had it.
 */
export function discrimination(
  rows: readonly ScoreRow[],
  question: number,
  totals: readonly RowTotal[] = rows.map(totalOf),
): number | null {
  const pairs = rows.flatMap((row, index) => {
    const own = row[question];
    return own === null || own === undefined ? [] : [[own, restOf(totals[index]!, own)] as const];
  });
  if (pairs.length < 3) return null;
  return correlation(
    pairs.map(([own]) => own),
    pairs.map(([, rest]) => rest),
  );
}

/** What a row comes to: reckoned once, however many questions are looked at. */
export interface RowTotal {
  sum: number;
  count: number;
}
export function totalOf(row: ScoreRow): RowTotal {
  const had = row.filter((score) => score !== null);
  return { sum: sum(had), count: had.length };
}

/** Mean of the other questions on the paper: with random draws papers differ, so no sums are compared. */
export const restOf = ({ sum: all, count }: RowTotal, own: number | null): number => {
  const others = own === null ? count : count - 1;
  return others > 0 ? (all - (own ?? 0)) / others : 0;
};

/** Pearson’s r; null where one of the two never changes. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const [x, y] = [mean(xs), mean(ys)];
  const [spreadX, spreadY] = [variance(xs), variance(ys)];
  if (spreadX < 1e-12 || spreadY < 1e-12) return null;
  const together = mean(xs.map((value, index) => (value - x) * (ys[index]! - y)));
  return together / Math.sqrt(spreadX * spreadY);
}

/**
 * Cronbach's alpha, which for right-or-wrong questions is Kuder and Richardson's formula 20: k/(k−1) · (1 − Σσᵢ²/σ²).
 * Only over questions that everybody had; null for fewer than two of them, or where all totals are equal.
 */
export function reliability(rows: readonly ScoreRow[], weights: readonly number[]): number | null {
  const common = weights
    .map((_, index) => index)
    .filter((index) => rows.every((row) => typeof row[index] === 'number'));
  if (common.length < 2 || rows.length < 2) return null;
  const points = rows.map((row) => common.map((index) => row[index]! * weights[index]!));
  const total = variance(points.map(sum));
  if (total < 1e-12) return null;
  const parts = sum(common.map((_, place) => variance(points.map((row) => row[place]!))));
  return (common.length / (common.length - 1)) * (1 - parts / total);
}

/** Standard error of measurement, in the unit of the deviation: σ · √(1 − reliability). */
export const standardError = (deviation: number, alpha: number): number =>
  deviation * Math.sqrt(Math.max(0, 1 - alpha));

/** What the figures of a question advise; words stand in the web. Empty for fewer than ten learners: they tell nothing yet. */
export const itemAdvice = [
  'wrongKey',
  'weak',
  'tooEasy',
  'tooHard',
  'deadDistractor',
  'temptingDistractor',
  'good',
] as const;
export type ItemAdvice = (typeof itemAdvice)[number];

export interface ItemFigures {
  learners: number;
  difficulty: number | null;
  discrimination: number | null;
  distractors: readonly Distractor[];
}

/** An option that is not right: how many chose it, and how they did in the rest of the test against the others. */
export interface Distractor {
  part: string;
  chosen: number;
  correlation: number | null;
}

/** fewer tell nothing at all, and so many tell also what is not plain to see */
const [tellsSomething, tellsMuch] = [10, 30];
/** So far from 0 a correlation of so many lies by chance once in twenty times: 1.64 / √n, one-sided. */
const byChance = (learners: number): number => 1.64 / Math.sqrt(learners);

/** Bounds as Ebel and Frisbie give them: below 0.2 a question hardly tells learners apart, clearly below 0 something is wrong. */
export function adviceFor({ learners, difficulty: p, discrimination: r, distractors }: ItemFigures): ItemAdvice[] {
  if (learners < tellsSomething || p === null) return [];
  // where nearly everybody is right there is nobody left to be told apart
  if (p > 0.95) return ['tooEasy'];
  const advice: ItemAdvice[] = [
    ...discriminationAdvice(r, learners),
    ...(p < 0.2 ? (['tooHard'] as const) : []),
    ...(learners >= tellsMuch && distractors.some(({ chosen }) => chosen === 0) ? (['deadDistractor'] as const) : []),
    ...(distractors.some((each) => isTempting(each, learners)) ? (['temptingDistractor'] as const) : []),
  ];
  return advice.length ? advice : r !== null && r >= 0.3 ? ['good'] : [];
}

function discriminationAdvice(r: number | null, learners: number): ItemAdvice[] {
  if (r === null) return [];
  if (r < -byChance(learners)) return ['wrongKey'];
  return r < 0.2 && learners >= tellsMuch ? ['weak'] : [];
}

const isTempting = ({ chosen, correlation: own }: Distractor, learners: number): boolean =>
  chosen >= 3 && own !== null && own > Math.max(0.2, byChance(learners));

/** How many got which share of all points, in ten steps; the last holds the full points too. */
export function distribution(shares: readonly number[]): number[] {
  const steps = Array.from({ length: 10 }, () => 0);
  for (const share of shares) {
    const step = Math.min(9, Math.max(0, Math.floor(share * 10 + 1e-9)));
    steps[step]! += 1;
  }
  return steps;
}
