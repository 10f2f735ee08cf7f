/** How the questions of a paper are laid out on pages, and what may be reached from where. Pure. */
import type { QuizSettings } from '#contracts/quiz-settings.ts';

interface Placed {
  section: number;
}

/** The questions of each page, in order. */
export function pagesOf<Q extends Placed>(questions: readonly Q[], layout: QuizSettings['layout']): Q[][] {
  if (layout === 'onePage') return [[...questions]];
  if (layout === 'oneQuestion') return questions.map((question) => [question]);
  const sections = [...new Set(questions.map(({ section }) => section))];
  return sections.map((section) => questions.filter((question) => question.section === section));
}

/** May one turn to that page? Forward only: to this one and, by the button, to the next. */
export const mayTurn = (navigation: QuizSettings['navigation'], from: number, to: number): boolean =>
  navigation === 'free' || to === from;
