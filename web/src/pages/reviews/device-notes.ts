/** What a reviewer has not sent yet, and what they have looked at: kept on this device, one entry each. Pure but for the storage. */
import type { Language } from '#contracts/common.ts';
import type { ReviewPartName } from '#contracts/reviews.ts';

/** A comment that is being written, or waits for the network. */
export interface CommentDraft {
  /** the comment’s id: sent twice it is one comment */
  id: string;
  lessonId: string;
  blockId: string | null;
  language: Language | null;
  quote: string | null;
  text: string;
  /** it was sent off, and the academy has not answered yet */
  waits: boolean;
}

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Entries of one person in one review; every write says whether it was kept. */
export function deviceNotes(keeper: Keeper | undefined, personId: string, reviewId: string) {
  const root = `kurs.review.${personId}.${reviewId}.`;
  const write = (key: string, value: string | null): boolean => {
    try {
      if (value === null) keeper?.removeItem(root + key);
      else keeper?.setItem(root + key, value);
      return keeper !== undefined;
    } catch {
      return false;
    }
  };
  return {
    drafts: (): CommentDraft[] => entries(keeper, `${root}comment.`).flatMap(([, value]) => draftOf(value)),
    keepDraft: (draft: CommentDraft) => write(`comment.${draft.id}`, JSON.stringify(draft)),
    dropDraft: (id: string) => write(`comment.${id}`, null),
    notes: (): Partial<Record<ReviewPartName, string>> =>
      Object.fromEntries(entries(keeper, `${root}note.`).map(([key, value]) => [key, value])),
    keepNote: (part: ReviewPartName, text: string) => write(`note.${part}`, text === '' ? null : text),
    seen: (): string[] => entries(keeper, `${root}seen.`).map(([key]) => key),
    setSeen: (key: string, seen: boolean) => write(`seen.${key}`, seen ? '1' : null),
  };
}

/** Which lesson in which language was looked at. */
export const seenKey = (lessonId: string, language: Language): string => `${lessonId}.${language}`;

function entries(keeper: Keeper | undefined, prefix: string): [string, string][] {
  try {
    const keys = Array.from({ length: keeper?.length ?? 0 }, (_, index) => keeper?.key(index) ?? '');
    return keys
      .filter((key) => key.startsWith(prefix))
      .map((key): [string, string] => [key.slice(prefix.length), keeper?.getItem(key) ?? ''])
      .sort(([one], [other]) => (one < other ? -1 : 1));
  } catch {
    return [];
  }
}

/** Anything may stand in a storage: only what is whole is taken. */
function draftOf(value: string): CommentDraft[] {
  try {
    const draft = JSON.parse(value) as Partial<CommentDraft> | null;
    const whole = draft && [draft.id, draft.lessonId, draft.text].every((each) => typeof each === 'string');
    return whole ? [{ blockId: null, language: null, quote: null, waits: false, ...draft } as CommentDraft] : [];
  } catch {
    return [];
  }
}
