/** Is a draft fit to be reviewed, and does it differ from what is released? */
import type { OutputOf } from '#contracts/endpoint.ts';
import type { reviews as contract } from '#contracts/reviews.ts';
import type { StoredDraft } from './drafts.store.ts';
import { comparisonOf, isChanged } from './freezing.ops.ts';
import { draftItems, freezingOf, releasedNow } from './freezing-items.ops.ts';
import { problemsIn, staleProblems, staleTitles, translationsOf } from './readiness.ts';

type Readiness = OutputOf<typeof contract.readiness>;
/** more than this nobody mends at once, and an answer has its limits */
const problemsMax = 1000;

export async function readinessOf(draft: StoredDraft): Promise<Readiness> {
  const [items, released] = await Promise.all([draftItems(draft), releasedNow(draft)]);
  const freezing = await freezingOf(items, draft.languages);
  const standing = new Set(freezing.modules.flatMap(({ lessons }) => lessons.map(({ id }) => id)));
  const blocks = items.blocks.filter(({ lessonId }) => standing.has(lessonId));
  const titles = staleTitles(items);
  const problems = [...problemsIn(freezing), ...titles, ...staleProblems(blocks, draft.languages)];
  return {
    problems: problems.toSorted((a, b) => Number(b.blocks) - Number(a.blocks)).slice(0, problemsMax),
    translations: translationsOf(blocks, draft.languages, titles),
    changed: isChanged(await comparisonOf(freezing, released)),
  };
}
