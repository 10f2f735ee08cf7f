/** What a bank is narrowed by, as its address says it. Pure. */
import { questionKinds, type QuestionKind } from '#contracts/question-kinds.ts';
import { questionStates, questionUses } from '#contracts/questions.ts';

export interface Filters {
  /** words of what is asked */
  q: string;
  kind: string;
  state: string;
  use: string;
  difficulty: string;
  tag: string;
  competence: string;
  folder: string;
  /** put away: `true` */
  archived: string;
}
export const noFilters: Filters = {
  q: '',
  kind: '',
  state: '',
  use: '',
  difficulty: '',
  tag: '',
  competence: '',
  folder: '',
  archived: '',
};

/** Those behind “Filters”: the folder and the words stand open. */
export const narrowing = ['kind', 'state', 'use', 'difficulty', 'tag', 'competence'] as const;

const one = <Name extends string>(names: readonly Name[], value: string): Name | undefined =>
  names.find((name) => name === value);

/** As the contract asks; what nobody could have chosen is left out. */
export function queryOf({ q, kind, state, use, difficulty, tag, competence, folder, archived }: Filters) {
  const asked = {
    words: q.trim() || undefined,
    kind: one<QuestionKind>(questionKinds, kind),
    state: one(questionStates, state),
    use: one(questionUses, use),
    difficulty: /^[1-5]$/.test(difficulty) ? difficulty : undefined,
    tag: tag || undefined,
    competence: competence || undefined,
    folderId: folder || undefined,
    archived: archived === 'true' ? ('true' as const) : undefined,
  };
  type Asked = { [Key in keyof typeof asked]?: Exclude<(typeof asked)[Key], undefined> };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Asked;
}

export const isNarrowed = (filters: Filters): boolean =>
  Object.entries(queryOf(filters)).some(([name]) => name !== 'folderId' && name !== 'archived');
