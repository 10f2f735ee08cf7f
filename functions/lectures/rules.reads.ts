/** What learners may do with a lecture's film. */
import { noRules, rulesIn, type FilmRules } from '#contracts/film-rules.ts';
import { contentText } from '../platform/blobs.ts';

/** by hash: rules never change under one, and three switches make few of them */
const read = new Map<string, FilmRules>();

export async function lectureRules({ rules: hash }: { rules?: string | undefined }): Promise<FilmRules> {
  if (!hash) return noRules;
  const known = read.get(hash);
  if (known) return known;
  const rules = rulesIn(await contentText(hash));
  read.set(hash, rules);
  return rules;
}
