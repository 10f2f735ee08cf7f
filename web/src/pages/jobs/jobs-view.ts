/** What the jobs pages say of a job: its sign, whether it is still under way, how its numbers read. Pure. */
import type { Job } from '#contracts/common.ts';
import type { ListedJob } from '#contracts/jobs.ts';
import { href } from '../../lib/routes.ts';
import type { Sign } from '../../lib/ui/sign.ts';

export const stateSigns: Record<Job['state'], Sign> = {
  waiting: { kind: 'line', icon: 'clock' },
  asking: { kind: 'warn', icon: 'alert' },
  running: { kind: 'acc', icon: 'refresh' },
  succeeded: { kind: 'ok', icon: 'done' },
  failed: { kind: 'bad', icon: 'stop' },
  cancelled: { kind: 'plain', icon: 'close' },
};

/** Is there a line worth showing how far it is? */
export const showsProgress = (job: Pick<Job, 'state' | 'total'>): boolean => job.state === 'running' && job.total > 0;

/** Milliseconds until the next look; false: nothing changes. */
export function lookAgainMs(jobs: readonly Pick<Job, 'state'>[] | undefined): number | false {
  return jobs?.some((job) => job.state === 'running' || job.state === 'waiting') ? 2000 : false;
}

/** Where a course that was brought in is to be found: its review, or the course where it says nothing new. */
export function courseOf({ kind, result }: Pick<Job, 'kind' | 'result'>) {
  const { courseId, reviewId } = result ?? {};
  if (kind !== 'courseImport' || !courseId) return undefined;
  return reviewId
    ? ({ href: href('review', { courseId, reviewId }), link: 'jobs.toReview', text: 'jobs.importReviewed' } as const)
    : ({ href: href('course', { courseId }), link: 'jobs.toCourse', text: 'jobs.importKnown' } as const);
}

/** Certificate of an erasure: what was erased and how much, what stays and why. */
export interface Certificate {
  mode: string;
  at: string;
  /** what stands where the name was, of a pseudonymised card */
  code: string | undefined;
  erased: { what: string; count: number }[];
  stays: { what: string; count: number | undefined; reason: string }[];
}

/** Results come in no order of their own; what was erased is read in this one. */
const order = ['names', 'logins', 'accounts', 'memberships', 'sessions', 'invitations', 'lists', 'changes'];
const place = (what: string) => order.indexOf(what) + 1 || order.length + 1;

/** Reads the certificate from the result of a finished erasure; undefined for any other job. */
export function certificateOf(
  job: Pick<ListedJob, 'kind' | 'state' | 'result' | 'finishedAt'>,
): Certificate | undefined {
  if (job.kind !== 'personErasure' || job.state !== 'succeeded' || !job.result) return undefined;
  const entries = Object.entries(job.result);
  const named = (prefix: string) =>
    entries.filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value] as const);
  const counts = new Map(named('count.').map(([what, value]) => [what, Number(value)]));
  return {
    mode: job.result['mode'] ?? 'erase',
    at: job.result['at'] ?? job.finishedAt ?? '',
    code: job.result['code'],
    erased: named('erased.')
      .map(([what, value]) => ({ what, count: Number(value) }))
      .sort((a, b) => place(a.what) - place(b.what)),
    stays: named('stays.').map(([what, reason]) => ({ what, count: counts.get(what), reason })),
  };
}
