/** Reactions: a released course brings lectures to process; the transcoder tells how far it is. */
import { manifestOfVersion, type Manifest } from '../courses/courses.reads.ts';
import { contentAddress, contentText, putMedia } from '../platform/blobs.ts';
import { environment } from '../platform/environment.ts';
import { react, type MediaConvertEvent, type RecordEvent } from '../platform/events.ts';
import { startTranscoding } from '../platform/transcoder.ts';
import { afterStatus, mediaFolder } from './lecture.ts';
import * as store from './lectures.store.ts';
import { transcodingJob } from './transcoding.ts';

export const handler = react({
  async record(event: RecordEvent) {
    if (event.type !== 'courses.released') return;
    const manifest = await manifestOfVersion(event.subjectId, Number(event.data['version']));
    for (const lecture of manifest.lectures) await process(lecture, manifest.courseId);
  },

  async mediaConvert(event: MediaConvertEvent) {
    const { lectureId, version } = event.userMetadata;
    if (!lectureId || !version) return;
    // read and written again when another event came between
    for (let attempt = 0; attempt < 5; attempt += 1) if (await applyStatus(lectureId, Number(version), event)) return;
    throw new Error('lecture version keeps changing');
  },
});

/** Starts what has not been started: captions go to the media folder, the film to the transcoder. */
async function process(lecture: Manifest['lectures'][number], courseId: string): Promise<void> {
  const { id, version, language, title, durationSeconds, source, captions } = lecture;
  await store.createVersion({
    id,
    version,
    courseId,
    language,
    title,
    durationSeconds,
    source,
    captions,
    state: 'waiting',
    percent: 0,
  });
  const stored = await store.lectureVersion(id, version);
  if (!stored || stored.transcodingId) return;
  const folder = mediaFolder(id, version);
  for (const [captionLanguage, hash] of Object.entries(captions)) {
    await putMedia(`${folder}/captions-${captionLanguage}.vtt`, await contentText(hash), 'text/vtt; charset=utf-8');
  }
  const destination = `s3://${environment('MEDIA_BUCKET')}/${folder}`;
  const role = environment('MEDIACONVERT_ROLE_ARN');
  const job = transcodingJob({ lectureId: id, version, language, source: contentAddress(source), destination, role });
  await store.saveTranscoding(id, version, await startTranscoding(job));
}

async function applyStatus(lectureId: string, version: number, event: MediaConvertEvent): Promise<boolean> {
  const stored = await store.lectureVersion(lectureId, version);
  if (!stored) return true;
  const next = afterStatus(stored, event);
  if (next === stored || (next.state === stored.state && next.percent === stored.percent)) return true;
  const finished = next.state === 'ready' || next.state === 'failed';
  const type = next.state === 'ready' ? 'lectures.ready' : 'lectures.failed';
  const record = { kind: 'fact', type, subjectId: lectureId, actorId: 'system', data: { version } } as const;
  return store.saveProcessing(stored, next, finished ? record : undefined, event.now);
}
