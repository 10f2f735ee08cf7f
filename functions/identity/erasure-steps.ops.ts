/**
 * Erases a person's card, step by step: account, sessions, words of changes, then names, login, lists, roles and
 * invitation together. It ends with a certificate. Records hold ids only and stay.
 */
import { AppError } from '#contracts/errors.ts';
import { deleteAccount } from '../platform/accounts.ts';
import type { RecordEvent } from '../platform/events.ts';
import { runSteps, type Step } from '../platform/job-steps.ts';
import { job, jobEnd, jobFailed, type StoredJob } from '../platform/jobs.ts';
import { recordPut } from '../platform/record.ts';
import { removeSessions, type Person } from '../platform/session.ts';
import { isConditionFailure, transact, type Write } from '../platform/table.ts';
import { blankChange, changesOf } from './changes.store.ts';
import { certificate, erasedCard, nothingErased, plus, type Erased } from './erasure.ts';
import { erasureOf } from './erasure.ops.ts';
import { invitation, invitationDelete } from './invitations.store.ts';
import { listedIn, rolesIn } from './membership.ts';
import { membershipsOf, membershipWrites } from './memberships.store.ts';
import { cardDeletes } from './people-cards.store.ts';
import * as people from './people.store.ts';
import { placesOf } from './person-view.ops.ts';

/** The reaction: goes on with the job where it stands. */
export async function runErasure(event: RecordEvent, remainingMs: () => number): Promise<void> {
  const stored = await job(event.subjectId);
  if (stored.state === 'running') await runSteps(stored, (at) => erasureStep(at, event), { event, remainingMs });
}

export const erasureGivenUp = (event: RecordEvent): Promise<void> =>
  jobFailed(event.subjectId, new AppError('internal'), event.now);

/** Who is still to be erased – the person, and those who were merged into them – and what has been so far. */
interface Reached {
  ids: string[];
  erased: Erased;
}

async function erasureStep(at: StoredJob, event: RecordEvent): Promise<Step | undefined> {
  const { ids, erased } = at.cursor
    ? (JSON.parse(at.cursor) as Reached)
    : { ids: [erasureOf(at).personId], erased: nothingErased() };
  const [id, ...rest] = ids;
  if (id === undefined) return end(at, erased, event);
  const before = await people.person(id);
  if (!before) return { cursor: JSON.stringify({ ids: rest, erased }), done: at.done };
  const one = await eraseOne(at, before, event);
  const left = [...rest, ...(before.mergedFrom ?? [])];
  const done = at.done + 1;
  return {
    cursor: JSON.stringify({ ids: left, erased: plus(erased, one.erased) } satisfies Reached),
    done,
    total: done + left.length,
    writes: one.writes,
  };
}

/** One person: what leads to the rest – the login, the name in lists – goes last, with the step itself. */
async function eraseOne(at: StoredJob, before: Person, event: RecordEvent) {
  if (before.login) await deleteAccount(before.login);
  const sessions = await removeSessions(before.id);
  const changes = await blankChanges(before.id);
  const card = await cardErasure(at, before, event);
  const erased = { ...nothingErased(), sessions, changes, ...card.erased };
  return { erased, writes: [...card.writes, recordPut(erasureFact(at, before, erased), event.now)] };
}

async function blankChanges(subjectId: string): Promise<number> {
  let [count, from] = [0, undefined as Record<string, unknown> | undefined];
  do {
    const page = await changesOf(subjectId, from);
    const worded = page.items.filter(
      ({ before, after, address }) => address ?? Object.keys({ ...before, ...after })[0],
    );
    for (const change of worded) await blankChange(change);
    count += worded.length;
    from = page.lastKey;
  } while (from);
  return count;
}

async function cardErasure(at: StoredJob, before: Person, event: RecordEvent) {
  const moment = new Date(event.now).toISOString();
  const after = erasedCard(before, { code: erasureOf(at).code, at: moment });
  const [tree, held, invited, holders] = await Promise.all([
    placesOf([before]),
    membershipsOf(before.id),
    invitation(before.id),
    people.holdersOf([before.login]),
  ]);
  const lists = listedIn(before, tree);
  const places = before.memberships.map(({ organisationId }) => organisationId);
  const holdsLogin = holders.get(before.login) === before.id;
  const by = { actorId: at.ownerId, at: moment };
  const writes: Write[] = [
    people.personWrite(before, after),
    ...(holdsLogin ? [people.loginDelete(before)] : []),
    ...(invited ? [invitationDelete(before.id)] : []),
    ...cardDeletes(before, lists),
    ...places.flatMap((organisationId) => membershipWrites(before, after, organisationId, held, by)),
    ...places.map((organisationId) => recordPut(rolesEnded(at, before, organisationId), event.now)),
  ];
  const [logins, invitations] = [holdsLogin ? 1 : 0, invited ? 1 : 0];
  return { writes, erased: { names: 1, logins, invitations, lists: lists.length, memberships: places.length } };
}

const rolesEnded = (at: StoredJob, before: Person, organisationId: string) =>
  ({
    kind: 'fact',
    type: 'identity.rolesChanged',
    subjectId: before.id,
    actorId: at.ownerId,
    objectId: organisationId,
    data: { organisationId, before: rolesIn(before, organisationId).join(','), after: '' },
  }) as const;

const erasureFact = (at: StoredJob, { id, homeId }: Person, erased: Erased) =>
  ({
    kind: 'fact',
    type: 'identity.personErased',
    subjectId: id,
    actorId: at.ownerId,
    ...(homeId === undefined ? {} : { objectId: homeId }),
    data: { mode: erasureOf(at).mode, ...erased },
  }) as const;

async function end(at: StoredJob, erased: Erased, event: RecordEvent): Promise<undefined> {
  const { mode, code } = erasureOf(at);
  const moment = new Date(event.now).toISOString();
  await transact(jobEnd(at.id, at.done, certificate(erased, { mode, code, by: at.ownerId, at: moment }), moment)).catch(
    (error: unknown) => {
      // ended by another delivery
      if (!isConditionFailure(error)) throw error;
    },
  );
  return undefined;
}
