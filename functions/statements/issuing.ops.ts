/** Issuing statements one by one, and a new one in the place of another; revoking. */
import { AppError } from '#contracts/errors.ts';
import type { Printed, Statement, statements as contract } from '#contracts/statements.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { isConditionFailure, transact, transactPatiently, type Write } from '../platform/table.ts';
import { presentOne, requireOrder, requireRevocable } from './access.ops.ts';
import { prepared, type Order } from './preparing.ops.ts';
import { revoked, type StoredStatement } from './statement.ts';
import * as store from './statements.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
const attemptsMax = 4;

interface Instead {
  before: StoredStatement;
  after: StoredStatement;
}

const factOf = (type: string, { id, personId, courseId, printed }: StoredStatement, actorId: string): NewRecord => ({
  ...{ kind: 'fact', type, subjectId: personId, actorId, objectId: courseId },
  data: { statementId: id, version: printed.version },
});

/** Everything that makes a statement, in one transaction with its record – and with the end of the one whose place it takes. */
function writesOf(issued: StoredStatement, actorId: string, now: number, instead?: Instead): Write[] {
  const { personId, courseId, id: statementId } = issued;
  return [
    store.heldPut({ personId, courseId, statementId }, instead?.before.id),
    store.statementPut(issued, undefined),
    store.linkPut(personId, statementId),
    ...store.namedPuts(issued),
    store.namePut(issued),
    recordPut(factOf('statements.issued', issued, actorId), now),
    ...(instead
      ? [
          store.statementPut(instead.after, instead.before),
          recordPut(factOf('statements.revoked', instead.after, actorId), now),
        ]
      : []),
  ];
}

/** Issues; false where the person holds a statement for the course already, or this one was issued before. */
export async function issueOnce(order: Order, actorId: string): Promise<boolean> {
  try {
    await transactPatiently(...writesOf(await prepared(order), actorId, order.now));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

export const issuerOf = ({ person: { givenName, familyName } }: Context): NonNullable<Printed['issuer']> => ({
  ...{ givenName, familyName },
});

export async function issue(ctx: Context, { params: { statementId: id }, body }: Of<'issue'>): Promise<Statement> {
  const { replaces, ...order } = body;
  await requireOrder(ctx, order);
  if (order.personId === ctx.person.id) throw new AppError('ownStatement');
  const known = await store.statement(id);
  if (known) return presentOne(ctx, sameAs(known, order));
  const issued = await prepared({ ...order, id, issuer: issuerOf(ctx), now: ctx.now });
  const instead = replaces && (await replacing(ctx, issued, replaces));
  try {
    await transact(...writesOf(issued, ctx.person.id, ctx.now, instead ?? undefined));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    // the same command, sent twice at once
    const made = await store.statement(id);
    if (!made) throw new AppError('alreadyIssued');
    return presentOne(ctx, sameAs(made, order));
  }
  return presentOne(ctx, issued);
}

function sameAs(known: StoredStatement, asked: Pick<Order, 'organisationId' | 'courseId' | 'personId'>) {
  const same = (['organisationId', 'courseId', 'personId'] as const).every((field) => known[field] === asked[field]);
  if (!same) throw new AppError('idTaken');
  return known;
}

async function replacing(
  ctx: Context,
  issued: StoredStatement,
  { statementId, reason }: NonNullable<Of<'issue'>['body']['replaces']>,
): Promise<Instead> {
  const before = await requireRevocable(ctx, statementId);
  if (before.personId !== issued.personId || before.courseId !== issued.courseId) throw new AppError('notFound');
  if (before.revokedAt !== undefined) throw new AppError('statementRevoked');
  return { before, after: revoked(before, { reason, replacedBy: issued.id }, issued.issuedAt) };
}

export async function revoke(ctx: Context, { params: { statementId }, body }: Of<'revoke'>): Promise<Statement> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = await requireRevocable(ctx, statementId);
    const after = revoked(before, body, new Date(ctx.now).toISOString());
    if (after === before || (await isRevoked(before, after, ctx))) return presentOne(ctx, after);
  }
  throw new AppError('conflict');
}

/** False where it changed since it was read. */
async function isRevoked(before: StoredStatement, after: StoredStatement, ctx: Context): Promise<boolean> {
  const { personId, courseId, id: statementId } = before;
  // of somebody who was united with another one it may not be the one that is held
  const held = (await store.heldMany([{ personId, courseId }])).filter((each) => each.statementId === statementId);
  try {
    await transact(
      store.statementPut(after, before),
      ...held.map(store.heldDelete),
      recordPut(factOf('statements.revoked', after, ctx.person.id), ctx.now),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
