import { describe, expect, it } from 'vitest';
import { answersRemembered } from '#contracts/lecture-questions.ts';
import type { KindContent } from '#contracts/question-kinds.ts';
import { leftOf, resultsOf, sharesOf, unfit, unitedAnswers, withAnswer, type Given } from './lecture-answers.ts';

const given = (share: number, at = '2026-11-22T10:00:00.000Z'): Given => ({
  answer: { kind: 'single', option: share === 1 ? 'a' : 'b' },
  ...{ version: 1, share, at },
});

describe('answers to a question inside a lecture', () => {
  it('keep the first and the best, and count the tries; the same again is the same', () => {
    const once = withAnswer(undefined, 'ans_1', given(0));
    expect(withAnswer(once, 'ans_1', given(1))).toBe(once);
    const twice = withAnswer(once, 'ans_2', given(1));
    expect(twice).toMatchObject({ first: given(0), best: given(1), tries: 2 });
    const worse = withAnswer(twice, 'ans_3', given(0.5));
    expect(worse).toMatchObject({ best: given(1), tries: 3 });
    expect(sharesOf(worse)).toEqual({ first: 0, best: 1 });
  });

  it('remember no more ids than an outage could bring again', () => {
    let answers = withAnswer(undefined, 'ans_0', given(0));
    for (let at = 1; at < 100; at += 1) answers = withAnswer(answers, `ans_${at}`, given(0));
    expect(answers).toMatchObject({ tries: 100 });
    expect(answers.ids).toHaveLength(answersRemembered);
  });

  it('of two records of one human are united once', () => {
    const early = withAnswer(undefined, 'ans_1', given(0, '2026-01-01T00:00:00.000Z'));
    const late = withAnswer(undefined, 'ans_2', given(1));
    const united = unitedAnswers(late, early);
    expect(united).toMatchObject({ first: early.first, best: late.best, tries: 2, ids: ['ans_1', 'ans_2'] });
    expect(unitedAnswers(united, early)).toBe(united);
    expect(unitedAnswers(undefined, early)).toBe(early);
  });
});

describe('what is still to be answered', () => {
  it('are the required ones, whatever came of the others', () => {
    const asked = [
      { questionId: 'a', required: true },
      { questionId: 'constructor', required: true },
      { questionId: 'c', required: false },
    ];
    expect(leftOf(asked, {})).toBe(2);
    expect(leftOf(asked, { a: { first: 0, best: 0 }, c: { first: 1, best: 1 } })).toBe(1);
  });
});

describe('an answer', () => {
  const part = (id: string) => ({ id, text: { uk: id } });
  const gap = { id: 'g', kind: 'choice' as const, options: [part('x'), part('y')], correct: 'x' };
  const bodies: Record<string, KindContent> = {
    single: {
      kind: 'single',
      shuffle: true,
      options: [
        { ...part('a'), share: 1 },
        { ...part('b'), share: 0 },
      ],
    },
    matching: {
      ...{ kind: 'matching', scoring: 'partial', choices: [part('x'), part('y')] },
      prompts: [
        { ...part('p'), choice: 'x' },
        { ...part('q'), choice: 'y' },
      ],
    },
    ordering: { kind: 'ordering', scoring: 'position', items: [part('a'), part('b')] },
    gapFill: { kind: 'gapFill', scoring: 'partial', text: { uk: '{{g}}' }, gaps: [gap] },
  };

  it('is of the kind of its question, and names only what that has', () => {
    expect(unfit(bodies['single']!, { kind: 'trueFalse', value: true })).toBe('kind');
    expect(unfit(bodies['single']!, { kind: 'single', option: 'b' })).toBeUndefined();
    expect(unfit(bodies['single']!, { kind: 'single', option: 'z' })).toBe('unknown');
    expect(unfit(bodies['matching']!, { kind: 'matching', pairs: { p: 'y' } })).toBeUndefined();
    expect(unfit(bodies['matching']!, { kind: 'matching', pairs: { p: 'z' } })).toBe('unknown');
    expect(unfit(bodies['matching']!, { kind: 'matching', pairs: { z: 'x' } })).toBe('unknown');
    expect(unfit(bodies['ordering']!, { kind: 'ordering', order: ['b', 'z'] })).toBe('unknown');
    expect(unfit(bodies['gapFill']!, { kind: 'gapFill', gaps: { g: 'y' } })).toBeUndefined();
    expect(unfit(bodies['gapFill']!, { kind: 'gapFill', gaps: { g: 'z' } })).toBe('unknown');
  });
});

describe('what learners made of a question', () => {
  it('is shown from five on', () => {
    const learners = [0, 0, 1, 1].map((first) => ({ q: { first, best: 1 } }));
    expect(resultsOf('q', learners)).toEqual({ answered: null, rightAtFirst: null, rightByNow: null });
    const five = [...learners, { q: { first: 0, best: 0.5 } }, { other: { first: 1, best: 1 } }];
    expect(resultsOf('q', five)).toEqual({ answered: 5, rightAtFirst: 0.4, rightByNow: 0.8 });
    expect(resultsOf('toString', five).answered).toBeNull();
  });
});
