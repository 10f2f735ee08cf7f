/**
 * Authoring: a course while it is written. A draft has modules and lessons at places, a lesson has blocks at places, a block
 * has one segment of text per language. Each is an item with its own revision, so two authors meet only where both change
 * the same text at the same time.
 */
import {
  BlockChange,
  ChangeOutcome,
  DraftLesson,
  HistoryEntry,
  LessonDraft,
  Named,
  Place,
  changesMax,
} from './blocks.ts';
import { Cursor, Language, Moment, id, languages, line, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { courseTeamRoles } from './permissions.ts';
import { z } from './z.ts';

export {
  BlockChange,
  ChangeOutcome,
  DraftBlock,
  DraftLesson,
  HistoryEntry,
  LessonDraft,
  MarkdownText,
  Named,
  Place,
  Segment,
  blockKinds,
  blocksMax,
  changesMax,
  isPlace,
  lessonBytesMax,
  segmentBytesMax,
  segmentMax,
} from './blocks.ts';

export const lessonsMax = 300;
export const modulesMax = 50;
/** people in a course's team */
export const teamMax = 50;
/** how long what was removed can be brought back */
export const binDays = 30;

export const DraftModule = z.object({
  id: id('module'),
  place: Place,
  title: localised(200),
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
  /** the review that is open or was answered last */
  reviewId: z.nullable(id('review')),
  archived: z.boolean(),
  changedAt: Moment,
  /** the asker's place in the team; null for an administrator who is not in it */
  role: z.nullable(z.enum(courseTeamRoles)),
});
export type DraftCard = z.infer<typeof DraftCard>;

export const TeamMember = z.object({ person: Named, role: z.enum(courseTeamRoles), since: Moment });

export const Draft = z.extend(DraftCard, {
  summary: z.nullable(localised(600)),
  outcomes: z.array(localised(500)),
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
});
export type Draft = z.infer<typeof Draft>;

const courseParams = z.strictObject({ courseId: id('course') });
const moduleParams = z.strictObject({ courseId: id('course'), moduleId: id('module') });
const lessonParams = z.strictObject({ courseId: id('course'), lessonId: id('lesson') });
const minutes = z.int().check(z.minimum(1), z.maximum(600));

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
    }),
    output: Draft,
    errors: ['conflict'],
  }),
  putModule: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/modules/{moduleId}',
    summary: 'Adds a module (`revision` null), renames or moves it.',
    permission: 'signedIn',
    params: moduleParams,
    body: z.strictObject({ title: localised(200), place: Place, revision: z.nullable(z.int()) }),
    output: Draft,
    errors: ['conflict', 'outlineFull'],
  }),
  removeModule: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/modules/{moduleId}',
    summary: 'Removes a module that has no lessons any more.',
    permission: 'signedIn',
    params: moduleParams,
    output: Draft,
    errors: ['moduleNotEmpty'],
  }),
  addLesson: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons',
    summary: 'Adds a lesson: empty, or as a copy of one in a course the asker may read, here or elsewhere.',
    permission: 'signedIn',
    params: courseParams,
    body: z.strictObject({
      id: id('lesson'),
      moduleId: id('module'),
      place: Place,
      title: localised(200),
      minutes,
      copyOf: z.nullable(z.strictObject({ courseId: id('course'), lessonId: id('lesson') })),
    }),
    output: Draft,
    errors: ['idTaken', 'outlineFull'],
  }),
  changeLesson: endpoint({
    method: 'PATCH',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}',
    summary: 'Renames a lesson or changes its minutes.',
    permission: 'signedIn',
    params: lessonParams,
    body: z.strictObject({ revision: z.int(), title: z.optional(localised(200)), minutes: z.optional(minutes) }),
    output: Draft,
    errors: ['conflict'],
  }),
  moveLesson: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/move',
    summary: 'Moves a lesson; `lessonMoved` where somebody else moved the same one since the asker looked.',
    permission: 'signedIn',
    params: lessonParams,
    body: z.strictObject({ moduleId: id('module'), place: Place, outlineRevision: z.int() }),
    output: Draft,
    errors: ['lessonMoved'],
  }),
  binLesson: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}',
    summary: 'Puts a lesson into the bin, from where it can be brought back for 30 days.',
    permission: 'signedIn',
    params: lessonParams,
    output: Draft,
  }),
  bin: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/bin',
    summary: 'Lessons in the bin, the latest first.',
    permission: 'signedIn',
    params: courseParams,
    output: z.object({ items: z.array(z.object({ lesson: DraftLesson, binnedAt: Moment, by: Named, until: Moment })) }),
  }),
  restoreLesson: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/restore',
    summary: 'Brings a lesson back: to its place, or to the end where its module is gone.',
    permission: 'signedIn',
    params: lessonParams,
    output: Draft,
    errors: ['outlineFull'],
  }),
  lessonDraft: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}',
    summary:
      'A lesson with its blocks in all languages; asked again every few seconds it shows what colleagues change.',
    permission: 'signedIn',
    params: lessonParams,
    output: LessonDraft,
  }),
  saveBlocks: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/blocks',
    summary:
      'Saves changes of blocks, each by itself; sent twice they are made once. Conflicts are an outcome, not an error.',
    permission: 'signedIn',
    params: lessonParams,
    body: z.strictObject({ changes: z.array(BlockChange).check(z.minLength(1), z.maxLength(changesMax)) }),
    output: z.object({ outcomes: z.array(ChangeOutcome) }),
    errors: ['lessonFull'],
    bodyBytesMax: 2 * 1024 * 1024,
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/lessons/{lessonId}/history',
    summary: 'What the texts of a lesson were before, the latest first.',
    permission: 'signedIn',
    params: lessonParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(HistoryEntry),
    errors: ['cursorInvalid'],
  }),
  colleagues: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/colleagues',
    summary:
      'People who could join the team: those who may author in the academy or region, by the beginning of their name.',
    permission: 'signedIn',
    params: courseParams,
    query: z.strictObject({ q: z.string().check(z.minLength(1), z.maxLength(100)) }),
    output: z.object({ items: z.array(Named) }),
  }),
  putTeamMember: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/{courseId}/team/{personId}',
    summary: 'Takes a colleague into the team or changes their role. A course always has an owner.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), personId: id('person') }),
    body: z.strictObject({ role: z.enum(courseTeamRoles) }),
    output: Draft,
    errors: ['lastOwner', 'personUnsuitable', 'teamFull'],
  }),
  removeTeamMember: endpoint({
    method: 'DELETE',
    path: '/api/authoring/courses/{courseId}/team/{personId}',
    summary: 'Takes somebody out of the team, or leaves it oneself.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), personId: id('person') }),
    errors: ['lastOwner'],
  }),
  draftPicture: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/{courseId}/pictures/{mediaId}',
    summary: 'A picture of a draft for its team and reviewers, about as wide as asked (bytes).',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course'), mediaId: id('media') }),
    query: z.strictObject({ width: z.optional(z.string().check(z.regex(/^[1-9]\d{1,3}$/))) }),
    raw: true,
  }),
};
