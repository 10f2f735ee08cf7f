/** What an author writes of a question: its content, and where it stands. Pure. */
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { QuestionMeta } from '#contracts/questions.ts';
import { cleaned } from './texts.ts';

export interface Written {
  content: QuestionContent;
  meta: QuestionMeta;
}

/** Where a question stands and what it is about, without the rest of its card. */
export function metaOf({ folderId, use, difficulty, tags, competences, norms }: QuestionMeta): QuestionMeta {
  return { folderId, use, difficulty, tags: [...tags], competences: [...competences], norms: [...norms] };
}

export const sent = ({ content, meta }: Written): Written => ({ content: cleaned(content), meta: metaOf(meta) });

/** Two that read the same have the same print, in whatever order their fields come. */
export const printOf = (written: Written): string => JSON.stringify(sorted(sent(written)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, each]) => [key, sorted(each)]),
  );
}
