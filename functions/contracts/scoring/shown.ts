/** A question as a learner sees it: in one language, its parts in the order of one attempt, without its key. */
import { languages } from '../common.ts';
import type { Language } from '../common.ts';
import type { ContentOf, KindContent, QuestionContent, ShownBody, ShownQuestion } from '../question-kinds.ts';
import type { Random } from './random.ts';
import { randomOf, shuffled } from './random.ts';
import { inLanguage, perhapsIn } from './texts.ts';

export interface QuestionToShow {
  questionId: string;
  version: number;
  points: number;
  content: QuestionContent;
}
export interface ShowIn {
  /** wished for by the learner */
  language: Language;
  /** the quiz’s language of origin */
  first: Language;
  /** of the attempt */
  seed: string;
}

/** The order of parts follows from seed and question, not from the language: it stays when that is changed. */
export function shownQuestion(question: QuestionToShow, { language: wished, first, seed }: ShowIn): ShownQuestion {
  const { questionId, version, points, content } = question;
  const language = [wished, first, ...languages].find((each) => content.ask[each]) ?? first;
  const text: Say = (texts) => inLanguage(texts, language, first);
  return {
    questionId,
    version,
    points,
    given: perhapsIn(content.given, language, first),
    ask: text(content.ask),
    body: shownBody(content.body, text, randomOf(seed, 'parts', questionId)),
    language,
  };
}

type Say = (texts: Partial<Record<Language, string>>) => string;
interface SomePart {
  id: string;
  text: Partial<Record<Language, string>>;
}
const shownParts = (parts: readonly SomePart[], say: Say) => parts.map(({ id, text }) => ({ id, text: say(text) }));

/** Typed by hand for each kind: a new field of a key cannot slip through. */
function shownBody(body: KindContent, say: Say, random: Random): ShownBody {
  switch (body.kind) {
    case 'single':
    case 'multiple':
      return {
        kind: body.kind,
        options: shownParts(body.shuffle ? shuffled<SomePart>(body.options, random) : body.options, say),
      };
    case 'numeric':
      return { kind: 'numeric', units: body.units.map((unit) => unit.text) };
    case 'matching':
      return {
        kind: 'matching',
        prompts: shownParts(body.prompts, say),
        choices: shownParts(shuffled(body.choices, random), say),
      };
    case 'ordering':
      return { kind: 'ordering', items: shownParts(disordered(body.items, random), say) };
    case 'gapFill':
      return { kind: 'gapFill', text: say(body.text), gaps: shownGaps(body, say, random) };
    case 'essay':
      return { kind: 'essay', wordsMin: body.wordsMin, wordsMax: body.wordsMax };
    case 'trueFalse':
    case 'shortText':
      return { kind: body.kind };
  }
}

/** From three items on never in the right order: an order nobody has touched is no answer. */
function disordered<T>(items: readonly T[], random: Random): T[] {
  const order = shuffled(items, random);
  const isRight = order.every((item, at) => item === items[at]);
  return isRight && items.length > 2 ? [...order.slice(1), order[0]!] : order;
}

const shownGaps = (body: ContentOf<'gapFill'>, say: Say, random: Random) =>
  body.gaps.map((gap) => ({
    id: gap.id,
    kind: gap.kind,
    options: gap.kind === 'choice' ? shownParts(shuffled(gap.options, random), say) : [],
  }));
