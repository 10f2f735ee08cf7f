import { describe, expect, it } from 'vitest';
import { filmQuestionsIn, filmQuestionsMax, type FilmQuestion } from '#contracts/film-questions.ts';
import type { PlacedQuestion } from '../questions/questions.reads.ts';
import { faultOf, requireQuestionsInside, requireSuitable } from './film-questions.ts';

const id = (at: number) => `qst_${String(at).padStart(26, '0')}`;
const asked = (atMs: number, more: Partial<FilmQuestion> = {}): FilmQuestion => ({
  ...{ atMs, questionId: id(atMs), version: 1, required: true, againFromMs: null },
  ...more,
});
const known: PlacedQuestion = {
  ...{ id: id(1), organisationId: 'org_academy', archived: false, use: 'practice', version: 2, kind: 'single' },
  ...{ languages: ['uk'], ask: { uk: 'Що?' }, difficulty: 1 },
};
const sources = { path: ['org_nation', 'org_academy'], mayChoose: true, before: new Set<string>() };

describe('questions of a film', () => {
  it('are read as they were kept: in order, a second apart, each once, fifty at most', () => {
    const kept = (items: unknown) => filmQuestionsIn(JSON.stringify(items)).length;
    expect(kept([asked(0), asked(1000, { againFromMs: 0 })])).toBe(2);
    for (const wrong of [
      [asked(1000), asked(0)],
      [asked(0), asked(999)],
      [asked(0), asked(1000, { questionId: id(0) })],
      [asked(1000, { againFromMs: 1000 })],
      [asked(0, { version: 0 })],
      Array.from({ length: filmQuestionsMax + 1 }, (_, at) => asked(at * 1000)),
    ])
      expect(kept(wrong), JSON.stringify(wrong).slice(0, 60)).toBe(0);
    expect(filmQuestionsIn('{')).toEqual([]);
  });

  it('are asked while it runs', () => {
    expect(() => requireQuestionsInside([asked(59_999)], { durationSeconds: 60 })).not.toThrow();
    expect(() => requireQuestionsInside([asked(60_000)], { durationSeconds: 60 })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });

  it('are approved ones for practice, of the academy’s bank or one above it, that nobody has to mark', () => {
    const fault = (of: Partial<PlacedQuestion>, more = {}) =>
      faultOf(asked(0), { ...known, ...of }, { ...sources, ...more });
    expect(fault({})).toBeUndefined();
    expect(fault({ organisationId: 'org_nation' })).toBeUndefined();
    expect(faultOf(asked(0), undefined, sources)).toBe('gone');
    expect(fault({ archived: true })).toBe('gone');
    expect(fault({ organisationId: 'org_other' })).toBe('gone');
    expect(fault({ use: 'exam' })).toBe('exam');
    expect(fault({ version: null })).toBe('notApproved');
    expect(fault({ kind: 'essay' })).toBe('essay');
    expect(faultOf(asked(0, { version: 3 }), known, sources)).toBe('notApproved');
  });

  it('that stand there already stay, whoever may not choose from the bank, and wherever they came from', () => {
    const before = new Set([id(0)]);
    const foreign = { ...known, organisationId: 'org_other' };
    expect(faultOf(asked(0), foreign, { ...sources, mayChoose: false, before })).toBeUndefined();
    expect(faultOf(asked(0), known, { ...sources, mayChoose: false })).toBe('gone');
    expect(() =>
      requireSuitable([asked(0)], new Map([[id(0), { ...foreign, use: 'exam' }]]), { ...sources, before }),
    ).toThrow(expect.objectContaining({ code: 'questionUnsuitable', details: { reason: 'exam', questionId: id(0) } }));
  });
});
