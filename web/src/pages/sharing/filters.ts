/** What somebody looks for among the shared courses, as the address and the server say it. Pure. */
import type { Language } from '#contracts/common.ts';

export interface Filters {
  q: string;
  language: Language | '';
  organisation: string;
  competence: string;
  topic: string;
}

export const noFilters: Filters = { q: '', language: '', organisation: '', competence: '', topic: '' };

type Query = { [Name in keyof Filters]?: Exclude<Filters[Name], ''> };

/** Only what was asked for. */
export const queryOf = (filters: Filters): Query =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')) as Query;
