/** Endpoints of jobs: own and organisations' lists, one job with its file, cancelling. */
import { hasEnded } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import { jobs, type ListedJob } from '#contracts/jobs.ts';
import { organisation, organisationsById, peopleById } from '../identity/identity.reads.ts';
import { exportLink } from '../platform/blobs.ts';
import { requireIn, type Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { cancelJob, fileMs, job, presentJob, type StoredJob } from '../platform/jobs.ts';
import { mayCancel, mayGetFile, maySee } from './job.ts';
import * as store from './jobs.store.ts';

export const handler = serve(jobs, {
  async ownJobs(ctx, { query }) {
    const scope = `jobs own ${ctx.person.id}`;
    const { items, lastKey } = await store.ofOwner(ctx.person.id, await openCursor(query.cursor, scope, ctx.now));
    return { items: await present(ctx, items), next: await sealCursor(lastKey, scope, ctx.now) };
  },

  async organisationJobs(ctx, { params, query }) {
    const { path } = await organisation(params.organisationId);
    requireIn(ctx, 'seeJobs', path);
    const scope = `jobs ${params.organisationId} ${ctx.person.id}`;
    const from = await openCursor(query.cursor, scope, ctx.now);
    const { items, lastKey } = await store.ofOrganisation(params.organisationId, from);
    return { items: await present(ctx, items), next: await sealCursor(lastKey, scope, ctx.now) };
  },

  job: async (ctx, { params }) => presentOne(ctx, (await visible(ctx, params.jobId)).stored),

  async cancelJob(ctx, { params }) {
    const { stored, path } = await visible(ctx, params.jobId);
    // asked for twice, it is cancelled once
    if (stored.state === 'cancelled') return presentOne(ctx, stored);
    if (hasEnded(stored)) throw new AppError('jobEnded');
    if (!mayCancel(ctx.person, stored, path)) throw new AppError('notAllowed');
    const isOurs = await cancelJob(stored.id, ctx.now);
    const after = await job(stored.id);
    if (!isOurs && after.state !== 'cancelled') throw new AppError('jobEnded');
    return presentOne(ctx, after);
  },
});

/** The job, where the asker may see it. */
async function visible(ctx: Context, jobId: string) {
  const stored = await job(jobId);
  const path = await pathOf(stored);
  if (!maySee(ctx.person, stored, path)) throw new AppError('notFound');
  return { stored, path };
}

async function pathOf({ organisationId }: StoredJob): Promise<string[] | undefined> {
  return organisationId ? (await organisationsById([organisationId])).get(organisationId)?.path : undefined;
}

async function presentOne(ctx: Context, stored: StoredJob): Promise<ListedJob> {
  const [shown] = await present(ctx, [stored]);
  return shown!;
}

async function present(ctx: Context, listed: readonly StoredJob[]): Promise<ListedJob[]> {
  const [organisations, people] = await Promise.all([
    organisationsById(listed.flatMap(({ organisationId }) => organisationId ?? [])),
    peopleById(listed.map(({ ownerId }) => ownerId)),
  ]);
  return Promise.all(
    listed.map(async (stored) => {
      const home = organisations.get(stored.organisationId ?? '');
      const owner = people.get(stored.ownerId);
      return {
        ...presentJob(stored),
        owner: owner ? { id: owner.id, givenName: owner.givenName, familyName: owner.familyName } : null,
        organisation: home ? { id: home.id, name: home.name } : null,
        file: await fileOf(ctx, stored, home?.path),
        mayCancel: mayCancel(ctx.person, stored, home?.path),
      };
    }),
  );
}

async function fileOf(
  ctx: Context,
  stored: StoredJob,
  path: readonly string[] | undefined,
): Promise<ListedJob['file']> {
  const { file } = stored;
  if (!file || !mayGetFile(ctx.person, stored, path, { now: ctx.now, fileMs })) return null;
  return { url: await exportLink(file.key, file.name), name: file.name };
}
