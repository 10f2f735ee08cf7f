/** Questions as GIFT, in one language, as Moodle writes it; what it has no place for stands in a comment. Pure. */
import type { Language } from '#contracts/common.ts';
import type { QuestionContent, TextsOf } from '#contracts/question-kinds.ts';
import { percentOf } from '../parts.ts';
import type { OutQuestion, Written } from '../outgoing.ts';
import { categoryPath, lossesOf, nameOf } from '../outgoing.ts';
import { joined, settingsOf } from '../settings.ts';
import { escaped, unArrow } from './signs.ts';

export function writeGift(questions: readonly OutQuestion[], language: Language): Written {
  let category = '';
  const report: Written['report'] = [];
  const blocks = questions.flatMap((question) => {
    const body = braces(question.content, language);
    const notes = lossesOf(question, 'gift', language);
    report.push({ question, kept: body !== undefined, notes });
    if (body === undefined) return [];
    const path = categoryPath(question.folder);
    const head = path === category ? [] : [`$CATEGORY: ${path}\n`];
    category = path;
    return [...head, [...comments(question, language), opening(question, language) + body].join('\n')];
  });
  return { text: blocks.map((block) => `${block}\n`).join('\n'), report };
}

function comments({ content, meta }: OutQuestion, language: Language): string[] {
  const tags = meta.tags.map((tag) => `[tag:${tag.replaceAll(']', ')')}]`).join(' ');
  return [...(tags ? [`// ${tags}`] : []), `// kurs: ${JSON.stringify(settingsOf(content, language))}`];
}

function opening(question: OutQuestion, language: Language): string {
  const { given, ask } = question.content;
  const text = joined(given?.[language], ask[language] ?? '');
  return `::${escaped(nameOf(question, language))}::[markdown]${escaped(text)}`;
}

/** undefined: GIFT does not know this kind. */
function braces({ body, explanation }: QuestionContent, language: Language): string | undefined {
  const text = (texts: TextsOf | undefined) => escaped(texts?.[language] ?? '');
  const remark = (texts: TextsOf | undefined) => (texts?.[language] ? `#${text(texts)}` : '');
  const why = explanation?.[language] ? `####${text(explanation)}` : '';
  const lines = (each: readonly string[]) =>
    `{\n${each.map((line) => `\t${line}\n`).join('')}${why ? `\t${why}\n` : ''}}`;
  switch (body.kind) {
    case 'single':
      return lines(
        body.options.map(({ text: said, share, feedback }) => {
          const sign = share >= 1 ? '=' : share > 0 ? `~%${percentOf(share)}%` : '~';
          return `${sign}${text(said)}${remark(feedback)}`;
        }),
      );
    case 'multiple': {
      const right = body.options.filter(({ correct }) => correct).length;
      const wrong = body.options.length - right;
      const penalty = body.scoring === 'partialWithPenalty' ? `%${percentOf(-1 / Math.max(1, wrong))}%` : '%0%';
      const weight = (correct: boolean) => (correct ? `%${percentOf(1 / Math.max(1, right))}%` : penalty);
      return lines(body.options.map((each) => `~${weight(each.correct)}${text(each.text)}${remark(each.feedback)}`));
    }
    case 'trueFalse': {
      const [right, wrong] = body.correct
        ? [body.feedbackTrue, body.feedbackFalse]
        : [body.feedbackFalse, body.feedbackTrue];
      const remarks = right?.[language] ? `#${text(wrong)}#${text(right)}` : remark(wrong);
      return `{${body.correct ? 'TRUE' : 'FALSE'}${remarks}${why}}`;
    }
    case 'shortText':
      return lines(
        body.patterns.map((each) => `=%${percentOf(each.share)}%${escaped(each.text)}${remark(each.feedback)}`),
      );
    case 'numeric':
      return lines(
        body.answers.map(
          ({ value, tolerance, share, feedback }) => `=%${percentOf(share)}%${value}:${tolerance}${remark(feedback)}`,
        ),
      ).replace('{', '{#');
    case 'matching': {
      const used = new Set(body.prompts.map(({ choice }) => choice));
      const choice = (id: string) => text(body.choices.find((each) => each.id === id)?.text);
      return lines([
        ...body.prompts.map((prompt) => `=${text(prompt.text).replaceAll('->', unArrow)} -> ${choice(prompt.choice)}`),
        ...body.choices.filter(({ id }) => !used.has(id)).map(({ id }) => `= -> ${choice(id)}`),
      ]);
    }
    case 'essay':
      return `{${why}}`;
    default:
      return undefined;
  }
}
