import { describe, expect, it } from 'vitest';
import type { Answer, KindContent, QuestionContent } from '../question-kinds.ts';
import { ShownKey, ShownQuestion } from '../question-kinds.ts';
import { contentFaults } from './check-content.ts';
import { shownKey } from './key.ts';
import { score } from './score.ts';
import { shownQuestion } from './shown.ts';

const both = (uk: string, en: string) => ({ uk, en });
const yes = both('Добре', 'Well done');
const comparison = { matchCase: false, matchDiacritics: true, foldLookAlikes: true };
const parts = (...letters: string[]) => letters.map((id) => ({ id, text: both(`Частина ${id}`, `Part ${id}`) }));
const bodies: KindContent[] = [
  {
    kind: 'single',
    shuffle: true,
    options: parts('a', 'b', 'c').map((part, at) => ({ ...part, share: at === 1 ? 1 : 0, feedback: yes })),
  },
  {
    kind: 'multiple',
    shuffle: false,
    scoring: 'partial',
    options: parts('a', 'b', 'c').map((part, at) => ({ ...part, correct: at > 0, feedback: yes })),
  },
  { kind: 'trueFalse', correct: true, feedbackTrue: yes, feedbackFalse: yes },
  {
    kind: 'shortText',
    ...comparison,
    patterns: [
      { language: 'uk', text: 'довір*', share: 1, feedback: yes },
      { language: 'en', text: 'trust', share: 1, feedback: yes },
      { language: null, text: 'secretkey', share: 0.5, feedback: yes },
    ],
  },
  {
    kind: 'numeric',
    answers: [{ value: '-3.5', tolerance: '0.25', share: 1, feedback: yes }],
    units: [{ text: 'km', factor: '1' }],
  },
  {
    kind: 'matching',
    scoring: 'partial',
    prompts: parts('a', 'b').map((part, at) => ({ ...part, choice: ['x', 'y'][at]! })),
    choices: parts('x', 'y', 'z'),
  },
  { kind: 'ordering', scoring: 'adjacentPairs', items: parts('a', 'b', 'c') },
  {
    kind: 'gapFill',
    scoring: 'partial',
    text: both('Спершу {{g1}}, тоді {{g2}}', 'First {{g1}}, then {{g2}}'),
    gaps: [
      { id: 'g1', kind: 'choice', options: parts('a', 'b'), correct: 'b' },
      {
        id: 'g2',
        kind: 'text',
        ...comparison,
        patterns: [{ language: null, text: 'report', share: 1, feedback: yes }],
      },
    ],
  },
  {
    kind: 'essay',
    wordsMin: 100,
    wordsMax: null,
    sample: both('Зразок secretkey', 'Sample secretkey'),
    rubric: [],
  },
];
const content = (body: KindContent): QuestionContent => ({
  given: both('Було так.', 'It was so.'),
  ask: both('Що далі?', 'What next?'),
  explanation: both('Бо так.', 'secretkey'),
  body,
});
const shown = (body: KindContent, seed = 's', language: 'uk' | 'en' | 'kk' = 'en') =>
  shownQuestion(
    { questionId: 'qst_01JCQ3ZZZZZZZZZZZZZZZZZZZZ', version: 3, points: 2, content: content(body) },
    { language, first: 'uk', seed },
  );

describe('a question as a learner sees it', () => {
  it.each(bodies)('$kind: without its key', (body) => {
    const seen = shown(body);
    const text = JSON.stringify(seen);
    for (const secret of [
      '"share"',
      '"correct"',
      '"choice":',
      '"patterns"',
      '"value"',
      'secretkey',
      'Well done',
      'trust',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it.each(bodies)('$kind: what is shown is all the contract knows', (body) => {
    expect(ShownQuestion.parse(shown(body))).toEqual(shown(body));
  });

  it('is in the wished language, else in the first', () => {
    expect(shown(bodies[0]!).ask).toBe('What next?');
    expect(shown(bodies[0]!, 's', 'kk')).toMatchObject({ ask: 'Що далі?', language: 'uk' });
  });

  it('keeps its order in another language and in a later hour, not in another attempt', () => {
    const order = (seed: string, language: 'uk' | 'en') => {
      const { body } = shown(bodies[0]!, seed, language);
      return body.kind === 'single' ? body.options.map(({ id }) => id).join('') : '';
    };
    expect(order('s', 'uk')).toBe(order('s', 'en'));
    expect(new Set(Array.from({ length: 60 }, (_, at) => order(`s${at}`, 'en'))).size).toBe(6);
  });

  it('leaves options alone where their order means something', () => {
    for (const seed of ['1', '2', '3', '4']) {
      expect(shown(bodies[1]!, seed).body).toMatchObject({ options: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    }
  });

  it('never shows things to be ordered in their right order', () => {
    for (let at = 0; at < 200; at += 1) {
      const { body } = shown(bodies[6]!, `s${at}`);
      expect(body.kind === 'ordering' && body.items.map(({ id }) => id).join('')).not.toBe('abc');
    }
  });
});

describe('the key', () => {
  const keyOf = (body: KindContent, answer: Answer | null = null) => shownKey(content(body), answer, 'en', 'uk');

  it.each(bodies.slice(0, 8))('$kind: its right answer scores as wholly right', (body) => {
    const { answer } = ShownKey.parse(keyOf(body));
    expect(score({ body }, answer).share).toBe(1);
  });

  it('says the right words and numbers as one writes them there', () => {
    expect(keyOf(bodies[3]!).texts).toEqual(['trust']);
    expect(shownKey(content(bodies[3]!), null, 'uk', 'uk').texts).toEqual(['довір…']);
    expect(shownKey(content(bodies[3]!), null, 'kk', 'uk').texts).toEqual(['довір…']);
    expect(keyOf(bodies[4]!).texts).toEqual(['−3.5 ± 0.25\u00a0km']);
    expect(shownKey(content(bodies[4]!), null, 'uk', 'uk').texts).toEqual(['−3,5 ± 0,25\u00a0km']);
  });

  it.each<[number, Answer, unknown[]]>([
    [0, { kind: 'single', option: 'c' }, [{ part: 'c', text: 'Well done' }]],
    [
      1,
      { kind: 'multiple', options: ['c', 'a'] },
      [
        { part: 'a', text: 'Well done' },
        { part: 'c', text: 'Well done' },
      ],
    ],
    [2, { kind: 'trueFalse', value: false }, [{ part: null, text: 'Well done' }]],
    [3, { kind: 'shortText', text: 'Trust' }, [{ part: null, text: 'Well done' }]],
    [3, { kind: 'shortText', text: 'else' }, []],
    [4, { kind: 'numeric', text: '-3,5', unit: null }, [{ part: null, text: 'Well done' }]],
    [7, { kind: 'gapFill', gaps: { g1: 'a', g2: 'report' } }, [{ part: 'g2', text: 'Well done' }]],
    [7, { kind: 'single', option: 'c' }, []],
  ])('says to an answer of question %d (%j) what its author said', (at, answer, feedback) => {
    expect(keyOf(bodies[at]!, answer).feedback).toEqual(feedback);
  });

  it('of an essay there is none, but there is an explanation', () => {
    expect(keyOf(bodies[8]!)).toEqual({ answer: null, texts: [], feedback: [], explanation: 'secretkey' });
  });
});

describe('whole questions', () => {
  it.each(bodies)('$kind: has no faults in the languages it is written in', (body) => {
    const faults = contentFaults(content(body), ['uk', 'en']);
    expect(faults.filter(({ part, language }) => part !== null || language !== null)).toEqual([]);
    expect(faults.filter(({ code }) => code !== 'languageMissing')).toEqual([]);
  });

  it.each(bodies)('$kind: is said to lack a language it is not written in', (body) => {
    expect(contentFaults(content(body), ['kk'])).toContainEqual({
      code: 'languageMissing',
      part: null,
      language: 'kk',
    });
  });
});
