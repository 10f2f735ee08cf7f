/** Does a question fit what the academy takes? The server proves it by the whole schema; here each is told for itself. Pure. */
import { languages, type Localised } from '#contracts/common.ts';
import { partsMax, questionBytesMax, type KindContent, type QuestionContent } from '#contracts/question-kinds.ts';
import { tagsMax } from '#contracts/questions.ts';
import { contentFaults } from '#contracts/scoring/check-content.ts';
import { allTexts } from '#contracts/scoring/check-texts.ts';
import type { Draft, Item, Note } from './item.ts';
import { note, oneLine } from './parts.ts';
import { mapTexts } from './refs.ts';

const askMax = 10_000;
const partMax = 2_000;
const explanationMax = 4_000;
const lineMax = 200;

/** The same item, or one that is dropped and says why. */
export function fitted(item: Item): Item {
  if (!item.draft) return item;
  const content = mapTexts(item.draft.content, plain);
  const why = refusal(content);
  if (why) return { ...item, draft: null, notes: [...item.notes, why] };
  const { draft, notes } = withTags({ ...item.draft, content });
  return { ...item, draft, notes: [...item.notes, ...notes] };
}

/** Control characters and halves of characters, which the academy refuses, stand in files by accident. */
const plain = (text: string) => text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}]/gu, '');

function refusal(content: QuestionContent): Note | undefined {
  const { given, ask, explanation, body } = content;
  if (isBlank(ask)) return note('empty');
  const long = [
    [given, askMax],
    [ask, askMax],
    [explanation, explanationMax],
    [body.kind === 'gapFill' ? body.text : undefined, askMax],
  ] as const;
  if (long.some(([texts, max]) => isLonger(texts, max))) return note('tooLong');
  const longTexts = new Set(long.map(([texts]) => texts));
  const others = allTexts(content).filter(({ texts }) => !longTexts.has(texts));
  const ofEssay = body.kind === 'essay';
  if (others.some(({ texts }) => isLonger(texts, ofEssay ? askMax : partMax))) return note('tooLong');
  if (allTexts(content).some(({ texts }) => isBlank(texts))) return note('empty');
  return countRefusal(body) ?? keyRefusal(content) ?? sizeRefusal(content);
}

const isBlank = (texts: Localised) => !languages.some((language) => texts[language]?.trim());
const isLonger = (texts: Localised | undefined, max: number) =>
  languages.some((language) => (texts?.[language]?.length ?? 0) > max);

function countRefusal(body: KindContent): Note | undefined {
  const lists = listsOf(body);
  if (lists.some(({ length }) => length > partsMax)) return note('tooMany', String(partsMax));
  const needTwo = body.kind !== 'gapFill' ? lists : lists.slice(1);
  return needTwo.some(({ length }) => length < 2) ? note('noAnswers') : undefined;
}

function listsOf(body: KindContent): (readonly unknown[])[] {
  switch (body.kind) {
    case 'single':
    case 'multiple':
      return [body.options];
    case 'matching':
      return [body.prompts, body.choices];
    case 'ordering':
      return [body.items];
    case 'gapFill':
      return [body.gaps, ...body.gaps.flatMap((gap) => (gap.kind === 'choice' ? [gap.options] : []))];
    default:
      return [];
  }
}

/** Only what could never be marked: what merely lacks in a language an author can add later. */
function keyRefusal(content: QuestionContent): Note | undefined {
  const codes = contentFaults(content, []).map(({ code }) => code);
  if (codes.includes('noneRight') || codes.includes('choiceMissing')) return note('noneRight');
  if (patternsOf(content.body).some(({ text }) => text.length > lineMax || !oneLine(text))) return note('tooLong');
  const used = languages.filter((language) => content.ask[language]);
  return contentFaults(content, used).some(({ code }) => code === 'sameTwice') ? note('sameTwice') : undefined;
}

const patternsOf = (body: KindContent) =>
  body.kind === 'shortText'
    ? body.patterns
    : body.kind === 'gapFill'
      ? body.gaps.flatMap((gap) => (gap.kind === 'text' ? gap.patterns : []))
      : [];

const sizeRefusal = (content: QuestionContent): Note | undefined =>
  new TextEncoder().encode(JSON.stringify(content)).length > questionBytesMax ? note('tooLong') : undefined;

function withTags(draft: Draft): { draft: Draft; notes: Note[] } {
  const all = [...new Set(draft.meta.tags.map((tag) => oneLine(tag)).filter(Boolean))];
  const tags = all.filter((tag) => tag.length <= 60).slice(0, tagsMax);
  return {
    draft: { ...draft, meta: { ...draft.meta, tags } },
    notes: tags.length < all.length ? [note('tags')] : [],
  };
}
