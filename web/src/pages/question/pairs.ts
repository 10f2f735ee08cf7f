/** The pairs of a matching question as an author writes them, side by side. Pure. */
import type { ContentOf } from '#contracts/question-kinds.ts';

type Matching = ContentOf<'matching'>;
type Choice = Matching['choices'][number];
export interface Pair {
  prompt: Choice;
  choice: Choice;
}

/** A prompt beside its choice; the same choice may stand beside several. */
export function pairsOf({ prompts, choices }: Matching): Pair[] {
  return prompts.map((prompt) => ({
    prompt,
    choice: choices.find(({ id }) => id === prompt.choice) ?? { id: prompt.choice, text: {} },
  }));
}

/** Choices that are right for no prompt. */
export function distractorsOf({ prompts, choices }: Matching): Choice[] {
  const right = new Set(prompts.map(({ choice }) => choice));
  return choices.filter(({ id }) => !right.has(id));
}

export function withPairs(body: Matching, pairs: readonly Pair[]): Matching {
  const right = new Map(pairs.map(({ choice }) => [choice.id, choice]));
  return {
    ...body,
    prompts: pairs.map(({ prompt, choice }) => ({ id: prompt.id, text: prompt.text, choice: choice.id })),
    choices: [...right.values(), ...distractorsOf(body)],
  };
}

export function withDistractors(body: Matching, distractors: readonly Choice[]): Matching {
  const right = new Set(body.prompts.map(({ choice }) => choice));
  return { ...body, choices: [...body.choices.filter(({ id }) => right.has(id)), ...distractors] };
}
