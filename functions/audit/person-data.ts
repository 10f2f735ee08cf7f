/** All data about one person, and tables of those parts that people read. */

interface Person {
  id: string;
  givenName: string;
  familyName: string;
  login: string;
  locale: string;
  timeZone: string;
  createdAt: string;
}
interface Membership {
  organisationId: string;
  roles: string[];
  since: string;
  until: string | null;
}
interface Enrolment {
  courseId: string;
  version: number;
  enrolledAt: string;
}
interface CourseProgress {
  courseId: string;
  version: number;
  startedAt: string;
  lastAt: string;
  completedAt?: string | undefined;
  completedLessons: string[];
}
interface StoredFact {
  at: string;
  type: string;
  actorId: string;
  objectId?: string | undefined;
  data?: unknown;
}
interface Team {
  courseId: string;
  role: string;
  since: string;
}
interface Comment {
  courseId: string;
  lessonId: string;
  at: string;
  quote?: string | undefined;
  text: string;
}
interface Text {
  courseId: string;
  lessonId: string;
  blockId: string;
  language: string;
  at: string;
}
interface Upload {
  id: string;
  organisationId: string;
  kind: string;
  name: string;
  bytes: number;
  createdAt: string;
}
export interface PersonData {
  /** the person first, then those merged into them */
  cards: Person[];
  memberships: Membership[];
  changes: unknown[];
  sessions: { startedAt: string; seenAt: string }[];
  enrolments: Enrolment[];
  courses: CourseProgress[];
  lessons: unknown[];
  lectures: unknown[];
  /** in which they write courses */
  teams: Team[];
  /** submitted, answered, or theirs to answer */
  reviews: unknown[];
  /** in reviews */
  comments: Comment[];
  /** where in a draft a text stands as they wrote it */
  texts: Text[];
  uploads: Upload[];
  records: StoredFact[];
  jobs: unknown[];
}

type Table = string[][];

/** Tables by file name, each with its heading. */
export function tables(data: PersonData): Record<string, Table> {
  return {
    ...learning(data),
    ...writing(data),
    records: [
      ['at', 'type', 'actor', 'object', 'data'],
      ...data.records.map((one) => [one.at, one.type, one.actorId, one.objectId ?? '', JSON.stringify(one.data ?? {})]),
    ],
  };
}

const learning = (data: PersonData): Record<string, Table> => ({
  memberships: [
    ['organisation', 'roles', 'since', 'until'],
    ...data.memberships.map((one) => [one.organisationId, one.roles.join(' '), one.since, one.until ?? '']),
  ],
  enrolments: [
    ['course', 'version', 'enrolledAt'],
    ...data.enrolments.map((one) => [one.courseId, String(one.version), one.enrolledAt]),
  ],
  courses: [
    ['course', 'version', 'startedAt', 'lastAt', 'completedAt', 'lessonsCompleted'],
    ...data.courses.map((one) => [
      one.courseId,
      String(one.version),
      one.startedAt,
      one.lastAt,
      one.completedAt ?? '',
      String(one.completedLessons.length),
    ]),
  ],
});

const writing = (data: PersonData): Record<string, Table> => ({
  teams: [['course', 'role', 'since'], ...data.teams.map(({ courseId, role, since }) => [courseId, role, since])],
  comments: [
    ['at', 'course', 'lesson', 'quote', 'text'],
    ...data.comments.map(({ at, courseId, lessonId, quote = '', text }) => [at, courseId, lessonId, quote, text]),
  ],
  texts: [
    ['at', 'course', 'lesson', 'block', 'language'],
    ...data.texts.map(({ at, courseId, lessonId, blockId, language }) => [at, courseId, lessonId, blockId, language]),
  ],
  uploads: [
    ['createdAt', 'organisation', 'kind', 'name', 'bytes', 'id'],
    ...data.uploads.map((one) => [one.createdAt, one.organisationId, one.kind, one.name, String(one.bytes), one.id]),
  ],
});
