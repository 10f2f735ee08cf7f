/** Pictures that a question names as `media:mda_…`, from the library of who writes or reviews it. */
import { media, type Media } from '#contracts/media.ts';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { questions } from '#contracts/questions.ts';
import { requestOf } from '#contracts/request.ts';
import type { Pictures } from '../../lib/markdown/model.ts';
import { mediaSources } from '../../lib/media/picture-sources.ts';
import { queryClient, queryOf } from '../../lib/query.svelte.ts';

const named = /media:(mda_[0-9A-HJKMNP-TV-Z]{26})/g;

export function useQuestionPictures(of: () => { questionId: string; content: QuestionContent }) {
  let found = $state.raw<Pictures>({});
  const ids = $derived([...JSON.stringify(of().content).matchAll(named)].map(([, id = '']) => id).join());

  $effect(() => {
    for (const mediaId of ids.split(',').filter(Boolean)) {
      if (Object.hasOwn(found, `media:${mediaId}`)) continue;
      const query = queryOf(media.media, { params: { mediaId } });
      // what was taken out of the library, a question keeps
      void queryClient.fetchQuery({ ...query, staleTime: Infinity }).then(keep, () => keepOwn(mediaId));
    }
  });
  function keep(one: Media) {
    const { src } = mediaSources(one);
    found = { ...found, [`media:${one.id}`]: { src, width: one.width ?? 0, height: one.height ?? 0 } };
  }
  function keepOwn(mediaId: string) {
    const params = { questionId: of().questionId, mediaId };
    const src = requestOf(questions.questionPicture, { params, query: { width: '1024' } }).path;
    found = { ...found, [`media:${mediaId}`]: { src, width: 0, height: 0 } };
  }

  return {
    get current(): Pictures {
      return found;
    },
  };
}
