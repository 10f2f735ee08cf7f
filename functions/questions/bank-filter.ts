/** Which questions of a bank are asked for. Pure. */
import { hasWords } from './content.ts';
import type { StoredQuestion } from './questions.store.ts';

export interface BankFilter {
  /** folders that count as asked for */
  folders?: ReadonlySet<string> | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  use?: string | undefined;
  tag?: string | undefined;
  competence?: string | undefined;
  difficulty?: number | undefined;
  words?: string | undefined;
}

export function fits(question: StoredQuestion, wanted: BankFilter): boolean {
  const { folders, tag, competence, difficulty, words } = wanted;
  return (
    (['kind', 'state', 'use'] as const).every(
      (name) => wanted[name] === undefined || wanted[name] === question[name],
    ) &&
    (folders === undefined || folders.has(question.folderId ?? '')) &&
    (tag === undefined || question.tags.includes(tag)) &&
    (competence === undefined || question.competences.includes(competence)) &&
    (difficulty === undefined || question.difficulty === difficulty) &&
    (words === undefined || hasWords(question, words))
  );
}
