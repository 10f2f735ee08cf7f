/** What can be known of a film before a byte of it is sent: whether it is one, how long it lasts, whether there is room for it. */
import { filmBytesMax } from '#contracts/draft-films.ts';
import { lengthFault, readFilm, roundedLength, type FilmFault as FileFault } from '#contracts/film-file/read-film.ts';

/** What a file dialog offers: films, and recordings of speech in containers that are taken. */
export const filmAccept = 'video/*,.mkv,audio/mp4,audio/x-m4a,audio/webm,audio/mpeg,.m4a,.mp3,.mka,.weba';

export type FilmFault = FileFault | 'noRoom' | 'noLength';
export interface LookedAt {
  /** seconds, in tenths; undefined where something is wrong */
  length: number | undefined;
  fault: FilmFault | undefined;
}

interface About {
  /** bytes the academy has room for; null: any */
  freeBytes: number | null;
  /** asks the browser for the length of a film that does not say it */
  playedLength: (file: Blob) => Promise<number | undefined>;
}

export async function lookAtFilm(file: Blob, { freeBytes, playedLength }: About): Promise<LookedAt> {
  const refused = (fault: FilmFault): LookedAt => ({ length: undefined, fault });
  const found = await readFilm(
    async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
    file.size,
  );
  if (typeof found === 'string') return refused(found);
  if (file.size > filmBytesMax) return refused('tooLarge');
  if (freeBytes !== null && file.size > freeBytes) return refused('noRoom');
  const seconds = found.durationSeconds ?? (await playedLength(file));
  if (seconds === undefined) return refused('noLength');
  const fault = lengthFault(seconds);
  return fault ? refused(fault) : { length: roundedLength(seconds), fault: undefined };
}
