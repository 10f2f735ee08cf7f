/**
 * Authoring: a course while it is written. A draft has modules and lessons at places (`draft-outline.ts`), a lesson has blocks
 * at places, a block has one segment of text per language (`draft-blocks.ts`). Each is an item with its own revision, so two
 * authors meet only where both change the same text at the same time.
 */
import { DraftLesson, Named, Place } from './blocks.ts';
import { Cursor, Language, Moment, id, languages, line, localised, page } from './common.ts';
import { Retirement } from './courses.ts';
import { endpoint } from './endpoint.ts';
import { courseTeamRoles } from './permissions.ts';
import { Origin, Recall } from './recall.ts';
import { CourseMadeFrom, MadeFrom } from './translation.ts';
import { z } from './z.ts';

export const DraftModule = z.object({
  id: id('module'),
  place: Place,
  title: localised(200),
  /** translations of the title that are behind: what it said when they were made */
  behind: z.optional(MadeFrom),
  revision: z.int(),
});
export type DraftModule = z.infer<typeof DraftModule>;

/** draft: never released · inReview · returned: the reviewer wants changes · released · retired: taken from the catalogue */
export const draftStates = ['draft', 'inReview', 'returned', 'released', 'retired'] as const;

export const DraftCard = z.object({
  id: id('course'),
  organisation: z.object({ id: id('organisation'), name: localised(200) }),
  title: localised(200),
  languages: z.array(Language),
  state: z.enum(draftStates),
  /** newest released version; null before the first */
  version: z.nullable(z.int()),
  /** has somebody changed something since what became that version was submitted? */
  changed: z.boolean(),
  /** the review that is open or was answered last */
  reviewId: z.nullable(id('review')),
  archived: z.boolean(),
  changedAt: Moment,
  /** reports of errors that wait for an answer */
  openReports: z.int(),
  /** the recall of which learners of the newest version are told */
  recall: z.optional(z.nullable(Recall)),
  /** the course of another academy it was made of */
  origin: z.optional(
    z.nullable(
      z.extend(Origin, {
        /** its newest version that may be taken over; null: none any more */
        newest: z.nullable(z.int()),
        /** of the version taken over last */
        recall: z.nullable(Recall),
      }),
    ),
  ),
  /** the asker's place in the team; null for an administrator who is not in it */
  role: z.nullable(z.enum(courseTeamRoles)),
});
export type DraftCard = z.infer<typeof DraftCard>;

export const TeamMember = z.object({ person: Named, role: z.enum(courseTeamRoles), since: Moment });

export const Draft = z.extend(DraftCard, {
  summary: z.nullable(localised(600)),
  outcomes: z.array(localised(500)),
  /** translations of title, summary and outcomes that are behind: what those said when they were made */
  behind: z.optional(CourseMadeFrom),
  topics: z.array(z.string()),
  competences: z.array(id('competence')),
  audience: z.enum(['all', 'own']),
  /** of title, summary, outcomes, languages and so on */
  revision: z.int(),
  /** counts every move, addition and removal of modules and lessons */
  outlineRevision: z.int(),
  /** by place */
  modules: z.array(DraftModule),
  /** by place within their module */
  lessons: z.array(DraftLesson),
  team: z.array(TeamMember),
  mayChange: z.boolean(),
  mayChangeTeam: z.boolean(),
  /** since when it is out of the catalogue, and why */
  retired: z.nullable(Retirement),
  /** may the asker take it out, or put it back? */
  mayRetire: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

const courseParams = z.strictObject({ courseId: id('course') });

export const authoring = {
  createDraft: endpoint({
    method: 'POST',
    path: '/api/authoring/courses',
    summary: 'Begins a course in an organisation; who begins it owns it.',
    permission: 'authorCourses',
    body: z.strictObject({
      id: id('course'),
      organisationId: id('organisation'),
      title: localised(200),
      /** first = the language of origin */
      languages: z.array(Language).check(
        z.minLength(1),
        z.maxLength(languages.length),
        z.refine((list) => new Set(list).size === list.length, 'twice'),
      ),
    }),
    output: Draft,
    errors: ['idTaken', 'organisationClosed'],
  }),
  ownDrafts: endpoint({
    method: 'GET',
    path: '/api/authoring/courses',
    summary: 'Courses in whose team the asker is, the latest changed first.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(DraftCard),
    errors: ['cursorInvalid'],
  }),
  organisationDrafts: endpoint({
    method: 'GET',
    path: '/api/authoring/organisations/{organisationId}/courses',
    summary: 'All drafts of an organisation, by title, for who answers for them.',
    permission: 'manageDrafts',
    params: z.strictObject({ organisationId: id('organisation') }),
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(DraftCard),
    errors: ['cursorInvalid'],
  }),
  draft: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}',
    summary: 'A draft with its outline and team.',
    permission: 'signedIn',
    params: courseParams,
    output: Draft,
  }),
  changeDraft: endpoint({
    method: 'PATCH',
    path: '/api/authoring/courses/{courseId}',
    summary: 'Changes what a course says of itself: title, summary, outcomes, languages, audience.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      revision: z.int(),
      title: z.optional(localised(200)),
      summary: z.optional(z.nullable(localised(600))),
      outcomes: z.optional(z.array(localised(500)).check(z.maxLength(20))),
      topics: z.optional(z.array(line(80)).check(z.maxLength(20))),
      competences: z.optional(z.array(id('competence')).check(z.maxLength(50))),
      languages: z.optional(
        z.array(Language).check(
          z.minLength(1),
          z.refine((list) => new Set(list).size === list.length, 'twice'),
        ),
      ),
      audience: z.optional(z.enum(['all', 'own'])),
      archived: z.optional(z.boolean()),
      /** what a translator looked at, also where the words stay; unsaid, it is what stands in this very change */
      madeFrom: z.optional(CourseMadeFrom),
    }),
    output: Draft,
    errors: ['conflict'],
  }),
};
