/** Brings the files of an import to the academy and has them checked. A repeat with the same id goes on where it stopped. */
import type { Job } from '#contracts/common.ts';
import { people } from '#contracts/people.ts';
import { OfflineError, call } from '../../lib/client.ts';
import type { ReadyFile } from './import-files.ts';

export async function sendImport(jobId: string, organisationId: string, files: readonly ReadyFile[]): Promise<Job> {
  const announced = files.map(({ kind, sha256, bytes }) => ({ kind, sha256, bytes }));
  const { uploads } = await call(people.startPeopleImport, { body: { jobId, organisationId, files: announced } });
  for (const { sha256, url, headers } of uploads) {
    const file = files.find((each) => each.sha256 === sha256);
    if (file) await put(url, headers, file.data);
  }
  const { job } = await call(people.checkPeopleImport, { params: { jobId } }, { timeoutMs: 60_000 });
  return job;
}

/** Straight into the bucket; the address is good for this content only. */
async function put(url: string, headers: Record<string, string>, data: Uint8Array<ArrayBuffer>): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', headers, body: data }).catch((cause: unknown) => {
    throw new OfflineError(cause);
  });
  if (!answer.ok) throw new OfflineError(answer.status);
}
