/** A question with its key as one text, to be read and compared. Pure; the words of the interface come as an argument. */
import type { Language } from '#contracts/common.ts';
import type { Gap, KindContent, QuestionContent, TextsOf } from '#contracts/question-kinds.ts';

/** How the parts are called. */
export interface Words {
  right: string;
  wrong: string;
  true: string;
  false: string;
  explanation: string;
  sample: string;
  scoring: string;
  /** e.g. «50 %» */
  share(share: number): string;
  gap(id: string): string;
  tolerance(tolerance: string): string;
  /** how a kind of question is scored */
  scored(body: KindContent): string | undefined;
  limits(words: { min: number | null; max: number | null }): string;
  points(points: number): string;
}

export function questionText(content: QuestionContent, language: Language, words: Words): string {
  const say = (texts: TextsOf | undefined) => texts?.[language]?.trim() ?? '';
  const scored = words.scored(content.body);
  const explanation = say(content.explanation);
  return [
    say(content.given),
    say(content.ask),
    ...bodyText(content.body, say, words),
    scored ? `*${words.scoring}: ${scored}*` : '',
    explanation ? `**${words.explanation}**\n\n${explanation}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

type Say = (texts: TextsOf | undefined) => string;

/** An item of a list, its further lines below it. */
const item = (text: string, ...below: string[]): string =>
  `- ${[text, ...below.filter(Boolean).map((each) => `*${each}*`)].join('\n\n').replaceAll('\n', '\n  ')}`;
const list = (items: string[]): string[] => (items.length > 0 ? [items.join('\n')] : []);
const accepted = (words: Words, share: number) =>
  share === 1 ? words.right : share > 0 ? words.share(share) : words.wrong;

function bodyText(body: KindContent, say: Say, words: Words): string[] {
  switch (body.kind) {
    case 'single':
      return list(
        body.options.map(({ text, share, feedback }) => item(`${accepted(words, share)} ${say(text)}`, say(feedback))),
      );
    case 'multiple':
      return list(
        body.options.map(({ text, correct, feedback }) =>
          item(`${correct ? words.right : words.wrong} ${say(text)}`, say(feedback)),
        ),
      );
    case 'trueFalse':
      return list([
        item(`${body.correct ? words.right : words.wrong} ${words.true}`, say(body.feedbackTrue)),
        item(`${body.correct ? words.wrong : words.right} ${words.false}`, say(body.feedbackFalse)),
      ]);
    case 'shortText':
      return list(patternItems(body.patterns, say, words));
    case 'numeric':
      return [
        ...list(
          body.answers.map(({ value, tolerance, share, feedback }) =>
            item(`${accepted(words, share)} ${value} ${words.tolerance(tolerance)}`, say(feedback)),
          ),
        ),
        ...list(body.units.map(({ text, factor }) => item(`${text} × ${factor}`))),
      ];
    case 'matching': {
      const right = new Set(body.prompts.map(({ choice }) => choice));
      const textOf = (id: string) => say(body.choices.find((choice) => choice.id === id)?.text);
      const extras = body.choices.filter(({ id }) => !right.has(id));
      return list([
        ...body.prompts.map(({ text, choice }) => item(`${say(text)} → ${textOf(choice)}`)),
        ...extras.map(({ text }) => item(`${words.wrong} ${say(text)}`)),
      ]);
    }
    case 'ordering':
      return list(body.items.map(({ text }, index) => `${index + 1}. ${say(text).replaceAll('\n', '\n   ')}`));
    case 'gapFill':
      return [say(body.text), ...body.gaps.flatMap((gap) => gapText(gap, say, words))];
    case 'essay':
      return essayText(body, say, words);
  }
}

type Of<K extends KindContent['kind']> = Extract<KindContent, { kind: K }>;

const patternItems = (patterns: Of<'shortText'>['patterns'], say: Say, words: Words) =>
  patterns.map(({ text, language, share, feedback }) =>
    item(`${accepted(words, share)} ${text}${language ? ` (${language})` : ''}`, say(feedback)),
  );

function gapText(gap: Gap, say: Say, words: Words): string[] {
  const items =
    gap.kind === 'text'
      ? patternItems(gap.patterns, say, words)
      : gap.options.map(({ id, text }) => item(`${id === gap.correct ? words.right : words.wrong} ${say(text)}`));
  return [`**${words.gap(gap.id)}**`, ...list(items)];
}

function essayText({ wordsMin: min, wordsMax: max, rubric, sample }: Of<'essay'>, say: Say, words: Words): string[] {
  const criteria = rubric.flatMap(({ name, levels }) => [
    `**${say(name)}**`,
    ...list(levels.map(({ text, points }) => item(`${words.points(points)} ${say(text)}`))),
  ]);
  const good = say(sample);
  return [min || max ? words.limits({ min, max }) : '', ...criteria, good ? `**${words.sample}**\n\n${good}` : ''];
}
