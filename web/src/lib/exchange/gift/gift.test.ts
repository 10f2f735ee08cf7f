import { describe, expect, it } from 'vitest';
import { QuestionContent } from '#contracts/question-kinds.ts';
import { outcomeOf } from '../item.ts';
import { fitted } from '../limits.ts';
import { testTree } from '../../editor/paste/test-tree.ts';
import { blocksOf } from './blocks.ts';
import { readGift } from './read.ts';

const read = (text: string) => readGift(text, { language: 'en', treeOf: testTree }).map(fitted);
const one = (text: string) => read(text)[0]!;
const body = (text: string) => one(text).draft?.content.body;

describe('GIFT', () => {
  it('reads a choice of one with feedback, name and general feedback', () => {
    const item = one(
      `// a comment\n::Tomb::Who is buried in Grant's tomb\\: the big one?{\n=no one#Right\n~%50%Grant#Partly\n~Napoleon\n####He is entombed.\n}`,
    );
    expect(item).toMatchObject({ line: 2, name: 'Tomb', kind: 'single', notes: [] });
    expect(item.draft?.content).toMatchObject({
      ask: { en: "Who is buried in Grant's tomb: the big one?" },
      explanation: { en: 'He is entombed.' },
      body: {
        kind: 'single',
        options: [
          { text: { en: 'no one' }, share: 1, feedback: { en: 'Right' } },
          { text: { en: 'Grant' }, share: 0.5, feedback: { en: 'Partly' } },
          { text: { en: 'Napoleon' }, share: 0 },
        ],
      },
    });
  });

  it('reads a choice of several, and says where weights are none of ours', () => {
    const several = one('What?{~%50%A ~%50%B ~%-50%C ~%-50%D}');
    expect(several.draft?.content.body).toMatchObject({ kind: 'multiple', scoring: 'partialWithPenalty' });
    expect(several.notes).toEqual([]);
    expect(one('What?{~%50%A ~%50%B ~%0%C}').notes).toEqual([{ code: 'scoringNear' }]);
    expect(one('What?{~%70%A ~%30%B ~%-100%C}').notes).toEqual([{ code: 'weightsEven' }]);
  });

  it('reads the other kinds', () => {
    expect(body('Sure?{T#No#Yes}')).toEqual({
      kind: 'trueFalse',
      correct: true,
      feedbackTrue: { en: 'Yes' },
      feedbackFalse: { en: 'No' },
    });
    expect(body('Sure?{FALSE#No}')).toEqual({ kind: 'trueFalse', correct: false, feedbackTrue: { en: 'No' } });
    expect(body('Who?{=no one =%50%nobody#Nearly}')).toMatchObject({
      kind: 'shortText',
      patterns: [
        { text: 'no one', share: 1 },
        { text: 'nobody', share: 0.5, feedback: { en: 'Nearly' } },
      ],
    });
    expect(body('Match{=a -> 1 =b -> 2 = -> 3}')).toMatchObject({
      kind: 'matching',
      prompts: [{ text: { en: 'a' } }, { text: { en: 'b' } }],
      choices: [{ text: { en: '1' } }, { text: { en: '2' } }, { text: { en: '3' } }],
    });
    expect(body('Write.{}')).toEqual({ kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] });
  });

  it.each([
    ['{#1822:5}', [{ value: '1822', tolerance: '5', share: 1 }]],
    ['{#3.141..3.142}', [{ value: '3.1415', tolerance: '0.0005', share: 1 }]],
    ['{#-1..0.2}', [{ value: '-0.4', tolerance: '0.6', share: 1 }]],
    [
      '{#=1822:0 =%50%1822:2}',
      [
        { value: '1822', tolerance: '0', share: 1 },
        { value: '1822', tolerance: '2', share: 0.5 },
      ],
    ],
    ['{#1.5e3}', [{ value: '1500', tolerance: '0', share: 1 }]],
  ])('reads numbers: %s', (answers, expected) => {
    expect(body(`How many?${answers}`)).toEqual({ kind: 'numeric', answers: expected, units: [] });
  });

  it('reads categories, tags and texts written as HTML', () => {
    const items = read(
      '$CATEGORY: $course$/top/Law/Search//seizure\n\n// [tag:ст. 209] [tag:b]\n[html]<p>Is it <b>so</b>?</p>{T}\n\nPlain *text*?{F}',
    );
    expect(items[0]?.draft).toMatchObject({
      folder: ['Law', 'Search/seizure'],
      meta: { tags: ['ст. 209', 'b'] },
      content: { ask: { en: 'Is it **so**?' } },
    });
    expect(items[1]?.draft?.content.ask).toEqual({ en: String.raw`Plain \*text\*?` });
    expect(items[1]?.line).toBe(6);
  });

  it('puts a blank where a word is missing', () => {
    const item = one('Grant is {~buried =entombed ~living} in a tomb.');
    expect(item.draft?.content.ask.en).toContain(String.raw`\_\_\_`);
    expect(item.notes).toEqual([{ code: 'blankMissing' }]);
  });

  it.each([
    ['Open {=a ~b', 'braces'],
    ['Twice {=a} {=b}', 'braces'],
    ['Closed } first {', 'braces'],
    ['Only words.', 'description'],
    ['One?{=only ~}', 'noAnswers'],
    ['Number?{#many}', 'notNumber'],
    ['Number?{#1:2:3}', 'notNumber'],
    ['None?{~a ~b}', 'noneRight'],
    ['Match{=a -> =b -> 2}', 'noAnswers'],
    [`Long?{=${'x'.repeat(2_001)} ~b}`, 'tooLong'],
    [`Many?{=a ${Array.from({ length: 41 }, (_, at) => `~b${at}`).join(' ')}}`, 'tooMany'],
    ['{=a ~b}', 'empty'],
    ['Same?{=a ~b ~b}', 'sameTwice'],
  ])('drops %j: %s', (text, code) => {
    const item = one(text);
    expect(outcomeOf(item)).toBe('dropped');
    expect(item.notes.map((each) => each.code)).toContain(code);
  });

  it('does not let one broken question take the others along', () => {
    const items = read('A?{=a ~b}\n\nB {=a\n\nC?{T}');
    expect(items.map(outcomeOf)).toEqual(['kept', 'dropped', 'kept']);
    expect(items.map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('makes questions as the contract has them', () => {
    for (const { draft } of read('A?{=a ~b}\n\nB?{#1}\n\nC?{T}\n\nD{=a->1 =b->2}\n\nE{}')) {
      expect(QuestionContent.safeParse(draft?.content).error).toBeUndefined();
    }
  });

  it('takes a large file in its stride', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `Question ${at}?{=a ~b}`).join('\n\n');
    expect(blocksOf(text)).toHaveLength(20_000);
    expect(blocksOf('{'.repeat(1_000_000))).toHaveLength(1);
  });
});
