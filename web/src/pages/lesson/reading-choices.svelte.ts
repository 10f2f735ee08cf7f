/** Language of instruction per course, and serif or not: the reader’s choices, kept on this device. */
import { languages, type Language } from '#contracts/common.ts';

class ReadingChoices {
  #languages = $state.raw<Record<string, Language>>({});
  #plain = $state(recall('kurs.reading.plain') === '1');

  /** undefined: no choice made for this course, the language of the interface is taken */
  language(courseId: string): Language | undefined {
    const kept = this.#languages[courseId] ?? recall(keyOf(courseId));
    return languages.find((language) => language === kept);
  }
  chooseLanguage(courseId: string, language: Language): void {
    this.#languages = { ...this.#languages, [courseId]: language };
    remember(keyOf(courseId), language);
  }

  get plain(): boolean {
    return this.#plain;
  }
  set plain(plain: boolean) {
    this.#plain = plain;
    remember('kurs.reading.plain', plain ? '1' : '0');
  }
}

export const readingChoices = new ReadingChoices();

const keyOf = (courseId: string) => `kurs.instruction.${courseId}`;

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a private window may refuse; the choice then lives as long as the page
  }
}
