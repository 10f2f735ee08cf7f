/**
 * Writes lines of a plan: new people in groups of one transaction each, several at a time; where a group is refused, one
 * by one, so that only the line that somebody else was quicker with stays behind. Ids are derived from job and line:
 * written a second time, nothing is doubled.
 */
import type { Context } from '../platform/context.ts';
import { derivedId } from '../platform/ids.ts';
import { inParallel } from '../platform/parallel.ts';
import { recordPut } from '../platform/record.ts';
import type { Person } from '../platform/session.ts';
import { isConditionFailure, transactPatiently, type Write } from '../platform/table.ts';
import type { PlanLine } from './import-plan.ts';
import { planned, type Outcome } from './import-report.ts';
import { fits, homeAfter, inReach, rolesIn, united } from './membership.ts';
import { membershipsOf } from './memberships.store.ts';
import { mayGrant } from './organisation.ts';
import { factWrites } from './person-change.ops.ts';
import { placesOf, type Places } from './person-view.ops.ts';
import { personUpdate } from './person-writes.ops.ts';
import { creationOf } from './people.ops.ts';
import * as people from './people.store.ts';

/** DynamoDB's limit of a transaction. */
const writesMax = 100;
const groupsAtOnce = 6;
const attemptsMax = 3;

type NewLine = Extract<PlanLine, { action: 'create' }>;
type MoreRoles = Extract<PlanLine, { action: 'update' }>;

/** The id of the person a line makes. */
export const personIdOf = (jobId: string, line: number): string => derivedId('person', jobId, String(line));

/** Writes the lines and answers what became of each, in their order. `ctx`: the asker, at the moment of the step. */
export async function writeLines(ctx: Context, jobId: string, lines: readonly PlanLine[]): Promise<Outcome[]> {
  const places = await placesOf([ctx.person, ...lines.flatMap((line) => memberOf(line))]);
  const refused = new Map<number, Outcome>(lines.flatMap((line) => refusal(ctx, places, line) ?? []));
  const allowed = lines.filter(({ line }) => !refused.has(line));
  const written = await Promise.all([
    createAll(
      ctx,
      jobId,
      allowed.filter((line) => line.action === 'create'),
      places,
    ),
    inParallel(
      allowed.filter((line) => line.action === 'update'),
      groupsAtOnce,
      (line) => update(ctx, line),
    ),
  ]);
  const outcomes = new Map(written.flat().map((outcome) => [outcome.line, outcome]));
  return lines.map(
    (line) => refused.get(line.line) ?? (line.action === 'bad' ? undefined : outcomes.get(line.line)) ?? planned(line),
  );
}

const memberOf = (line: PlanLine) => ('memberships' in line ? [{ id: '', memberships: line.memberships }] : []);
const failed = (line: PlanLine, reason: string): Outcome => ({ line: line.line, outcome: 'failed', reasons: [reason] });

/** Between check and run a role may have been taken away, an organisation closed. */
function refusal(ctx: Context, places: Places, line: PlanLine): [[number, Outcome]] | undefined {
  if (!('memberships' in line)) return undefined;
  for (const { organisationId, roles } of line.memberships) {
    const place = places.get(organisationId);
    if (!place || !mayGrant(ctx.person.memberships, roles, place.path))
      return [[line.line, failed(line, 'roleNotAllowed')]];
    if (place.closedAt !== null) return [[line.line, failed(line, 'organisationClosed')]];
  }
  return undefined;
}

interface Creation {
  line: NewLine;
  person: Person;
  writes: Write[];
}

async function createAll(ctx: Context, jobId: string, lines: readonly NewLine[], places: Places): Promise<Outcome[]> {
  const creations = lines.map((line) => {
    const person = personOf(ctx, jobId, line);
    return { line, person, writes: creationOf(ctx, person, places) };
  });
  return (await inParallel(groupsOf(creations), groupsAtOnce, createGroup)).flat();
}

function personOf(ctx: Context, jobId: string, { line, login, card, memberships }: NewLine): Person {
  return {
    id: personIdOf(jobId, line),
    login,
    ...card,
    memberships,
    homeId: homeAfter(memberships, undefined),
    disabled: false,
    revision: 0,
    createdAt: new Date(ctx.now).toISOString(),
  };
}

/** As many as fit into one transaction each. */
function groupsOf(creations: readonly Creation[]): Creation[][] {
  const groups: Creation[][] = [];
  let room = 0;
  for (const creation of creations) {
    if (creation.writes.length > room) {
      groups.push([]);
      room = writesMax;
    }
    groups.at(-1)!.push(creation);
    room -= creation.writes.length;
  }
  return groups;
}

async function createGroup(group: readonly Creation[]): Promise<Outcome[]> {
  try {
    await transactPatiently(...group.flatMap(({ writes }) => writes));
    return group.map(({ line }) => planned(line));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const here = await people.people(
      group.map(({ person }) => person.id),
      { consistent: true },
    );
    const made = new Set(here.map(({ id }) => id));
    return inParallel(group, 1, (one) =>
      made.has(one.person.id) ? Promise.resolve(planned(one.line)) : createOne(one),
    );
  }
}

async function createOne({ line, person, writes }: Creation): Promise<Outcome> {
  try {
    await transactPatiently(...writes);
    return planned(line);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // made by another delivery of the same step, or somebody else took the login
    return (await people.person(person.id)) ? planned(line) : failed(line, 'loginTaken');
  }
}

/** Adds the roles to the person as they are now; again where somebody else was quicker. */
async function update(ctx: Context, line: MoreRoles, attempt = 1): Promise<Outcome> {
  const before = await people.person(line.personId);
  // merged or erased since the check: nobody to give roles to
  if (!before || before.mergedInto !== undefined || before.erasedAt !== undefined) return failed(line, 'notFound');
  const memberships = united(before.memberships, line.memberships);
  const after = {
    ...before,
    memberships,
    homeId: homeAfter(memberships, before.homeId),
    revision: before.revision + 1,
  };
  const changed = line.memberships.filter(({ organisationId }) => {
    return rolesIn(before, organisationId).length !== rolesIn(after, organisationId).length;
  });
  if (!changed.length) return planned(line);
  const tree = await placesOf([before, after]);
  if (before.login !== line.login || !inReach(ctx.person.memberships, 'managePeople', before, tree))
    return failed(line, 'loginElsewhere');
  if (!fits(after, tree)) return failed(line, 'tooManyMemberships');
  try {
    await transactPatiently(
      ...(await updateWrites(
        ctx,
        before,
        after,
        tree,
        changed.map(({ organisationId }) => organisationId),
      )),
    );
    return planned(line);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return attempt < attemptsMax ? update(ctx, line, attempt + 1) : failed(line, 'conflict');
  }
}

async function updateWrites(ctx: Context, before: Person, after: Person, tree: Places, changed: readonly string[]) {
  const by = { actorId: ctx.person.id, at: new Date(ctx.now).toISOString() };
  const [first, ...others] = changed.map((organisationId) => ({
    type: 'identity.rolesChanged',
    objectId: organisationId,
    data: {
      organisationId,
      before: rolesIn(before, organisationId).join(','),
      after: rolesIn(after, organisationId).join(','),
    },
  }));
  const about = { kind: 'fact', subjectId: after.id, actorId: ctx.person.id } as const;
  return [
    ...personUpdate({ before, after, tree, held: await membershipsOf(before.id), by }),
    // the change names all of them
    ...factWrites(ctx, before, after, first!),
    ...others.map((fact) => recordPut({ ...about, ...fact }, ctx.now)),
  ];
}
