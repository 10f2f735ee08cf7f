import { describe, expect, it } from 'vitest';
import { randomOf } from '#contracts/scoring/random.ts';
import { score } from '#contracts/scoring/score.ts';
import { abilityOf, answerIn, answerOf, chanceOf, type Asked } from './demo-answers.ts';
import { demoQuestions } from './demo-questions.ts';

const all = demoQuestions().flatMap(({ questions }) => questions);
const asked = (key: string, weak = false): Asked => ({ ...all.find((each) => each.key === key)!, weak });

describe('made-up learners', () => {
  it.each(all.map(({ key, content }) => [key, content] as const))(
    '%s can be answered rightly and wrongly',
    (_, content) => {
      const shareOf = (isRight: boolean) => score(content, answerOf(content.body, isRight, randomOf('test'))).share;
      expect(shareOf(true)).toBe(1);
      expect(shareOf(false)).toBeLessThan(1);
    },
  );

  it('answer the same again', () => {
    expect(answerIn(asked('q-a-03'), 0.3, 'x 1')).toEqual(answerIn(asked('q-a-03'), 0.3, 'x 1'));
    expect(abilityOf('solomiia.yarema')).toBe(abilityOf('solomiia.yarema'));
  });

  it('know more questions the abler they are, but for a weak one', () => {
    expect(chanceOf(asked('q-a-03'), 1)).toBeGreaterThan(chanceOf(asked('q-a-03'), -1));
    expect(chanceOf(asked('q-a-16', true), 1)).toBeLessThan(chanceOf(asked('q-a-16', true), -1));
  });
});
