/** Captions that a machine writes: asked for, waited for, shown to who asked. */
import { untrack } from 'svelte';
import { filmTranscription, isUnderWay, type FilmTranscription } from '#contracts/film-transcription.ts';
import { useAction } from '../../lib/action.svelte.ts';
import { call } from '../../lib/client.ts';
import { queryClient, queryOf, useQuery } from '../../lib/query.svelte.ts';
import { askAgainMs, isOverdue, saidOf } from './transcription-state.ts';

export interface OfFilm {
  courseId: string;
  lectureId: string;
}

/** Made by the component that has the button. `empty`: there are no captions yet. */
export function useTranscription(params: OfFilm, empty: () => boolean) {
  const action = useAction();
  let awaited = $state(false);
  const input = { params };
  const query = useQuery(
    filmTranscription.filmTranscription,
    () => input,
    () => ({ refetchInterval: askAgainMs }),
  );
  const send = (what: 'transcribeFilm' | 'cancelTranscription', attempt: number) =>
    action.run(async () => {
      const found: FilmTranscription = await call(filmTranscription[what], { params, body: { attempt } });
      queryClient.setQueryData(queryOf(filmTranscription.filmTranscription, input).queryKey, found);
    });
  $effect(() => {
    const found = query.data;
    if (!found || !isUnderWay(found)) return;
    awaited = true;
    if (isOverdue(found, Date.now())) untrack(() => void send('transcribeFilm', found.attempt));
  });
  return {
    action,
    get found() {
      return query.data;
    },
    get said() {
      return saidOf(query.data, { awaited, empty: empty() });
    },
    /** Asks for it, or shows what lies there. */
    press() {
      const { state, attempt } = query.data ?? { state: 'none', attempt: 0 };
      awaited = true;
      if (state !== 'ready')
        void send(
          'transcribeFilm',
          state === 'none' || state === 'failed' || state === 'cancelled' ? attempt + 1 : attempt,
        );
    },
    cancel() {
      awaited = false;
      void send('cancelTranscription', query.data?.attempt ?? 0);
    },
    close: () => (awaited = false),
  };
}
export type Transcription = ReturnType<typeof useTranscription>;
