/** Reactions: a film that was kept, or that a release shows, is processed; the transcoder tells how far it is; what is spoken in it is written down, where its authors ask for that. */
import { cleanVtt } from '#contracts/captions/captions.ts';
import type { Language } from '#contracts/common.ts';
import { manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { contentText, isMedia, putMedia } from '../platform/blobs.ts';
import { react, type RecordEvent } from '../platform/events.ts';
import { captionsFile, mediaFolder } from './lecture.ts';
import * as store from './lectures.store.ts';
import { cancelTranscription, followTranscription, giveUpTranscription, transcribe } from './transcription.ops.ts';
import { cancelProcessing, follow, giveUp, processFilm } from './processing.ops.ts';

export const handler = react({
  record: (event) => reactions[event.type]?.(event) ?? Promise.resolve(),
  async givenUp(event) {
    // who waits for it can try again
    if (event.type === 'authoring.filmProcessingAsked') await giveUp(filmOf(event), event.now);
    if (event.type === 'authoring.filmTranscriptionAsked') await giveUpTranscription(filmOf(event), attemptOf(event));
    if (event.type === 'courses.released')
      for (const lecture of (await releasedIn(event)).lectures) await giveUp(lecture, event.now);
  },
  mediaConvert: follow,
  transcribe: followTranscription,
});

const reactions: Record<string, (event: RecordEvent) => Promise<void>> = {
  'courses.released': async (event) => {
    const manifest = await releasedIn(event);
    for (const lecture of manifest.lectures) await release(lecture, manifest.courseId, event.now);
  },
  // the course is its subject, the lecture its object
  'authoring.filmProcessingAsked': async (event) => {
    if (await isIts(event)) await processFilm(filmOf(event), attemptOf(event), event.now);
  },
  'authoring.filmProcessingCancelled': async (event) => {
    if (await isIts(event)) await cancelProcessing(filmOf(event), attemptOf(event), event.now);
  },
  'authoring.filmTranscriptionAsked': async (event) => {
    if (await isIts(event)) await transcribe(filmOf(event), attemptOf(event), event.now);
  },
  'authoring.filmTranscriptionCancelled': async (event) => {
    if (await isIts(event)) await cancelTranscription(filmOf(event), attemptOf(event));
  },
};

/** Authors make the ids of their films: that of another course's lecture begins and stops nothing. */
const isIts = ({ objectId = '', subjectId }: RecordEvent): Promise<boolean> => store.claim(objectId, subjectId);

const releasedIn = ({ subjectId, data }: RecordEvent): Promise<Manifest> =>
  manifestOfVersion(subjectId, Number(data['version']));

const attemptOf = ({ data }: RecordEvent): number => Number(data['attempt']);

const filmOf = ({ objectId = '', data }: RecordEvent) => ({
  id: objectId,
  source: String(data['source']),
  language: data['language'] as Language,
  durationSeconds: Number(data['durationSeconds']),
});

/** Captions go to the media folder; a film that nobody has processed before is processed. */
async function release(lecture: Manifest['lectures'][number], courseId: string, now: number): Promise<void> {
  const { id, language, durationSeconds, source, captions } = lecture;
  await store.putHead(id, courseId);
  const folder = mediaFolder(id, source);
  for (const [captionLanguage, hash] of Object.entries(captions)) {
    // a bundle may have brought more than words and times
    const text = cleanVtt(await contentText(hash));
    await putMedia(`${folder}/${captionsFile(captionLanguage, hash)}`, text, 'text/vtt; charset=utf-8');
  }
  await processFilm({ id, language, durationSeconds, source }, await attemptAt({ id, source }), now);
}

/** What was made of a film and is not there any more is made again: media have no versions, and a rebuild comes by here. */
async function attemptAt(key: store.FilmKey): Promise<number> {
  const film = await store.film(key);
  if (film?.state !== 'ready') return 1;
  const playlist = film.heights?.length ? 'watch' : 'listen';
  return (await isMedia(`${mediaFolder(key.id, key.source)}/${playlist}.m3u8`)) ? film.attempt : film.attempt + 1;
}
