/** How far the translations of each lesson are, from what readiness finds missing. Pure. */
import type { DraftLesson } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { reviews } from '#contracts/reviews.ts';

type Found = Pick<OutputOf<typeof reviews.readiness>['problems'][number], 'code' | 'lessonId' | 'language'>;
export interface LessonTranslation {
  language: Language;
  /** texts that are not there yet, and those whose source has changed since */
  missing: number;
  stale: number;
}

/** One entry for each language but the first. What has no title in a language is not translated, whatever was found. */
export function translationsOf(
  problems: readonly Found[],
  languages: readonly Language[],
  lesson: Pick<DraftLesson, 'id' | 'title'>,
): LessonTranslation[] {
  const own = problems.filter((problem) => problem.lessonId === lesson.id);
  return languages.slice(1).map((language) => {
    const here = own.filter((problem) => problem.language === language);
    const stale = here.filter(({ code }) => code === 'translationStale').length;
    const texts = here.filter(({ code }) => code === 'textMissing').length;
    return { language, missing: texts + (lesson.title[language] ? 0 : 1), stale };
  });
}
