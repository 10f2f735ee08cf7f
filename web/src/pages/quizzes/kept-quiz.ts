/** A quiz that an earlier page left on this device. Pure. */
import type { QuizContent } from '#contracts/quizzes.ts';
import { paperSums } from './quiz-edit.ts';

/** Anything may stand in a storage: only what is a quiz is taken. */
export function keptContent(text: string): QuizContent | undefined {
  try {
    const found = JSON.parse(text) as Partial<QuizContent> | null;
    const isWhole = found?.title && found.settings && found.use && Array.isArray(found.languages);
    return isWhole && Array.isArray(found.sections) && found.sections.every(isSection)
      ? (found as QuizContent)
      : undefined;
  } catch {
    return undefined;
  }
}

const isSection = (section: Partial<QuizContent['sections'][number]> | null): boolean =>
  Array.isArray(section?.questions) && Array.isArray(section.draws);

/** What a person reads of it: its texts, and how many questions it has. */
export function wordsOf(content: QuizContent | undefined, questions: (count: number) => string): string[] {
  if (!content) return [];
  const texts = [content.title, content.intro, ...content.sections.map(({ title }) => title)];
  return [...texts.flatMap((text) => Object.values(text ?? {})), questions(paperSums(content).questions)];
}
