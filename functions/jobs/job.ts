/** Rules of jobs: who sees one, who may end it, who gets its file. */
import { hasEnded, type Job } from '#contracts/common.ts';
import { mayIn, type Action, type Membership } from '#contracts/permissions.ts';

/** What decides about a job. */
export interface Judged {
  ownerId: string;
  kind: Job['kind'];
  state: Job['state'];
  finishedAt?: string | undefined;
  file?: unknown;
  fileAction?: Action | undefined;
}
export interface Asking {
  id: string;
  memberships: readonly Membership[];
}
/** Path of the job's organisation, root first; undefined where it has none or it is not known any more. */
type Path = readonly string[] | undefined;

const seesOthers = (asker: Asking, path: Path) => path !== undefined && mayIn(asker.memberships, 'seeJobs', path);

export const maySee = (asker: Asking, job: Judged, path: Path): boolean =>
  job.ownerId === asker.id || seesOthers(asker, path);

/** Stopped in the middle these would leave something half-moved or half-erased. */
const toTheEnd: readonly Job['kind'][] = ['organisationMove', 'personErasure'];

/** By those who see it; not what has to be brought to an end once begun. */
export const mayCancel = (asker: Asking, job: Judged, path: Path): boolean =>
  !hasEnded(job) && !toTheEnd.includes(job.kind) && maySee(asker, job, path);

/** Only for the owner, while it exists (`fileMs`), and while they may still see what is in it. */
export function mayGetFile(
  asker: Asking,
  job: Judged,
  path: Path,
  { now, fileMs }: { now: number; fileMs: number },
): boolean {
  if (!job.file || job.ownerId !== asker.id || now - Date.parse(job.finishedAt ?? '') > fileMs) return false;
  return job.fileAction === undefined || (path !== undefined && mayIn(asker.memberships, job.fileAction, path));
}
