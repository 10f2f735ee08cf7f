import { describe, expect, it } from 'vitest';
import type { Draw, QuizContent, QuizSection } from '#contracts/quizzes.ts';
import { shortDraws } from './paper.ts';
import { problemsOf, type BankView, type FixedQuestion } from './readiness.ts';

const settings: QuizContent['settings'] = {
  ...{ minutes: 40, attempts: 1, passShare: 0.6, countsAs: 'best', layout: 'onePage', navigation: 'free' },
  ...{ practice: false, show: { when: 'afterClose', score: true, marks: true, key: true } },
  blackout: { policy: 'none' },
};
const id = (number: number) => `qst_${String(number).padStart(26, '0')}`;
const section = (fixed: number[], draws: Draw[] = [], name = 'a'): QuizSection => ({
  ...{ id: name, title: null, shuffle: false, draws },
  questions: fixed.map((number) => ({ questionId: id(number), points: 1 })),
});
const draw = (name: string, count: number): Draw => ({
  ...{ id: name, count, points: 1, folderId: null, tag: null, competence: null, difficulty: null },
});
const quiz = (sections: QuizSection[], more: Partial<QuizContent> = {}): QuizContent => ({
  ...{ title: { uk: 'Тест' }, intro: null, languages: ['uk'], use: 'exam', sections, settings },
  ...more,
});
const approved: FixedQuestion = { use: 'exam', approved: { version: 1, languages: ['uk', 'ru'] } };
const bank = (questions: Record<number, FixedQuestion>, pools: Record<string, number[]> = {}): BankView => ({
  questions: new Map(Object.entries(questions).map(([number, question]) => [id(Number(number)), question])),
  pools: new Map(Object.entries(pools).map(([name, numbers]) => [name, numbers.map(id)])),
});
const codes = (content: QuizContent, view: BankView) => problemsOf(content, view).map(({ code }) => code);

describe('what submitting a quiz would stumble over', () => {
  it('is nothing where everything is approved and said', () => {
    expect(problemsOf(quiz([section([1], [draw('d', 2)])]), bank({ 1: approved }, { d: [2, 3] }))).toEqual([]);
  });

  it('is a section without questions, and a question that is gone, not approved or there twice', () => {
    const view = bank({ 1: approved, 2: { use: 'exam', approved: null } });
    expect(problemsOf(quiz([section([1, 2, 3, 1]), section([], [], 'b')]), view)).toMatchObject([
      { code: 'questionNotApproved', section: 'a', questionId: id(2) },
      { code: 'questionGone', section: 'a', questionId: id(3) },
      { code: 'empty', section: 'b' },
      { code: 'twice', section: 'a', questionId: id(1) },
    ]);
  });

  it('is a language in which something is not said', () => {
    const content = quiz([{ ...section([1]), title: { uk: 'Перша' } }], { languages: ['uk', 'kk'] });
    expect(problemsOf(content, bank({ 1: approved }))).toMatchObject([
      { code: 'languageMissing', section: null, questionId: null, language: 'kk' },
      { code: 'languageMissing', section: 'a', questionId: null, language: 'kk' },
      { code: 'languageMissing', section: 'a', questionId: id(1), language: 'kk' },
    ]);
  });

  it('is a question kept for exams in what is for practice, by use or by its settings', () => {
    const view = bank({ 1: approved });
    expect(codes(quiz([section([1])], { use: 'practice' }), view)).toEqual(['examInPractice']);
    expect(codes(quiz([section([1])], { settings: { ...settings, practice: true } }), view)).toEqual([
      'examInPractice',
    ]);
  });

  it('is a paper of more than two hundred, and a thousand questions to draw from', () => {
    const many = Array.from({ length: 1001 }, (_, number) => number);
    const content = quiz([
      section(
        [],
        [draw('d', 201)].map((each) => ({ ...each, count: 201 })),
      ),
    ]);
    expect(codes(content, bank({}, { d: many }))).toEqual(['paperTooLong', 'poolTooLarge']);
  });
});

describe('draws that might find too few', () => {
  const pools = new Map([
    ['a', [id(1), id(2), id(3)]],
    ['b', [id(2), id(3), id(4)]],
  ]);
  it('count what an earlier draw may have taken of the same questions', () => {
    expect(shortDraws([draw('a', 2), draw('b', 1)], pools)).toEqual([]);
    expect(shortDraws([draw('a', 2), draw('b', 2)], pools)).toEqual(['b']);
    expect(shortDraws([draw('a', 4)], pools)).toEqual(['a']);
    expect(shortDraws([draw('gone', 1)], pools)).toEqual(['gone']);
  });
});
