/** For unit tests: a question of each kind, with everything it can have that formats of one language can carry. */
import type { KindContent } from '#contracts/question-kinds.ts';
import type { OutQuestion } from './outgoing.ts';

const en = (text: string) => ({ en: text });
const comparison = { matchCase: false, matchDiacritics: true, foldLookAlikes: true };
const signs = String.raw`Is 2 \* 2 = {4}: ~yes~ #1 \\ "so" <b> & co?`;

const bodies: KindContent[] = [
  {
    kind: 'single',
    shuffle: false,
    options: [
      { id: 'a', text: en('A **right** one'), share: 1, feedback: en('Yes = #1') },
      { id: 'c', text: en('Nearly:\n\n- so\n- not so'), share: 0.3333333 },
      { id: 'b', text: en(signs), share: 0 },
    ],
  },
  ...(['allOrNothing', 'partial', 'partialWithPenalty'] as const).map((scoring) => ({
    kind: 'multiple' as const,
    shuffle: true,
    scoring,
    options: [
      { id: 'a', text: en('lawful'), correct: true, feedback: en('Art. 29') },
      { id: 'b', text: en('loud'), correct: false },
      { id: 'c', text: en('necessary'), correct: true },
      { id: 'd', text: en('public'), correct: false },
    ],
  })),
  { kind: 'trueFalse', correct: false, feedbackTrue: en('No'), feedbackFalse: en('Indeed') },
  { kind: 'trueFalse', correct: true, feedbackFalse: en('No') },
  {
    kind: 'shortText',
    ...comparison,
    patterns: [
      { language: null, text: 'trust*', share: 1, feedback: en('Well') },
      { language: null, text: String.raw`5 \* 5 = 25`, share: 0.5 },
    ],
  },
  {
    kind: 'numeric',
    answers: [
      { value: '72', tolerance: '0.5', share: 1, feedback: en('Exactly') },
      { value: '-3.25', tolerance: '0', share: 0.5 },
    ],
    units: [
      { text: 'h', factor: '1' },
      { text: 'd', factor: '24' },
      { text: 'min', factor: '0.0166666667' },
    ],
  },
  {
    kind: 'matching',
    scoring: 'allOrNothing',
    prompts: [
      { id: 'a', text: en('art. 3 -> life'), choice: 'b' },
      { id: 'b', text: en('art. 5'), choice: 'a' },
    ],
    choices: [
      { id: 'a', text: en('*no* torture') },
      { id: 'b', text: en('right to life') },
      { id: 'c', text: en('vote') },
    ],
  },
  {
    kind: 'ordering',
    scoring: 'position',
    items: [
      { id: 'c', text: en('Warn') },
      { id: 'a', text: en('Act') },
      { id: 'b', text: en('Report') },
    ],
  },
  {
    kind: 'gapFill',
    scoring: 'allOrNothing',
    text: en('Police serve {{g1}} and need {{g2}}.\n\nAlways.'),
    gaps: [
      {
        id: 'g1',
        kind: 'choice',
        options: [
          { id: 'a', text: en('people ~ all') },
          { id: 'b', text: en('power {}') },
        ],
        correct: 'a',
      },
      {
        id: 'g2',
        kind: 'text',
        ...comparison,
        patterns: [
          { language: null, text: 'trust', share: 1 },
          { language: null, text: String.raw`fai\*th#`, share: 0.5, feedback: en('Nearly') },
        ],
      },
    ],
  },
  { kind: 'essay', wordsMin: 50, wordsMax: 300, rubric: [] },
];

export const questionsOfAllKinds: OutQuestion[] = bodies.map((body, at) => ({
  id: `qst_${String(at).padStart(26, '0')}`,
  content: {
    ...(at % 2 === 0 ? { given: en('It was **night**.\n\nNobody was there.') } : {}),
    ask: en(at === 0 ? `${signs}\n\nSecond paragraph.` : `What is asked, ${at}?`),
    body,
    ...(at % 3 === 0 ? { explanation: en('Because of art. 29 #2.') } : {}),
  },
  meta: { tags: at === 1 ? ['ст. 29', 'force'] : [] },
  folder: at < 3 ? [] : ['Law', 'Search/seizure'],
}));
