/** What questions refer to – folders, competences, norms, pictures – must be there, and pictures the academy's own. */
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { QuestionMeta } from '#contracts/questions.ts';
import { mediaById } from '../media/media.reads.ts';
import { knownNorms } from '../norms/norms.reads.ts';
import { foldersOf } from './bank.store.ts';
import { normsIn, picturesIn } from './content.ts';

export interface Referring {
  meta: QuestionMeta;
  content: QuestionContent;
}

const namedIn = ({ meta, content }: Referring) => ({
  folders: meta.folderId === null ? [] : [meta.folderId],
  competences: meta.competences,
  articles: [...meta.norms, ...normsIn(content)],
  pictures: picturesIn(content),
});
const idsOf = (referring: Referring): string[] => Object.values(namedIn(referring)).flat();

/**
 * Looks up all that these refer to; answers whether everything one of them refers to is there. What the question named before
 * may stay, whatever has become of it.
 */
export async function referencesOf(path: readonly string[], all: readonly Referring[]) {
  const named = all.map(namedIn);
  const [folders, norms, media] = await Promise.all([
    named.some((each) => each.folders.length) ? foldersOf(path.at(-1)!) : [],
    knownNorms({
      articles: named.flatMap(({ articles }) => articles),
      competences: named.flatMap(({ competences }) => competences),
    }),
    mediaById(named.flatMap(({ pictures }) => pictures)),
  ]);
  const pictures = [...media.values()].filter(
    ({ kind, state, branchId }) => kind === 'picture' && state !== 'failed' && path.includes(branchId),
  );
  const known = new Set([...norms, ...[...folders, ...pictures].map(({ id }) => id)]);
  return (one: Referring, before?: Referring): boolean => {
    const kept = new Set(before ? idsOf(before) : []);
    return idsOf(one).every((id) => known.has(id) || kept.has(id));
  };
}
