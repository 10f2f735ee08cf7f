/**
 * What the people of a unit have to learn: for its chief and who stands above it. Duties and their days only – neither
 * marks nor shares of anybody, nor what somebody learns of their own accord.
 */
import { Cursor, id, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { peopleMin } from './insight.ts';
import { z } from './z.ts';

/**
 * Fewer people than this have no results that are told: whoever knows a colleague could read off the rest who has done
 * what. The same number, and the same rules, as for how lectures are watched (`told-heat.ts`).
 */
export const resultsMin = peopleMin;
/** people of a unit that are counted, by name; a unit of more is told as cut */
export const unitPeopleMax = 1000;
/** courses of one person, and of the results of a unit, that are listed: what is most urgent, what most people have */
export const unitCoursesMax = 200;

export const unitCourseStates = ['overdue', 'underWay', 'notBegun', 'done'] as const;

const counts = {
  /** completed, of what is assigned now */
  done: z.int(),
  /** not completed, overdue ones too */
  toDo: z.int(),
  overdue: z.int(),
};

export const UnitLearner = z.object({
  /** of the person */
  id: id('person'),
  givenName: z.string(),
  familyName: z.string(),
  ...counts,
  /** the earliest day, today or later, on which something is due that is not completed */
  nextDueOn: z.nullable(z.iso.date()),
});
export type UnitLearner = z.infer<typeof UnitLearner>;

export const UnitCourse = z.object({
  courseId: id('course'),
  title: localised(200),
  /** by what it is assigned: one of both */
  cohort: z.nullable(z.object({ id: id('cohort'), name: z.string() })),
  organisation: z.nullable(z.object({ id: id('organisation'), name: localised(200) })),
  /** a day of the cohort’s zone, else of the unit’s; null: whenever they like */
  dueOn: z.nullable(z.iso.date()),
  state: z.enum(unitCourseStates),
});
export type UnitCourse = z.infer<typeof UnitCourse>;

export const UnitResults = z.object({
  /** learners of the unit, and all their courses together */
  people: z.int(),
  ...counts,
  /** there are more people than are counted */
  isCut: z.boolean(),
  /** courses that at least five people have, those of most people first; null: the unit has fewer than five learners */
  courses: z.nullable(
    z.array(
      z.object({
        courseId: id('course'),
        title: localised(200),
        people: z.int(),
        /** 0 stands for fewer than five, `people` for all but fewer than five (in a small group for what is nearer) */
        completed: z.int(),
      }),
    ),
  ),
});
export type UnitResults = z.infer<typeof UnitResults>;

const unitParams = z.strictObject({ organisationId: id('organisation') });

export const unitLearning = {
  unitLearners: endpoint({
    method: 'GET',
    path: '/api/progress/units/{organisationId}/learners',
    summary:
      'Learners of a unit by name, 20 a page, with what is assigned to them; `overdue`: those who are late (a page may come short, even empty, and have a next). What is not a unit, and a unit of others, is `notFound`.',
    permission: 'seeUnitLearning',
    params: unitParams,
    query: z.strictObject({ show: z.optional(z.enum(['all', 'overdue'])), cursor: z.optional(Cursor) }),
    output: page(UnitLearner),
    errors: ['cursorInvalid'],
  }),
  unitLearner: endpoint({
    method: 'GET',
    path: '/api/progress/units/{organisationId}/learners/{personId}',
    summary: `The courses assigned to one of them: what is overdue first, then by the day; ${unitCoursesMax} at most.`,
    permission: 'seeUnitLearning',
    params: z.strictObject({ organisationId: id('organisation'), personId: id('person') }),
    output: z.object({ items: z.array(UnitCourse) }),
  }),
  unitResults: endpoint({
    method: 'GET',
    path: '/api/progress/units/{organisationId}/results',
    summary: `How a unit stands, of its first ${unitPeopleMax} people; results of courses only for groups from five people.`,
    permission: 'seeUnitLearning',
    params: unitParams,
    output: UnitResults,
  }),
};
