/** Endpoints of audit: facts by person, course and day; who held what; one's own record; exports. */
import { audit } from '#contracts/audit.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { serve } from '../platform/http.ts';
import { courseFacts, dayFacts, ownFacts, personFacts, type Place } from './facts.ops.ts';
import { everythingHeld, heldAt, personOn } from './held.ops.ts';
import type { Page } from './latest.ts';
import { startOwnExport, startPersonExport } from './person-export.ops.ts';
import { heldCourses, heldRoles, heldRows, nameOf, recordRows, type Reader } from './present.ops.ts';
import { startRecordsExport } from './records-export.ops.ts';
import type { Fact } from './fact.ts';

const pageSize = 50;

export const handler = serve(audit, {
  personRecords: (ctx, { params, query }) =>
    facts(ctx, query.cursor, params, (place) => personFacts(ctx.person, params.personId, place)),

  async personOnDay(ctx, { params, query }) {
    const { person, roles, courses } = await personOn(ctx.person, params.personId, query.day);
    return { person: nameOf(person)!, roles: await heldRoles(roles), courses: await heldCourses(courses) };
  },

  courseRecords: (ctx, { params, query: { cursor, month } }) =>
    facts(ctx, cursor, { ...params, month }, (place) => courseFacts(ctx.person, { ...params, month }, place)),

  dayRecords(ctx, { params, query: { cursor, only } }) {
    const question = { ...params, onlyChanges: only === 'changes' };
    return facts(ctx, cursor, question, (place) => dayFacts(ctx.person, question, place));
  },

  held(ctx, { params, query: { cursor, ...query } }) {
    const question = { ...params, ...query };
    const ask = (place: Place) => heldAt(ctx.person, question, place);
    return page(ctx, cursor, { held: question }, ask, heldRows);
  },

  async ownRecord(ctx) {
    const { periods, courses } = await everythingHeld(ctx.person.id);
    return { roles: await heldRoles(periods), courses: await heldCourses(courses) };
  },

  ownRecords: (ctx, { query }) =>
    facts(ctx, query.cursor, { own: true }, (place) => ownFacts(ctx.person.id, place), 'self'),

  startRecordsExport: (ctx, { body }) => startRecordsExport(ctx, body),
  startPersonExport: (ctx, { params, body }) => startPersonExport(ctx, params.personId, body.jobId),
  startOwnExport: (ctx, { body }) => startOwnExport(ctx, body.jobId),
});

const facts = (
  ctx: Context,
  cursor: string | undefined,
  question: object,
  ask: (place: Place) => Promise<Page<Fact>>,
  reader: Reader = ctx.person,
) => page(ctx, cursor, { facts: question }, ask, (found) => recordRows(found, reader));

/** One page; its cursor is good for this question and this person only. */
async function page<T, Row>(
  ctx: Context,
  cursor: string | undefined,
  question: object,
  ask: (place: Place) => Promise<Page<T>>,
  present: (items: T[]) => Promise<Row[]>,
): Promise<{ items: Row[]; next: string | null }> {
  const scope = `audit ${JSON.stringify(question)} ${ctx.person.id}`;
  const place = await openCursor(cursor, scope, ctx.now);
  const { items, before } = await ask({ before: place && String(place['before']), limit: pageSize });
  return { items: await present(items), next: await sealCursor(before ? { before } : undefined, scope, ctx.now) };
}
