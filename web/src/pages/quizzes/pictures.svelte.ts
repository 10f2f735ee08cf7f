/** Pictures of questions by what their texts call them: `media:mda_…` → address and size. */
import { media, type Media } from '#contracts/media.ts';
import type { FrozenQuiz } from '#contracts/quizzes.ts';
import { requestOf } from '#contracts/request.ts';
import { queryClient, queryOf } from '../../lib/query.svelte.ts';
import type { Pictures } from '../../lib/markdown/model.ts';
import { picturesNamed } from './quiz-view.ts';

const address = (mediaId: string, sha256: string): string =>
  requestOf(media.pictureContent, { params: { mediaId, sha256 } }).path;

/** Of a quiz that was frozen: they stand in it. From the library, unless they are to be had elsewhere. */
export const frozenPictures = ({ pictures }: Pick<FrozenQuiz, 'pictures'>, addressOf = address): Pictures =>
  Object.fromEntries(
    Object.entries(pictures).map(([id, { sha256, width, height }]) => [
      `media:${id}`,
      { src: addressOf(id, sha256), width, height },
    ]),
  );

function pictureOf({ id, variants }: Media): [string, Pictures[string]][] {
  const widest = variants.find(({ type }) => type === 'image/webp') ?? variants[0];
  if (!widest) return [];
  const { sha256, width, height } = widest;
  return [[`media:${id}`, { src: address(id, sha256), width, height }]];
}

/** Of a question as it is written: asked for from the library, one by one. */
export function usePictures(content: () => unknown) {
  let pictures = $state.raw<Pictures>({});
  $effect(() => {
    const ids = picturesNamed(content());
    if (ids.length === 0) return;
    let stale = false;
    const one = (mediaId: string) => queryClient.fetchQuery(queryOf(media.media, { params: { mediaId } }));
    void Promise.allSettled(ids.map(one)).then((found) => {
      const known = found.flatMap((each) => (each.status === 'fulfilled' ? pictureOf(each.value) : []));
      if (!stale) pictures = Object.fromEntries(known);
    });
    return () => (stale = true);
  });
  return {
    get current(): Pictures {
      return pictures;
    },
  };
}
