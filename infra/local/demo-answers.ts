/**
 * How a made-up learner answers: by the two-parameter logistic model (Birnbaum, 1968) with a chance to guess, from an
 * ability of their own and the difficulty of the question. The same seed answers the same. Pure.
 */
import type { Answer, ContentOf, QuestionContent, QuestionKind } from '#contracts/question-kinds.ts';
import { randomOf, type Random } from '#contracts/scoring/random.ts';

export interface Asked {
  key: string;
  /** 1–5, as its author judged it */
  difficulty: number;
  content: QuestionContent;
  /** who knows more is wrong more often: a question to be looked at */
  weak: boolean;
}

const guessing: Partial<Record<QuestionKind, number>> = { single: 0.2, trueFalse: 0.4 };

/** about how able they are, and how much they differ: few enough pass for the results to tell something */
const ability = { mean: -0.8, deviation: 1.3 };

/** Ability of somebody, about normal (sum of twelve, less six). */
export function abilityOf(person: string): number {
  const random = randomOf('demo ability', person);
  const normal = Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
  return ability.mean + ability.deviation * normal;
}

/** The same in an attempt, from 1: people learn from one to the next. */
export const abilityAt = (person: string, number: number): number => abilityOf(person) + (number - 1) * 0.35;

/** Chance of a right answer. */
export function chanceOf({ key, difficulty, content, weak }: Asked, ability: number): number {
  const own = randomOf('demo question', key)() - 0.5;
  const hardness = (difficulty - 2.4) * 0.9 + own * 0.8;
  const slope = weak ? -2.4 : 2.4;
  const floor = guessing[content.body.kind] ?? 0;
  return floor + (1 - floor) / (1 + Math.exp(-slope * (ability - hardness)));
}

/** The answer in one attempt; null: left out. */
export function answerIn(asked: Asked, ability: number, seed: string): Answer | null {
  const random = randomOf('demo answer', seed, asked.key);
  const isRight = random() < chanceOf(asked, ability);
  if (!isRight && random() < 0.06) return null;
  return answerOf(asked.content.body, isRight, random);
}

/** An answer that is wholly right, or one that is not. */
export function answerOf(body: QuestionContent['body'], isRight: boolean, random: Random): Answer | null {
  switch (body.kind) {
    case 'single':
      return { kind: 'single', option: chosen(body.options, ({ share }) => (share === 1) === isRight, random).id };
    case 'multiple':
      return { kind: 'multiple', options: ticked(body, isRight, random) };
    case 'trueFalse':
      return { kind: 'trueFalse', value: body.correct === isRight };
    case 'numeric':
      return { kind: 'numeric', text: figure(body, isRight, random), unit: body.units[0]?.text ?? null };
    case 'matching':
      return { kind: 'matching', pairs: paired(body, isRight, random) };
    case 'ordering':
      return {
        kind: 'ordering',
        order: ordered(
          body.items.map(({ id }) => id),
          isRight,
          random,
        ),
      };
    default:
      return null;
  }
}

/** Of those that fit, the first ones more often: some mistakes are dearer to people than others. */
function chosen<T>(list: readonly T[], fits: (each: T) => boolean, random: Random): T {
  const some = list.filter(fits);
  return some[Math.floor(random() ** 1.7 * some.length)] ?? list[0]!;
}

/** One too few, or one too many. */
function ticked({ options }: ContentOf<'multiple'>, isRight: boolean, random: Random): string[] {
  const right = options.filter(({ correct }) => correct).map(({ id }) => id);
  if (isRight) return right;
  const other = chosen(options, () => true, random).id;
  const rest = right.filter((id) => id !== other);
  return rest.length < right.length ? rest : [...right, other];
}

function figure({ answers }: ContentOf<'numeric'>, isRight: boolean, random: Random): string {
  const { value } = answers.find(({ share }) => share === 1)!;
  if (isRight) return value;
  return String(Number(value) * [2, 0.5, 3][Math.floor(random() * 3)]! || 1);
}

/** Two are taken for each other. */
function paired({ prompts }: ContentOf<'matching'>, isRight: boolean, random: Random): Record<string, string> {
  const choices = ordered(
    prompts.map(({ choice }) => choice),
    isRight,
    random,
  );
  return Object.fromEntries(prompts.map(({ id }, index) => [id, choices[index]!]));
}

function ordered(ids: readonly string[], isRight: boolean, random: Random): string[] {
  const order = [...ids];
  if (isRight) return order;
  const at = Math.floor(random() * (order.length - 1));
  [order[at], order[at + 1]] = [order[at + 1]!, order[at]!];
  return order;
}
