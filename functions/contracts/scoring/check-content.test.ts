import { describe, expect, it } from 'vitest';
import type { ContentOf, KindContent, QuestionContent } from '../question-kinds.ts';
import { askedIn, contentFaults } from './check-content.ts';

const en = (text: string) => ({ en: text });
const content = (body: KindContent, ask: QuestionContent['ask'] = en('Ask?')): QuestionContent => ({ ask, body });
const codes = (body: KindContent) =>
  contentFaults(content(body), ['en']).map(({ code, part, language }) =>
    [code, part, language].filter(Boolean).join(' '),
  );
const comparison = { matchCase: false, matchDiacritics: true, foldLookAlikes: true };
const options = (...texts: string[]) => texts.map((text, at) => ({ id: `o${at}`, text: en(text) }));

describe('what a question lacks', () => {
  it('one option wholly right', () => {
    const body = (share: number): KindContent => ({
      kind: 'single',
      shuffle: true,
      options: options('A', 'B').map((option) => ({ ...option, share })),
    });
    expect(codes(body(0.9))).toEqual(['noneRight']);
    expect(codes(body(1))).toEqual([]);
    expect(
      codes({
        kind: 'multiple',
        shuffle: true,
        scoring: 'partial',
        options: options('A', 'B').map((option) => ({ ...option, correct: false })),
      }),
    ).toEqual(['noneRight']);
  });

  it('options that can be told apart', () => {
    const same = options('Same', ' Same', 'Other').map((option) => ({ ...option, share: 1 }));
    expect(codes({ kind: 'single', shuffle: true, options: same })).toEqual(['sameTwice o1 en']);
  });

  it('a pattern for each language, which does not take everything', () => {
    const body = (...patterns: ContentOf<'shortText'>['patterns']): KindContent => ({
      kind: 'shortText',
      ...comparison,
      patterns,
    });
    expect(codes(body({ language: 'en', text: 'x', share: 0.5 }))).toEqual(['noneRight']);
    expect(codes(body({ language: 'uk', text: 'x', share: 1 }))).toEqual(['languageMissing en']);
    expect(codes(body({ language: null, text: 'x', share: 1 }))).toEqual([]);
    expect(codes(body({ language: null, text: '* *', share: 1 }))).toEqual(['anythingRight']);
    expect(codes(body({ language: null, text: String.raw`\*`, share: 1 }))).toEqual([]);
  });

  it('units that mean something', () => {
    const body = (units: ContentOf<'numeric'>['units'], tolerance = '0'): KindContent => ({
      kind: 'numeric',
      answers: [{ value: '1', tolerance, share: 1 }],
      units,
    });
    expect(
      codes(
        body([
          { text: 'm', factor: '1.0' },
          { text: 'cm', factor: '0.01' },
        ]),
      ),
    ).toEqual([]);
    expect(codes(body([{ text: 'm', factor: '2' }]))).toEqual(['unitWrong']);
    expect(
      codes(
        body([
          { text: 'm', factor: '1' },
          { text: 'x', factor: '0' },
        ]),
      ),
    ).toEqual(['unitWrong']);
    expect(
      codes(
        body([
          { text: 'm', factor: '1' },
          { text: 'm', factor: '3' },
        ]),
      ),
    ).toEqual(['unitWrong']);
    expect(codes(body([], '-1'))).toEqual(['toleranceNegative']);
  });

  it('a choice for each prompt and gap, and a place for each gap', () => {
    expect(
      codes({
        kind: 'matching',
        scoring: 'partial',
        prompts: options('A', 'B').map((prompt) => ({ ...prompt, choice: 'x' })),
        choices: [
          { id: 'x', text: en('X') },
          { id: 'y', text: en('Y') },
        ].slice(1),
      }),
    ).toEqual(['choiceMissing o0', 'choiceMissing o1']);
    const gap = (id: string, correct = 'o0') => ({ id, kind: 'choice' as const, options: options('A', 'B'), correct });
    expect(
      codes({
        kind: 'gapFill',
        scoring: 'partial',
        text: en('{{a}} {{b}} {{b}} {{strange}}'),
        gaps: [gap('a', 'zzz'), gap('b'), gap('c')],
      }),
    ).toEqual(['choiceMissing a', 'gapMissing c en', 'gapTwice b en', 'gapUnknown strange en']);
  });

  it('sense in the number of words, and points in a rubric', () => {
    const level = (id: string, points: number) => ({ id, text: en(id), points });
    expect(
      codes({
        kind: 'essay',
        wordsMin: 200,
        wordsMax: 100,
        rubric: [
          { id: 'a', name: en('A'), levels: [level('x', 0), level('y', 2)] },
          { id: 'b', name: en('B'), levels: [level('x', 0), level('y', 0)] },
        ],
      }),
    ).toEqual(['wordsTurned', 'criterionEmpty b']);
  });

  it('texts in every wanted language, and words for pictures', () => {
    const body: KindContent = { kind: 'trueFalse', correct: true, feedbackTrue: en('Yes') };
    const ask = { uk: 'Так? ![](media:mda_1)', en: 'Yes? ![a map](media:mda_1)' };
    expect(askedIn({ ask })).toEqual(['uk', 'en']);
    expect(contentFaults(content(body, ask), ['uk', 'en', 'kk'])).toEqual([
      { code: 'languageMissing', part: null, language: 'kk' },
      { code: 'languageMissing', part: null, language: 'uk' },
      { code: 'languageMissing', part: null, language: 'kk' },
      { code: 'altMissing', part: null, language: 'uk' },
    ]);
  });
});
