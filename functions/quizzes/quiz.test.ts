import { describe, expect, it } from 'vitest';
import type { QuizContent } from '#contracts/quizzes.ts';
import {
  archivedSo,
  changed,
  decided,
  isOwnWork,
  newQuiz,
  noteOf,
  submitted,
  withdrawn,
  type Decision,
} from './quiz.ts';
import { usesOfQuiz, usesToWrite } from './uses.ts';

const content: QuizContent = {
  ...{ title: { uk: 'Тест' }, intro: null, languages: ['uk'], use: 'exam' },
  sections: [{ id: 'a', title: null, shuffle: false, questions: [], draws: [] }],
  settings: {
    ...{ minutes: null, attempts: 1, passShare: null, countsAs: 'best', layout: 'onePage', navigation: 'free' },
    ...{ practice: false, show: { when: 'never', score: false, marks: false, key: false } },
    blackout: { policy: 'none' },
  },
};
const at = '2026-11-22T10:00:00.000Z';
const by = (personId: string) => ({ personId, at });
const hash = 'a'.repeat(64);
const answer = (decision: Decision['decision'], more: Partial<Decision> = {}): Decision => ({
  ...{ decision, hash, by: 'per_reviewer', at },
  ...more,
});
const written = newQuiz('qiz_1', 'org_1', content, by('per_author'));
const waiting = submitted(written, hash, by('per_author'));
const approved = decided(waiting, answer('approve'));

describe('a quiz', () => {
  it('that is approved becomes a version, and whoever wrote it before may answer the next one', () => {
    expect(approved).toMatchObject({ state: 'approved', version: 1, hash, changed: false, writers: [] });
    const next = submitted(changed(approved, content, by('per_other')), 'b'.repeat(64), by('per_other'));
    expect(isOwnWork(next, { id: 'per_author' })).toBe(false);
    expect(isOwnWork(next, { id: 'per_other' })).toBe(true);
    expect(isOwnWork(next, { id: 'per_kept', mergedFrom: ['per_other'] })).toBe(true);
    expect(decided(next, answer('approve', { hash: 'b'.repeat(64) })).version).toBe(2);
  });

  it('that is returned says why until it is submitted again', () => {
    const returned = decided(waiting, answer('return', { note: 'Мало питань' }));
    expect([returned.state, noteOf(returned)]).toEqual(['returned', 'Мало питань']);
    expect(noteOf(submitted(returned, hash, by('per_author')))).toBeNull();
    expect(() => decided(waiting, answer('return'))).toThrow('noteMissing');
  });

  it('is as it was before when it is taken back', () => {
    expect(withdrawn(waiting)).toMatchObject({ state: 'draft' });
    expect(withdrawn(waiting).submitted).toBeUndefined();
    const again = submitted(changed(approved, content, by('per_author')), 'b'.repeat(64), by('per_author'));
    expect(withdrawn(again)).toMatchObject({ state: 'approved', version: 1, hash, changed: true });
    expect(() => withdrawn(written)).toThrow('reviewEnded');
  });

  it('is not changed, put away or submitted again while it waits, and not submitted as it was approved', () => {
    expect(() => changed(waiting, content, by('per_author'))).toThrow('reviewOpen');
    expect(() => archivedSo(waiting, true, by('per_author'))).toThrow('reviewOpen');
    expect(() => submitted(waiting, hash, by('per_author'))).toThrow('reviewOpen');
    expect(() => submitted(approved, hash, by('per_author'))).toThrow('nothingChanged');
  });

  it('is answered as it was frozen, or not at all', () => {
    expect(() => decided(waiting, answer('approve', { hash: 'c'.repeat(64) }))).toThrow('conflict');
    expect(() => decided(approved, answer('approve'))).toThrow('reviewEnded');
  });
});

describe('the questions that stand in a quiz', () => {
  it('are those of the draft and of the newest version, which says its number', () => {
    const now = usesOfQuiz('qiz_1', ['qst_1', 'qst_2'], { version: 3, questions: ['qst_2', 'qst_3'] });
    expect(now.map(({ questionId, version }) => [questionId, version])).toEqual([
      ['qst_2', 3],
      ['qst_3', 3],
      ['qst_1', undefined],
    ]);
  });

  it('are written where something is other than kept', () => {
    const use = (questionId: string, version?: number) => ({ quizId: 'qiz_1', questionId, version });
    const { made, gone } = usesToWrite([use('qst_1'), use('qst_2'), use('qst_3')], [use('qst_1'), use('qst_2', 1)]);
    expect([made, gone]).toEqual([[use('qst_2', 1)], [use('qst_3')]]);
  });
});
