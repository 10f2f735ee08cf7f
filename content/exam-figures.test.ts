/** What instructors see of the demo’s examination: points to be trusted, and one question to be looked at. */
import { expect, test } from 'vitest';
import { score } from '#contracts/scoring/score.ts';
import { abilityAt, answerIn, type Asked } from '../infra/local/demo-answers.ts';
import { attemptsOf, demoLearners } from '../infra/local/demo-attempts.ts';
import { demoQuestions } from '../infra/local/demo-questions.ts';
import { demoQuizzes } from '../infra/local/demo-quizzes.ts';
import { adviceFor, difficulty, discrimination, mean, reliability } from '../web/src/lib/results/item-analysis.ts';

const exam = demoQuizzes().find(({ use }) => use === 'exam')!;
const asked = exam.sections.flatMap(({ take }): Asked[] => {
  const folder = demoQuestions().find((each) => each.folder === take?.folder);
  return (folder?.questions ?? []).slice(0, take?.count).map((each) => ({ ...each, weak: each.key === exam.run.weak }));
});
const everybody = demoLearners();

/** The best attempt of a learner: the share of its points for each question. */
function bestOf(person: string, index: number): number[] {
  const count = attemptsOf(index, everybody.length, exam.run.attempts);
  const sat = Array.from({ length: count }, (_, before) => {
    const number = before + 1;
    const seed = `${exam.key} ${person} ${number}`;
    return asked.map((each) => {
      const answer = answerIn(each, abilityAt(person, number), seed);
      return answer ? (score(each.content, answer).share ?? 0) : 0;
    });
  });
  return sat.reduce((best, each) => (mean(each) > mean(best) ? each : best));
}

test.each([
  ['the academy that wrote it', (organisation: string) => organisation === 'naddniprianska'],
  ['all academies', () => true],
])('the examination of %s has one question to be looked at', (_, isOf) => {
  const rows = everybody
    .map(({ key, memberships }, index) => ({ memberships, shares: bestOf(key, index) }))
    .filter(({ memberships }) => memberships.some(({ organisation }) => isOf(organisation)))
    .map(({ shares }) => shares);
  const suspect = asked.filter((_question, index) => {
    const scores = rows.map((row) => row[index]!);
    const figures = { difficulty: difficulty(scores), discrimination: discrimination(rows, index) };
    return adviceFor({ learners: rows.length, ...figures, distractors: [] }).includes('wrongKey');
  });
  expect(suspect.map(({ key }) => key)).toEqual([exam.run.weak]);
  expect(
    reliability(
      rows,
      asked.map(() => 1),
    ),
  ).toBeGreaterThan(0.7);
  const passed = rows.filter((row) => mean(row) >= exam.settings.passShare!).length / rows.length;
  expect(passed).toBeGreaterThan(0.6);
  expect(passed).toBeLessThan(0.95);
});
