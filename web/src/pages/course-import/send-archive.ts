/** Brings the pieces of an archive to the academy. Stopped and begun again under the same id it goes on where it was. */
import type { CourseArchive } from '../../lib/archive/course-archive.ts';
import { call } from '../../lib/client.ts';
import { put } from '../../lib/media/upload.ts';
import { courses } from '#contracts/courses.ts';

export interface Sending {
  jobId: string;
  courseId: string;
  organisationId: string;
  signal: AbortSignal;
  /** bytes that have arrived */
  onprogress(bytes: number): void;
}

const atOnce = 3;
/** announcing names every piece, and each gets an address */
const timeoutMs = 60_000;

export async function sendArchive(archive: CourseArchive, sending: Sending): Promise<void> {
  const { manifest, signature } = archive;
  const { jobId, courseId, organisationId, signal, onprogress } = sending;
  const body = { jobId, courseId, organisationId, manifest, signature };
  const { uploads } = await call(courses.startArchive, { body }, { timeoutMs });
  const blobs = new Map(manifest.blobs.map((blob) => [blob.sha256, blob]));
  const arrived = new Map<string, number>();
  const queue = uploads.values();
  const worker = async () => {
    for (const upload of queue) {
      signal.throwIfAborted();
      const blob = blobs.get(upload.sha256)!;
      const note = (share: number) => {
        arrived.set(upload.sha256, share * blob.bytes);
        onprogress([...arrived.values()].reduce((sum, each) => sum + each, 0));
      };
      await put(upload, await archive.blob(blob), { signal, onprogress: note });
      note(1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await call(courses.runImport, { params: { jobId } });
}
