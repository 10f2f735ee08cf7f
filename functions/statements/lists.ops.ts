/** Lists of statements: one’s own, an academy’s, and who could get one. */
import { collationKey } from '#contracts/collation.ts';
import type { statements as contract } from '#contracts/statements.ts';
import { membersPage } from '../cohorts/cohorts.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Input } from '../platform/http.ts';
import { learnersAmong, learnersPage } from '../progress/progress.reads.ts';
import { present, requireBranch, requireOrder } from './access.ops.ts';
import type { StoredStatement } from './statement.ts';
import { readNumber } from './number.ts';
import * as store from './statements.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;
type From = Record<string, unknown> | undefined;

const pageSize = 30;
/** statements one request looks through for those that fit */
const lookedAtMax = 600;

export async function own(ctx: Context, { query }: Of<'own'>) {
  const scope = `statements own ${ctx.person.id}`;
  const { ids, lastKey } = await store.linksPage(
    ctx.person.id,
    await openCursor(query.cursor, scope, ctx.now),
    pageSize,
  );
  return { items: await present(ctx, await inOrder(ids)), next: await sealCursor(lastKey, scope, ctx.now) };
}

export async function list(ctx: Context, { query }: Of<'list'>) {
  const { organisationId, courseId = '', state = '', q = '', cursor } = query;
  await requireBranch(ctx, 'seeStatements', organisationId);
  const number = readNumber(q);
  if (number) {
    const found = await store.byNumber(number);
    const items = found && found.organisationId === organisationId && fits(found, query) ? [found] : [];
    return { items: await present(ctx, items), next: null };
  }
  const scope = `statements ${[organisationId, courseId, state, q].join(' ')} ${ctx.person.id}`;
  const { items, lastKey } = await fitting(query, await openCursor(cursor, scope, ctx.now));
  return { items: await present(ctx, items), next: await sealCursor(lastKey, scope, ctx.now) };
}

const fits = (each: StoredStatement, { courseId, state }: Of<'list'>['query']): boolean =>
  (!courseId || each.courseId === courseId) &&
  (!state || (each.revokedAt === undefined ? 'valid' : 'revoked') === state);

/** Looks on until a page is full, or enough was looked at for one request. */
async function fitting(query: Of<'list'>['query'], from: From) {
  const items: StoredStatement[] = [];
  let at = from;
  for (let looked = 0; looked < lookedAtMax; looked += pageSize) {
    const page = await pageOf(query, at);
    items.push(...page.items.filter((each) => fits(each, query)));
    at = page.lastKey;
    if (!at || items.length >= pageSize) break;
  }
  return { items, lastKey: at };
}

async function pageOf({ organisationId, courseId, q }: Of<'list'>['query'], from: From) {
  const name = q?.trim();
  if (!name) return store.issuedPage(organisationId, courseId, from, pageSize);
  const { ids, lastKey } = await store.namesPage(organisationId, collationKey(name, 'uk'), from, pageSize);
  return { items: await inOrder(ids), lastKey };
}

async function inOrder(ids: readonly string[]): Promise<StoredStatement[]> {
  const found = new Map((await store.statementsById(ids)).map((each) => [each.id, each]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

export async function candidates(ctx: Context, { params: { courseId }, query }: Of<'candidates'>) {
  const { organisationId, cohortId } = query;
  await requireOrder(ctx, { organisationId, courseId, cohortId });
  const scope = `candidates ${courseId} ${cohortId ?? organisationId} ${ctx.person.id}`;
  const from = await openCursor(query.cursor, scope, ctx.now);
  const { rows, lastKey } = await (cohortId === undefined
    ? learnersPage(courseId, organisationId, from)
    : membersLearning(courseId, cohortId, from));
  const completed = rows.flatMap((row) => (row.completedAt ? [{ ...row, completedAt: row.completedAt }] : []));
  const held = await store.heldMany(completed.map(({ personId }) => ({ personId, courseId })));
  const statements = await store.statementsById(held.map(({ statementId }) => statementId));
  const byPerson = new Map(statements.map((each) => [each.personId, each]));
  const items = completed.map((row) => {
    const { personId, givenName, familyName, organisationName, version, completedAt } = row;
    const holds = byPerson.get(personId);
    return {
      ...{ personId, givenName, familyName, organisationName, version, completedAt },
      statement: holds ? { id: holds.id, number: holds.printed.number, issuedOn: holds.printed.issuedOn } : null,
      own: personId === ctx.person.id,
    };
  });
  return { items, next: await sealCursor(lastKey, scope, ctx.now) };
}

async function membersLearning(courseId: string, cohortId: string, from: From) {
  const { items, lastKey } = await membersPage(cohortId, from, pageSize);
  const ids = items.map(({ personId }) => personId);
  return { rows: await learnersAmong(courseId, ids), lastKey };
}
