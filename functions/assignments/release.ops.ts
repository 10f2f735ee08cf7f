/** Release of all marks of an assignment together, and its undoing; passages that works share. */
import { type assignmentMarking as contract, type Overlap } from '#contracts/assignment-marking.ts';
import type { Assignment } from '#contracts/assignments.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { aliasOf, momentOf, namesOf, taught } from './access.ops.ts';
import { isVeiled } from './assignment.ts';
import { saved, shown } from './assignments.ops.ts';
import { foundWork, worksToMark } from './marking.ops.ts';
import { submission } from './submissions.store.ts';
import { commonHashes, sharedBy, sharedPassages } from './winnowing.ts';
import type { Work } from './work.ts';
import { printsIn, worksIn } from './works.store.ts';

type Of<Name extends 'releaseMarks' | 'overlaps'> = Input<(typeof contract)[Name]>;

const releasesMax = 100;

export const releaseHandlers: Pick<Handlers<typeof contract>, 'releaseMarks' | 'overlaps'> = { releaseMarks, overlaps };

async function releaseMarks(ctx: Context, { params, body }: Of<'releaseMarks'>): Promise<Assignment> {
  const { cohort, assignment: before } = await taught(ctx, params);
  if ((before.releasedAt !== undefined) === body.released) return shown({ cohort, assignment: before });
  if (before.revision !== body.revision || before.releases.length >= releasesMax) throw new AppError('conflict');
  const all = await worksIn(before.id);
  if (body.released) requireMarked(all, before.anonymous);
  else if (body.reason === null) throw new AppError('noteMissing');
  const { releasedAt: _, ...rest } = before;
  const at = momentOf(ctx);
  const release = { released: body.released, by: ctx.person.id, at };
  const after = {
    ...rest,
    ...(body.released ? { releasedAt: at } : {}),
    releases: [...before.releases, { ...release, ...(body.reason === null ? {} : { reason: body.reason }) }],
    revision: before.revision + 1,
  };
  const data = { works: all.filter(({ state }) => state === 'marked').length };
  const type = body.released ? 'assignments.released' : 'assignments.releaseUndone';
  return saved(ctx, { cohort, before, after, type, data });
}

/** Something to release; without names every work, or the names of the others would come out with it. */
function requireMarked(all: readonly Work[], anonymous: boolean): void {
  const came = all.filter(({ state }) => state !== 'none');
  const waits = came.filter(({ state }) => state !== 'marked').length;
  if (waits === came.length || (anonymous && waits)) throw new AppError('marksMissing', { works: String(waits) });
}

/** below this share nobody needs to look */
const shareMin = 0.1;
const shownMax = 5;
const passagesMax = 8;
/** characters of a passage that are shown */
const shownLetters = 1_200;

async function overlaps(ctx: Context, { params }: Of<'overlaps'>): Promise<{ items: Overlap[] }> {
  const { held, work } = await foundWork(ctx, params);
  const [prints, all] = await Promise.all([printsIn(held.assignment.id), worksToMark(ctx, held)]);
  const own = prints.get(work.personId) ?? new Set();
  const common = commonHashes(held.assignment.text, [...prints.values()]);
  const alike = all
    .filter(({ personId }) => personId !== work.personId)
    .map((each) => ({ work: each, share: sharedBy(own, prints.get(each.personId) ?? new Set(), common) }))
    .filter(({ share }) => share >= shareMin)
    .sort((a, b) => b.share - a.share)
    .slice(0, shownMax);
  const names = isVeiled(held.assignment) ? undefined : await namesOf(alike.map((each) => each.work.personId));
  const here = await textOf(work);
  const items = await Promise.all(
    alike.map(async ({ work: other, share }) => ({
      ...{ workId: other.id, alias: aliasOf(other.id), share },
      learner: names?.(other.personId) ?? null,
      passages: passagesOf(here, await textOf(other), common),
    })),
  );
  return { items };
}

const textOf = async (work: Work): Promise<string> => (await submission(work, work.submissions))?.text ?? '';

const passagesOf = (here: string, there: string, common: ReadonlySet<number>) =>
  sharedPassages(here, there, common, passagesMax).map((passage) => ({
    here: here.slice(passage.here.from, passage.here.to).slice(0, shownLetters),
    there: there.slice(passage.there.from, passage.there.to).slice(0, shownLetters),
  }));
