/** Who learns in a cohort: listed, added by hand, by list and by unit, moved to another cohort; with the stretches they were there. */
import { Named } from './blocks.ts';
import { cohortParams, memberParams, Search } from './cohorts.ts';
import { Cursor, Job, Moment, id, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

/** people who learn in a cohort at the same time */
export const membersMax = 1_000;
/** people added in one request; of a larger unit a job adds them */
export const addedMax = 100;
/** a list of members as text: lines, and characters */
export const listLinesMax = 2_000;
export const listLengthMax = 200_000;

/** hand, unit, csv: a teacher added them so · code: they enrolled themselves · transfer: from another cohort · merge: two records of one human */
export const waysIn = ['hand', 'unit', 'csv', 'code', 'transfer', 'merge'] as const;

/** A stretch in which somebody learned in a cohort. */
export const MemberPeriod = z.object({
  joinedAt: Moment,
  way: z.enum(waysIn),
  joinedBy: z.nullable(Named),
  /** where they came from or went to, where that was another cohort */
  from: z.nullable(z.object({ id: id('cohort'), name: z.string() })),
  leftAt: z.nullable(Moment),
  leftBy: z.nullable(Named),
  to: z.nullable(z.object({ id: id('cohort'), name: z.string() })),
  /** why, in the words of who ended it */
  note: z.nullable(z.string()),
});
export type MemberPeriod = z.infer<typeof MemberPeriod>;

export const MemberRow = z.extend(Named, {
  /** where they belong: academy, region or unit; null for whose card was erased */
  home: z.nullable(z.object({ id: id('organisation'), name: localised(200) })),
  joinedAt: Moment,
  leftAt: z.nullable(Moment),
});
export type MemberRow = z.infer<typeof MemberRow>;

const Note = z.nullable(line(300));
const People = z.array(id('person'));
const Added = z.object({
  added: People,
  already: People,
  /** nobody the asker knows of, or whose account is closed */
  refused: People,
});

/** Lines of a list that add nobody. */
const StrayLine = z.object({ line: z.int(), text: z.string() });
/** What a list of members comes to; nothing is written yet. */
export const ListPreview = z.object({
  /** people it would add */
  found: z.array(z.extend(Named, { line: z.int() })),
  /** who learns there already */
  already: z.array(z.extend(Named, { line: z.int() })),
  /** no address, or of nobody the asker knows */
  unknown: z.array(StrayLine),
  /** the same person as in a line before */
  twice: z.array(z.extend(StrayLine, { firstLine: z.int() })),
  /** people the cohort still has room for */
  room: z.int(),
});
export type ListPreview = z.infer<typeof ListPreview>;

export const cohortMembers = {
  members: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/members',
    summary: 'Who learns in a cohort, by name; or who has left it, the last first.',
    permission: 'manageCohorts',
    params: cohortParams,
    query: z.strictObject({
      /** those who have left */
      left: z.optional(z.literal('true')),
      /** beginning of “family name given name”; not with `left` */
      q: z.optional(Search),
      cursor: z.optional(Cursor),
    }),
    output: page(MemberRow),
    errors: ['cursorInvalid'],
  }),
  addMembers: endpoint({
    method: 'POST',
    path: '/api/cohorts/{cohortId}/members',
    summary: 'Adds people in whose organisation the asker manages cohorts. Who is there already stays as they are.',
    permission: 'manageCohorts',
    params: cohortParams,
    body: z.strictObject({
      personIds: z.array(id('person')).check(z.minLength(1), z.maxLength(addedMax)),
      /** read from a list that was looked at before */
      way: z.optional(z.enum(['hand', 'csv'])),
    }),
    output: Added,
    errors: ['cohortArchived', 'cohortFull', 'conflict'],
  }),
  endMember: endpoint({
    method: 'POST',
    path: '/api/cohorts/{cohortId}/members/{personId}/end',
    summary: 'Ends somebody’s time in a cohort; what they did there stays. A second time changes nothing.',
    permission: 'manageCohorts',
    params: memberParams,
    body: z.strictObject({ note: Note }),
    output: MemberRow,
    errors: ['cohortArchived', 'conflict'],
  }),
  peopleToChoose: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/people-to-choose',
    summary: 'People of an organisation, and those below, whose name begins so, by name: whom one may add.',
    permission: 'manageCohorts',
    params: cohortParams,
    query: z.strictObject({
      /** the cohort’s academy or region, unless said */
      organisationId: z.optional(id('organisation')),
      q: Search,
    }),
    output: z.object({
      items: z.array(z.extend(Named, { home: z.nullable(localised(200)), isMember: z.boolean() })),
    }),
  }),
  previewList: endpoint({
    method: 'POST',
    path: '/api/cohorts/{cohortId}/members/preview',
    summary:
      'Reads a list (CSV with a column of sign-in names or e-mail addresses) and answers whom it would add; writes nothing.',
    permission: 'manageCohorts',
    params: cohortParams,
    body: z.strictObject({ text: z.string().check(z.maxLength(listLengthMax)) }),
    output: ListPreview,
    errors: ['cohortArchived', 'importFileWrong'],
    bodyBytesMax: 1024 * 1024,
  }),
  addUnit: endpoint({
    method: 'POST',
    path: '/api/cohorts/{cohortId}/units',
    summary:
      'Adds all learners of an organisation and those below: at once, or by a job where there are more than a hundred.',
    permission: 'manageCohorts',
    params: cohortParams,
    body: z.strictObject({ organisationId: id('organisation'), jobId: id('job') }),
    output: z.object({ added: z.int(), already: z.int(), job: z.nullable(Job) }),
    errors: ['cohortArchived', 'cohortFull', 'conflict', 'idTaken'],
  }),
  transferMember: endpoint({
    method: 'POST',
    path: '/api/cohorts/{cohortId}/members/{personId}/transfer',
    summary:
      'Takes somebody over to another cohort that the asker teaches, in one step; a second time changes nothing.',
    permission: 'manageCohorts',
    params: memberParams,
    body: z.strictObject({ toCohortId: id('cohort'), note: Note }),
    output: MemberRow,
    errors: ['cohortArchived', 'cohortFull', 'conflict'],
  }),
  memberHistory: endpoint({
    method: 'GET',
    path: '/api/cohorts/{cohortId}/members/{personId}',
    summary: 'When somebody learned in a cohort, how they came and why they left.',
    permission: 'manageCohorts',
    params: memberParams,
    output: z.object({ person: Named, periods: z.array(MemberPeriod) }),
  }),
};
