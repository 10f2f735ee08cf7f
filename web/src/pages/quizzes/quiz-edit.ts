/** Changes of a quiz as it is written: each answers a new content. Pure. */
import type { Language, Localised } from '#contracts/common.ts';
import { paperMax, type Draw, type QuizContent, type QuizSection } from '#contracts/quizzes.ts';
import { presetOf, type Preset } from './presets.ts';

const newSection = (id: string): QuizSection => ({ id, title: null, shuffle: false, questions: [], draws: [] });

export const newContent = (title: Localised, languages: Language[], preset: Preset): QuizContent => ({
  ...{ title, intro: null, languages, sections: [newSection('s1')] },
  ...presetOf(preset),
});

/** An id that no part of the quiz has: short, and the next in the row. */
export function freeId(prefix: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) if (!taken.includes(`${prefix}${number}`)) return `${prefix}${number}`;
}

type Change = (section: QuizSection) => QuizSection;
const inSection = (content: QuizContent, id: string, change: Change): QuizContent => ({
  ...content,
  sections: content.sections.map((section) => (section.id === id ? change(section) : section)),
});

/** With another section at the end. */
export const plusSection = (content: QuizContent): QuizContent => {
  const ids = content.sections.map(({ id }) => id);
  return { ...content, sections: [...content.sections, newSection(freeId('s', ids))] };
};

/** Without a section; a quiz has one at least. */
export const minusSection = (content: QuizContent, id: string): QuizContent =>
  content.sections.length < 2
    ? content
    : { ...content, sections: content.sections.filter((section) => section.id !== id) };

export const movedSection = (content: QuizContent, id: string, by: 1 | -1): QuizContent => ({
  ...content,
  sections: moved(
    content.sections,
    content.sections.findIndex((section) => section.id === id),
    by,
  ),
});

export const changedSection = (
  content: QuizContent,
  id: string,
  change: Partial<Pick<QuizSection, 'title' | 'shuffle'>>,
): QuizContent => inSection(content, id, (section) => ({ ...section, ...change }));

/** Questions that stand in the quiz, wherever. */
export const standing = ({ sections }: QuizContent): Set<string> =>
  new Set(sections.flatMap(({ questions }) => questions.map(({ questionId }) => questionId)));

/** With questions at the end of a section; those that stand in the quiz already are left out. */
export function plusQuestions(content: QuizContent, id: string, questionIds: readonly string[]): QuizContent {
  const known = standing(content);
  const fresh = questionIds.filter((questionId) => !known.has(questionId));
  return inSection(content, id, (section) => ({
    ...section,
    questions: [...section.questions, ...fresh.map((questionId) => ({ questionId, points: 1 }))].slice(0, paperMax),
  }));
}

export const minusQuestion = (content: QuizContent, id: string, at: number): QuizContent =>
  inSection(content, id, (section) => ({
    ...section,
    questions: section.questions.filter((_, index) => index !== at),
  }));

export const pointsOfQuestion = (content: QuizContent, id: string, at: number, points: number): QuizContent =>
  inSection(content, id, (section) => ({
    ...section,
    questions: section.questions.map((question, index) => (index === at ? { ...question, points } : question)),
  }));

/** A question one place up or down; from the edge of a section into the next. */
export function movedQuestion(content: QuizContent, id: string, at: number, by: 1 | -1): QuizContent {
  const place = content.sections.findIndex((section) => section.id === id);
  const section = content.sections[place];
  const question = section?.questions[at];
  if (!section || !question) return content;
  const isWithin = at + by >= 0 && at + by < section.questions.length;
  if (isWithin) return inSection(content, id, (own) => ({ ...own, questions: moved(own.questions, at, by) }));
  const next = content.sections[place + by];
  if (!next) return content;
  return inSection(minusQuestion(content, id, at), next.id, (own) => ({
    ...own,
    questions: by > 0 ? [question, ...own.questions] : [...own.questions, question],
  }));
}

/** With a draw, new or changed. */
export const withDraw = (content: QuizContent, id: string, draw: Draw): QuizContent =>
  inSection(content, id, (section) => ({
    ...section,
    draws: section.draws.some((each) => each.id === draw.id)
      ? section.draws.map((each) => (each.id === draw.id ? draw : each))
      : [...section.draws, draw],
  }));

export const newDraw = ({ sections }: QuizContent): Draw => ({
  id: freeId(
    'd',
    sections.flatMap(({ draws }) => draws.map((draw) => draw.id)),
  ),
  ...{ count: 5, points: 1, folderId: null, tag: null, competence: null, difficulty: null },
});

export const minusDraw = (content: QuizContent, id: string, drawId: string): QuizContent =>
  inSection(content, id, (section) => ({ ...section, draws: section.draws.filter((draw) => draw.id !== drawId) }));

/** Questions and points of one paper. */
export function paperSums({ sections }: QuizContent): { questions: number; points: number } {
  const parts = sections.flatMap(({ questions, draws }) => [
    ...questions.map(({ points }) => ({ count: 1, points })),
    ...draws.map(({ count, points }) => ({ count, points })),
  ]);
  const points = parts.reduce((sum, part) => sum + part.count * part.points, 0);
  return { questions: parts.reduce((sum, { count }) => sum + count, 0), points: Math.round(points * 100) / 100 };
}

function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = from + by;
  if (from < 0 || to < 0 || to >= list.length) return [...list];
  const order = [...list];
  const [one] = order.splice(from, 1);
  order.splice(to, 0, one!);
  return order;
}
