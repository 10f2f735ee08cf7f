/** Names of what a review consists of, in the language of the interface. */
import type { ReviewPartName } from '#contracts/reviews.ts';
import { t } from '../../lib/i18n.svelte.ts';
import { languageNames } from '../../lib/languages.ts';

interface Person {
  givenName: string;
  familyName: string;
}

export const personName = ({ givenName, familyName }: Person): string => `${givenName} ${familyName}`.trim();

/** «Курс», «Переклад: English» */
export const partName = (part: ReviewPartName): string =>
  part === 'course' ? t('review.part.course') : t('review.part.translation', { language: languageNames[part] });

/** «Переклад: English, Переклад: Русский» */
export const partNames = (parts: readonly ReviewPartName[]): string => parts.map(partName).join(', ');
