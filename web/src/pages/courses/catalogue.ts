/** Searching the catalogue in the browser, over the courses loaded so far. Pure. */
import type { CourseCard } from '#contracts/courses.ts';
import { languages, type Language } from '#contracts/common.ts';

export interface Wanted {
  text: string;
  language: Language | undefined;
}

/** Every word must occur in title, summary, topic or academy, in whichever language it was written. */
export function findCourses(cards: readonly CourseCard[], wanted: Wanted): CourseCard[] {
  const words = plain(wanted.text).split(' ').filter(Boolean);
  return cards.filter((card) => {
    if (wanted.language && !card.languages.includes(wanted.language)) return false;
    const hay = words.length > 0 ? haystack(card) : '';
    return words.every((word) => hay.includes(word));
  });
}

/** Languages that occur, in our order: a filter that would find nothing is not offered. */
export function languagesOf(cards: readonly CourseCard[]): Language[] {
  return languages.filter((language) => cards.some((card) => card.languages.includes(language)));
}

function haystack(card: CourseCard): string {
  const texts = [card.title, card.summary, card.organisation.name].flatMap((localised) => Object.values(localised));
  return plain([...texts, ...card.topics].join(' '));
}

/** Case, apostrophe shapes and accents do not matter; й and ї stay letters of their own. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’ʼ'`]/g, '')
    .normalize('NFC')
    .replace(/[\u0301\s]+/g, (found) => (found.trim() === '' ? ' ' : ''))
    .trim();
}
