/** How the text of a lesson names a quiz: `[Перевірка](quiz:qiz_…)`. Pure. */

const scheme = 'quiz:';
const quizId = /^qiz_[0-9A-HJKMNP-TV-Z]{26}$/;
const named = /\]\(quiz:(qiz_[0-9A-HJKMNP-TV-Z]{26})\)/g;

/** The quiz’s id if the address of a link is one of ours; null for everything else, whatever it looks like. */
export function quizIdOf(href: string): string | null {
  if (!href.startsWith(scheme)) return null;
  const id = href.slice(scheme.length);
  return quizId.test(id) ? id : null;
}

/** The address of a link to a quiz. */
export const quizHref = (id: string): string => `${scheme}${id}`;

/** Quizzes that a text names, once each. */
export const quizzesNamed = (text: string): string[] => [...new Set([...text.matchAll(named)].map(([, id]) => id!))];

const link = /\[((?:[^[\]\\]|\\.|\[[^\]]*\])*)\]\(quiz:(qiz_[0-9A-HJKMNP-TV-Z]{26})\)/g;

/** The text with links to these quizzes alone; of others only the words are left. */
export const withQuizzesOf = (text: string, isKnown: (quizId: string) => boolean): string =>
  text.replace(link, (whole: string, words: string, id: string) => (isKnown(id) ? whole : words));
