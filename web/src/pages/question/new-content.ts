/** An empty question of each kind, as the editor begins it. Pure: ids of parts come as an argument. */
import type { ContentOf, KindContent, QuestionContent, QuestionKind } from '#contracts/question-kinds.ts';

export type NewId = () => string;
type Rows<K extends QuestionKind, Key extends keyof ContentOf<K>> = ContentOf<K>[Key] extends readonly (infer Row)[]
  ? Row
  : never;

export const newSingle = (id: NewId): Rows<'single', 'options'> => ({ id: id(), text: {}, share: 0 });
export const newMultiple = (id: NewId): Rows<'multiple', 'options'> => ({ id: id(), text: {}, correct: false });
export const newItem = (id: NewId): Rows<'ordering', 'items'> => ({ id: id(), text: {} });
type Level = Rows<'essay', 'rubric'>['levels'][number];
export const newLevel = (id: NewId, points: number): Level => ({ id: id(), text: {}, points });
export const newCriterion = (id: NewId): Rows<'essay', 'rubric'> => ({
  id: id(),
  name: {},
  levels: [newLevel(id, 0), newLevel(id, 1)],
});
export const newNumber = (): Rows<'numeric', 'answers'> => ({ value: '', tolerance: '0', share: 1 });

const comparison = { matchCase: false, matchDiacritics: false, foldLookAlikes: true };

type Pattern = Rows<'shortText', 'patterns'>;
export const newPattern = (text = ''): Pattern => ({ language: null, text, share: 1 });

/** A gap to be typed into; accepted is a word, or a word in each language. */
export const newGap = (id: string, accepted: string | Pattern[]): Rows<'gapFill', 'gaps'> => ({
  id,
  kind: 'text',
  patterns: typeof accepted === 'string' ? [newPattern(accepted)] : accepted,
  ...comparison,
});

const bodies: { [K in QuestionKind]: (id: NewId) => ContentOf<K> } = {
  single: (id) => ({ kind: 'single', options: [newSingle(id), newSingle(id)], shuffle: true }),
  multiple: (id) => ({
    kind: 'multiple',
    options: [newMultiple(id), newMultiple(id)],
    shuffle: true,
    scoring: 'partialWithPenalty',
  }),
  trueFalse: () => ({ kind: 'trueFalse', correct: true }),
  shortText: () => ({ kind: 'shortText', patterns: [newPattern()], ...comparison }),
  numeric: () => ({ kind: 'numeric', answers: [newNumber()], units: [] }),
  matching: (id) => {
    const choices = [newItem(id), newItem(id)];
    const prompts = choices.map((choice) => ({ id: id(), text: {}, choice: choice.id }));
    return { kind: 'matching', prompts, choices, scoring: 'partial' };
  },
  ordering: (id) => ({ kind: 'ordering', items: [newItem(id), newItem(id)], scoring: 'adjacentPairs' }),
  gapFill: () => ({ kind: 'gapFill', text: {}, gaps: [], scoring: 'partial' }),
  essay: () => ({ kind: 'essay', wordsMin: null, wordsMax: null, rubric: [] }),
};

export const newBody = (kind: QuestionKind, id: NewId): KindContent => bodies[kind](id);
export const newContent = (kind: QuestionKind, id: NewId): QuestionContent => ({ ask: {}, body: newBody(kind, id) });

/** The same question asked in another way: what can be kept of its options is kept. */
export function inKind(body: KindContent, kind: QuestionKind, id: NewId): KindContent {
  if (body.kind === 'single' && kind === 'multiple') {
    const options = body.options.map(({ share, ...rest }) => ({ ...rest, correct: share === 1 }));
    return { kind, options, shuffle: body.shuffle, scoring: 'partialWithPenalty' };
  }
  if (body.kind === 'multiple' && kind === 'single') {
    const right = body.options.find(({ correct }) => correct);
    const options = body.options.map(({ correct: _, ...rest }) => ({ ...rest, share: rest.id === right?.id ? 1 : 0 }));
    return { kind, options, shuffle: body.shuffle };
  }
  return newBody(kind, id);
}
